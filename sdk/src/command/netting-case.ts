import type { NettingInstance, Rank } from "../netting/instance.ts";
import type { Outcome } from "../netting/outcome.ts";
import { UsageError } from "./command.ts";

/** A case as Project Ubin's are published, read: banks are numbers from 0, currencies have names or there is one without. */
export interface NettingCase {
  readonly instance: NettingInstance;
  /** In the order of their numbers in the instance; `undefined` where the case has one without a name. */
  readonly currencies: readonly string[] | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const ONLY_CURRENCY = "";
const PRIORITIES = new Map<unknown, Rank>([
  ["credit", "credit"],
  [0, "urgent"],
  [1, "normal"],
  [2, "low"],
]);
const NORMAL_PRIORITY = 1;

/** @throws UsageError that says in one sentence what is wrong with it. */
export function readNettingCase(text: string): NettingCase {
  const read = fieldsOf(parse(text), "the case");
  const hasNames = !Array.isArray(read["start"]);
  const start = hasNames ? fieldsOf(read["start"], "start") : { [ONLY_CURRENCY]: read["start"] };
  const currencies = Object.keys(start);
  const currencyOf = (fields: Fields, what: string): number => {
    const { currency = ONLY_CURRENCY } = fields;
    const number = currencies.findIndex((name) => name === currency);
    if (number !== -1) return number;
    const names = hasNames ? `one of ${currencies.join(", ")}` : "left out, as start names none";
    throw new UsageError(`the currency of ${what} must be ${names}`);
  };
  const between = (fields: Fields, what: string) => ({
    payer: bankOf(fields["from"], `from of ${what}`),
    payee: bankOf(fields["to"], `to of ${what}`),
    currency: currencyOf(fields, what),
  });
  const instance: NettingInstance = {
    balances: Object.values(start).flatMap((amounts, currency) =>
      listOf(amounts, "start").map((amount, bank) => ({
        bank,
        currency,
        availableMinor: amountOf(amount, `start of bank ${bank}`),
      })),
    ),
    obligations: rowsOf(read, "payments").map(([fields, what]) => ({
      ...between(fields, what),
      id: textOf(fields["t"], `t of ${what}`),
      amountMinor: amountOf(fields["amt"], `amt of ${what}`),
      rank: rankOf(fields, what),
      link: fields["link"] === undefined ? undefined : textOf(fields["link"], `link of ${what}`),
      cancelled: cancelledOf(fields, what),
    })),
    limits: rowsOf({ limits: [], ...read }, "limits").map(([fields, what]) => ({
      ...between(fields, what),
      limitMinor: amountOf(fields["amt"], `amt of ${what}`),
      usedMinor: amountOf(fields["used"] ?? 0, `used of ${what}`),
    })),
    creditLines: rowsOf({ credit: [], ...read }, "credit").map(([fields, what]) => ({
      ...between(fields, what),
      lineMinor: amountOf(fields["amt"], `amt of ${what}`),
    })),
    suspended: listOf(read["suspended"] ?? [], "suspended").map((bank) => bankOf(bank, "an entry of suspended")),
  };
  return { instance, currencies: hasNames ? currencies : undefined };
}

/** The answer, as an object for `JSON.stringify`; value and balances by currency where these have names. */
export function answerOf({ settled, grossMinor, closing }: Outcome, { currencies }: NettingCase) {
  const valueIn = (currency: number) => numberOf(grossMinor.get(currency) ?? 0n);
  const closingIn = (currency: number) =>
    closing.filter((balance) => balance.currency === currency).map(({ availableMinor }) => numberOf(availableMinor));
  const perCurrency = <Item>(item: (currency: number) => Item) =>
    currencies === undefined ? item(0) : Object.fromEntries(currencies.map((name, currency) => [name, item(currency)]));
  return { settled: settled.map(({ id }) => id), value: perCurrency(valueIn), closing: perCurrency(closingIn) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError("standard input is not a case in JSON");
  }
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new UsageError(`${what} must be an object`);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new UsageError(`${what} must be a list`);
}

/** Each with a name for it in sentences. */
function rowsOf(read: Fields, list: string): [Fields, string][] {
  return listOf(read[list], list).map((row, place) => {
    const what = `entry ${place + 1} of ${list}`;
    return [fieldsOf(row, what), what];
  });
}

function textOf(value: unknown, what: string): string {
  if ((typeof value === "string" && value !== "") || Number.isSafeInteger(value)) return String(value);
  throw new UsageError(`${what} must be a text`);
}

function bankOf(value: unknown, what: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new UsageError(`${what} must be a bank's number, from 0`);
}

/** Beyond what JSON's numbers hold exactly, amounts are text. */
function amountOf(value: unknown, what: string): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  if (typeof value === "string" && /^-?[0-9]{1,39}$/.test(value)) return BigInt(value);
  throw new UsageError(`${what} must be a whole number, as text where it is above ${Number.MAX_SAFE_INTEGER}`);
}

function numberOf(amountMinor: bigint): number | string {
  const number = Number(amountMinor);
  return Number.isSafeInteger(number) ? number : String(amountMinor);
}

function rankOf({ priority = NORMAL_PRIORITY }: Fields, what: string): Rank {
  const rank = PRIORITIES.get(priority);
  if (rank !== undefined) return rank;
  throw new UsageError(`priority of ${what} must be 0 (urgent), 1 (normal), 2 (low) or "credit"`);
}

function cancelledOf({ cancelled = false }: Fields, what: string): boolean {
  if (typeof cancelled === "boolean") return cancelled;
  throw new UsageError(`cancelled of ${what} must be true or false`);
}
