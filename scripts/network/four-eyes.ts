import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { type Address, type Hex, parseEventLogs } from "viem";
import type { Sender } from "./sender.ts";

const LIFE_SECONDS = 60n * 60n;

/** Two people of an institution do what takes two: the one proposes, the other approves. */
export async function decideTogether(
  { maker, checker, control }: { maker: Sender; checker: Sender; control: Address },
  target: Address,
  call: Hex,
  reason: Hex,
) {
  const { timestamp } = await maker.reader.getBlock();
  const proposed = await maker.send(control, fourEyesAbi, "propose", [target, call, reason, timestamp + LIFE_SECONDS]);
  const [event] = parseEventLogs({ abi: fourEyesAbi, logs: proposed.logs, eventName: "Proposed" });
  if (!event) throw new Error("nothing was proposed");
  return await checker.send(control, fourEyesAbi, "approve", [event.args.id, call]);
}
