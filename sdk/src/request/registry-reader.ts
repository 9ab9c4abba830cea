import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { merchantRegistryAbi } from "../abis/merchant-registry.ts";
import { participantRegistryAbi } from "../abis/participant-registry.ts";
import type { Deployment } from "../deployment.ts";
import type { RegistryReader } from "./verify.ts";

/** The registries of a deployed network, read through a client of the caller's. */
export function registryReader(
  client: Client,
  { merchantRegistry, participantRegistry }: Deployment["contracts"],
): RegistryReader {
  const merchants = { address: merchantRegistry, abi: merchantRegistryAbi } as const;
  const participants = { address: participantRegistry, abi: participantRegistryAbi } as const;
  return {
    terminal: (account: Address) => readContract(client, { ...merchants, functionName: "terminal", args: [account] }),
    merchant: (merchantId) => readContract(client, { ...merchants, functionName: "merchant", args: [merchantId] }),
    participant: (bank) => readContract(client, { ...participants, functionName: "participant", args: [bank] }),
  };
}
