/** In the order in which they settle: what a credit line carries, then the three classes of the queue. */
export const RANKS = ["credit", "urgent", "normal", "low"] as const;

export type Rank = (typeof RANKS)[number];

/** Who pays whom in which currency (its number in ISO 4217), in which rank. */
export interface Pair {
  readonly currency: number;
  readonly rank: Rank;
  readonly payer: number;
  readonly payee: number;
}

/** What cuts may use of a bank's settlement balance: the balance less what is earmarked. Never negative. */
export interface AvailableBalance {
  readonly bank: number;
  readonly currency: number;
  readonly availableMinor: bigint;
}

export interface Obligation extends Pair {
  readonly id: string;
  readonly amountMinor: bigint;
  /** Two obligations of one link settle both or neither (payment against payment). */
  readonly link?: string | undefined;
  /** Keeps its place in the array and is passed over; of a link, it cancels both. */
  readonly cancelled?: boolean | undefined;
}

/** The most that `payer` may have paid `payee`, net, since the limit's period began. */
export interface BilateralLimit {
  readonly payer: number;
  readonly payee: number;
  readonly currency: number;
  readonly limitMinor: bigint;
  /** Net outflow settled since then; below zero where more came in than went out. */
  readonly usedMinor: bigint;
}

/** What `payee` lends `payer`. The sum of the pair's obligations of the rank `credit` is its use. */
export interface CreditLine {
  readonly payer: number;
  readonly payee: number;
  readonly currency: number;
  readonly lineMinor: bigint;
}

/** The queue and what it may settle with, as the chain has it after some block. */
export interface NettingInstance {
  /** One for each bank and currency that an obligation or limit names. */
  readonly balances: readonly AvailableBalance[];
  /** Unsettled, those of one payer in the order in which they were queued. */
  readonly obligations: readonly Obligation[];
  readonly limits?: readonly BilateralLimit[] | undefined;
  /** Lines whose use is to be held against them; they change no cut. */
  readonly creditLines?: readonly CreditLine[] | undefined;
  /** Banks whose obligations, owed or due, stand still. */
  readonly suspended?: readonly number[] | undefined;
}

/**
 * How much of one array settles: everything before `index`, counted from the array's first unsettled entry (on the
 * chain: its cursor). Obligations without a link stand in one array per `Pair`, linked ones in one per two of them.
 */
export interface CutIndex {
  readonly pairs: readonly [Pair] | readonly [Pair, Pair];
  readonly index: number;
}

/** An array that is left out stays where it is. */
export interface Cut {
  readonly indices: readonly CutIndex[];
}
