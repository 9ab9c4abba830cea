import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import type { Address, Hex } from "viem";
import type { ContractWrite } from "../../../app/keys/sign.ts";

/** A proposal waits this long for its second clerk. */
const LIFE_SECONDS = 24n * 60n * 60n;

/** The call that proposes another call. `now`: the chain's clock, Unix seconds. */
export function proposing(control: Address, target: Address, call: Hex, reason: Hex, now: number) {
  return {
    address: control,
    abi: fourEyesAbi,
    functionName: "propose",
    args: [target, call, reason, BigInt(now) + LIFE_SECONDS],
  } as const satisfies ContractWrite;
}
