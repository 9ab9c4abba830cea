/** A payment between two banks that comes up in some minute of the day. */
export interface Flow {
  readonly minute: number;
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: bigint;
}

/** In a balanced day each payment comes back at some other time, in about its amount; else chance decides. */
export type Balance = "by chance" | "balanced";

export interface Assumptions {
  readonly balance: Balance;
  readonly banks: number;
  readonly payments: number;
  readonly minutes: number;
  readonly seed: number;
}

const MEDIAN_MINOR = 40_000_00;
/** Of the logarithm: the largest hundredth of the payments carries about a fifth of the value. */
const SPREAD = 1.5;
const COMES_BACK_AT_LEAST = 0.75;
const COMES_BACK_AT_MOST = 1.25;
/** How much more the largest bank pays than the smallest, and gets. */
const LARGEST_TO_SMALLEST = 8;

/** A day's payments in the order in which they come up, the same for the same assumptions. */
export function flowOfDay({ balance, banks, payments, minutes, seed }: Assumptions): Flow[] {
  const random = randomShares(seed);
  const weights = Array.from({ length: banks }, (_, bank) => LARGEST_TO_SMALLEST ** (-bank / (banks - 1)));
  const anyBank = () => {
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    const bank = weights.findIndex((weight) => (left -= weight) < 0);
    return bank === -1 ? banks - 1 : bank;
  };
  /** Both ends anew where they are one bank: or the largest would pay more than it gets. */
  const anyPair = (): Pick<Flow, "payer" | "payee"> => {
    const pair = { payer: anyBank(), payee: anyBank() };
    return pair.payer === pair.payee ? anyPair() : pair;
  };
  const anyMinute = () => Math.floor(random() * minutes);
  const anyPayment = (): Flow => {
    const amountMinor = BigInt(Math.ceil(MEDIAN_MINOR * Math.exp(SPREAD * normal(random))));
    return { minute: anyMinute(), ...anyPair(), amountMinor };
  };
  const backOf = ({ payer, payee, amountMinor }: Flow): Flow => {
    const share = COMES_BACK_AT_LEAST + random() * (COMES_BACK_AT_MOST - COMES_BACK_AT_LEAST);
    const backMinor = BigInt(Math.ceil(Number(amountMinor) * share));
    return { minute: anyMinute(), payer: payee, payee: payer, amountMinor: backMinor };
  };
  const day =
    balance === "by chance"
      ? Array.from({ length: payments }, anyPayment)
      : Array.from({ length: payments / 2 }, anyPayment).flatMap((payment) => [payment, backOf(payment)]);
  return day.toSorted((one, other) => one.minute - other.minute);
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The same numbers for the same seed, from 0 to before 1 (mulberry32). */
function randomShares(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
