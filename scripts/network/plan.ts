import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { getAddress, zeroAddress } from "viem";
import { createBuilder } from "./builder.ts";
import { putBanks } from "./differences/banks.ts";
import { connectContracts, offerDepositCode, publishFeePlans, putContracts } from "./differences/contracts.ts";
import { putReserves } from "./differences/currencies.ts";
import { assignFunctions } from "./differences/functions.ts";
import { handOver } from "./differences/handover.ts";
import { putAttestationAges } from "./differences/rules.ts";
import { ADMIN_ROLE } from "./differences/site.ts";
import { nameStrangers } from "./differences/strangers.ts";
import type { NetworkManifest, Parties } from "./manifest.ts";
import { continueRecord, type DeploymentRecord, emptyRecord } from "./record.ts";
import type { Sender } from "./sender.ts";
import { createState } from "./state.ts";
import type { Step } from "./steps.ts";

/** In the order in which they are put right: what an earlier one makes, a later one needs. */
const DIFFERENCES = [
  putContracts,
  connectContracts,
  publishFeePlans,
  putReserves,
  offerDepositCode,
  putBanks,
  putAttestationAges,
  assignFunctions,
  handOver,
  nameStrangers,
];

export interface PlanOptions {
  manifest: NetworkManifest;
  /** Who takes over: needed where a bank or the whole network is new. */
  parties?: Parties | undefined;
  /** Where the network is; without it, it is new. */
  record?: DeploymentRecord | undefined;
  /** Before each step and at the end, so that nothing is deployed twice after an interruption. */
  onRecord?: (record: DeploymentRecord) => void;
}

/** What a network lacks of its manifest, in the order in which it is put right. Sends nothing. */
export async function planNetwork(sender: Sender, options: PlanOptions): Promise<Step[]> {
  return (await compare(sender, options, "plan")).steps;
}

/** Puts right what this key may, announces what it may after a delay, and says what is left to whom. */
export function applyNetwork(sender: Sender, options: PlanOptions) {
  return compare(sender, options, "apply");
}

async function compare(sender: Sender, options: PlanOptions, mode: "plan" | "apply") {
  const { manifest, onRecord } = options;
  const parties = options.parties && withChecksums(options.parties);
  const chainId = await sender.reader.getChainId();
  const { hash: genesisHash } = await sender.reader.getBlock({ blockNumber: 0n });
  const record = options.record
    ? continueRecord(options.record, chainId, genesisHash, manifest)
    : emptyRecord(chainId, genesisHash, manifest);
  const state = createState(sender.reader);

  const authority = record.contracts.networkAuthority;
  const held = await state.read(authority, networkAuthorityAbi, "hasRole", [ADMIN_ROLE, sender.address]);
  const isDeployer = authority === zeroAddress || (held?.[0] === true && held[1] === 0);
  const deployer = isDeployer ? sender.address : undefined;
  const onStep = () => {
    if (mode === "apply") onRecord?.(record);
  };
  const { builder, steps } = createBuilder({ sender, state, manifest, record, deployer, mode, onStep });
  const site = { state, manifest, parties, record, builder, deployer };
  try {
    for (const putRight of DIFFERENCES) await putRight(site);
  } finally {
    onStep();
  }
  return { steps, record };
}

/** As the chain's answers are written: whoever is the operator must be known for it. */
function withChecksums({ operator, administrators, signatories }: Parties): Parties {
  const entries = Object.entries(administrators).map(([bank, address]) => [bank, getAddress(address)]);
  return { operator: getAddress(operator), administrators: Object.fromEntries(entries), signatories };
}
