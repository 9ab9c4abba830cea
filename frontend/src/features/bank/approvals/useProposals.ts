import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { type Address, decodeFunctionData, type Hex } from "viem";
import { getContractEvents } from "viem/actions";
import { useBlock } from "../../../app/network/useBlock.ts";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import type { Network } from "../../../app/network/useNetwork.ts";
import { useOpenDesk } from "../DeskContext.ts";
import type { DeskCurrency } from "../useDesk.ts";

/** What a proposal would do, where this desk knows it. */
interface ProposedMove {
  verb: "issue" | "redeem";
  account: Address;
  amountMinor: bigint;
  currency: DeskCurrency["currency"];
}

export interface Proposal {
  id: bigint;
  maker: Address;
  call: Hex;
  target: Address;
  reason: Hex;
  /** Unix seconds. */
  expiresAt: number;
  /** Its maker withdraws it, anybody else rejects it. */
  outcome: "open" | "approved" | "withdrawn" | "rejected";
  /** Who closed it. */
  by: Address | undefined;
  /** `undefined`: something else than this desk proposes. */
  move: ProposedMove | undefined;
}

/** Everything that was ever proposed at this bank, newest first. */
function useProposals() {
  const { control, currencies } = useOpenDesk();
  return useChainQuery(["proposals", control.address], (network) =>
    readProposals(network, control.address, currencies),
  );
}

/** What waits, by the chain's clock, and what does not any more. */
export function useSortedProposals() {
  const { clerk, control } = useOpenDesk();
  const now = useBlock()?.timestamp ?? 0;
  const { data, ...reading } = useProposals();
  const isOpen = ({ outcome, expiresAt }: Proposal) => outcome === "open" && now < expiresAt;
  const open = data?.filter(isOpen) ?? [];
  const sorted = data && {
    open,
    closed: data.filter((proposal) => !isOpen(proposal)),
    /** Those that this clerk can approve. */
    forMe: control.isMember ? open.filter(({ maker }) => maker !== clerk) : [],
  };
  return { ...reading, data: sorted };
}

async function readProposals(
  { client }: Network,
  control: Address,
  currencies: readonly DeskCurrency[],
): Promise<Proposal[]> {
  const source = { address: control, abi: fourEyesAbi, fromBlock: 0n, strict: true } as const;
  const [proposed, approved, withdrawn] = await Promise.all([
    getContractEvents(client, { ...source, eventName: "Proposed" }),
    getContractEvents(client, { ...source, eventName: "Approved" }),
    getContractEvents(client, { ...source, eventName: "Withdrawn" }),
  ]);
  const checkers = new Map(approved.map(({ args }) => [args.id, args.checker]));
  const withdrawers = new Map(withdrawn.map(({ args }) => [args.id, args.member]));
  return proposed
    .map(({ args: { expiresAt, ...args } }): Proposal => {
      const checker = checkers.get(args.id);
      const withdrawer = withdrawers.get(args.id);
      return {
        ...args,
        expiresAt: Number(expiresAt),
        outcome: checker ? "approved" : withdrawer ? closedBy(withdrawer, args.maker) : "open",
        by: checker ?? withdrawer,
        move: moveIn(args.target, args.call, currencies),
      };
    })
    .toReversed();
}

function closedBy(withdrawer: Address, maker: Address): "withdrawn" | "rejected" {
  return withdrawer === maker ? "withdrawn" : "rejected";
}

function moveIn(target: Address, call: Hex, currencies: readonly DeskCurrency[]): ProposedMove | undefined {
  const of = currencies.find(({ depositToken }) => depositToken.toLowerCase() === target.toLowerCase());
  if (!of) return undefined;
  try {
    const { functionName, args } = decodeFunctionData({ abi: depositTokenAbi, data: call });
    if (functionName !== "issue" && functionName !== "redeem") return undefined;
    const [account, amountMinor] = args;
    return { verb: functionName, account, amountMinor, currency: of.currency };
  } catch {
    return undefined; // a call that this desk does not know
  }
}
