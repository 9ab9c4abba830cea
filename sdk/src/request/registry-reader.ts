import type { Address, PublicClient } from "viem";
import { merchantRegistryAbi, participantRegistryAbi } from "../abis.ts";
import type { Deployment } from "../deployment.ts";
import type { RegistryReader } from "./verify.ts";

/** The registries of a deployed network, read through a client of the caller's. */
export function registryReader(
  client: Pick<PublicClient, "readContract">,
  { merchantRegistry, participantRegistry }: Deployment["contracts"],
): RegistryReader {
  const merchants = { address: merchantRegistry, abi: merchantRegistryAbi } as const;
  return {
    terminal: (account: Address) => client.readContract({ ...merchants, functionName: "terminal", args: [account] }),
    merchant: (merchantId) => client.readContract({ ...merchants, functionName: "merchant", args: [merchantId] }),
    participant: (bank) =>
      client.readContract({
        address: participantRegistry,
        abi: participantRegistryAbi,
        functionName: "participant",
        args: [bank],
      }),
  };
}
