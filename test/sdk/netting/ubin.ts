import { existsSync, readFileSync } from "node:fs";
import type { NettingInstance } from "@jiaozi/sdk/netting/instance";

type Prototype = "corda" | "fabric" | "quorum";

/** One of Project Ubin's gridlock cases, with what each of its prototypes settled. */
export interface UbinCase {
  readonly id: string;
  readonly title: string;
  readonly start: readonly number[];
  readonly payments: readonly ({ t: string; from: number; to: number; amt: number } & Record<Prototype, boolean>)[];
  readonly closing: Readonly<Record<"Corda" | "Fabric" | "Quorum", readonly number[]>>;
}

// Beside the repository, not in it: the cases are other people's.
const file = new URL("../../../../shared/data/ubin-lsm-cases.json", import.meta.url);

/** Empty where the file is not there. */
export const ubinCases: readonly UbinCase[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, "utf8")) as { cases: UbinCase[] }).cases
  : [];

export const UBIN_MISSING = "the file of Project Ubin's cases is not on this machine";

export function instanceOf({ start, payments }: UbinCase): NettingInstance {
  const currency = 702; // Singapore dollars, in thousands
  return {
    balances: start.map((available, bank) => ({ bank, currency, availableMinor: BigInt(available) })),
    obligations: payments.map(({ t, from, to, amt }) => {
      return { id: t, payer: from, payee: to, currency, rank: "normal", amountMinor: BigInt(amt) };
    }),
  };
}

/** What a prototype settled, by its own account. */
export function settledIn({ payments }: UbinCase, prototype: Prototype): UbinCase["payments"] {
  return payments.filter((payment) => payment[prototype]);
}
