import { type Currency, currencyByCode } from "@jiaozi/sdk/currencies";
import type { Address } from "viem";

/** A network as its operator describes it: what the deploy script makes of it is the same every time. */
export interface NetworkManifest {
  /** Names the network inside its codes; 8 to 12 characters. */
  guid: string;
  blockSeconds: number;
  /** How long the governor's decisions (code, admitted callers, new banks) wait before they can take effect. */
  governorDelaySeconds: number;
  /** The same for the administration of roles. */
  adminDelaySeconds: number;
  /** ISO 4217 codes that are settled in reserves. */
  currencies: readonly string[];
  /** The scheme's price lists, numbered from 1. Plan 0 is free of charge. */
  feePlans: readonly FeePlanManifest[];
  /** How old a bank's proof of deposits may be for it to issue more. */
  attestationAgeSeconds: number;
  banks: readonly BankManifest[];
}

/** Rates in basis points of the amount. */
interface FeePlanManifest {
  interchangeBps: number;
  schemeBps: number;
  /** Whether a refund gives back interchange and the acquirer's share. */
  isReturned: boolean;
}

/** For all accounts of one customer in one currency together; minor units. */
interface TierManifest {
  tier: number;
  paymentMinor: bigint;
  dayMinor: bigint;
  balanceMinor: bigint;
}

export interface BankManifest {
  /** 1 to 65,535, for good. */
  id: number;
  name: string;
  /** ISO 9362, 11 characters. */
  bic: string;
  /** ISO 17442, 20 characters. */
  lei: string;
  /** ISO 4217 codes in which it keeps deposits. */
  currencies: readonly string[];
  /** Tier 0 has no limits and is for businesses. */
  tiers: readonly TierManifest[];
  /** What it can issue in each currency at once, and over how long that refills. */
  issuance: { capMinor: bigint; windowSeconds: number };
  /** The bank's day begins at midnight UTC less this. */
  dayOffsetMinutes: number;
}

/** Who takes over: needed where a bank is new, and where the network has no operator yet. */
export interface Parties {
  /** Operates, governs with a delay, and administers roles with a longer one. */
  operator: Address;
  /** By bank id: the first holder of the bank's administration, whose account holds its reserves outside the hub. */
  administrators: Record<number, Address>;
  /** By bank id: who makes and approves proposals at the bank, three at least. */
  signatories: Record<number, readonly Address[]>;
}

export function currencyOf(code: string): Currency {
  const currency = currencyByCode(code);
  if (currency === undefined) throw new Error(`${code} is not a currency of ISO 4217 that the network knows`);
  return currency;
}

const DAY_SECONDS = 24 * 60 * 60;

const RETAIL_TIERS: readonly TierManifest[] = [
  { tier: 1, paymentMinor: 20_000_00n, dayMinor: 50_000_00n, balanceMinor: 500_000_00n },
  { tier: 2, paymentMinor: 200_000_00n, dayMinor: 500_000_00n, balanceMinor: 5_000_000_00n },
];
const HONG_KONG = {
  currencies: ["HKD", "CNY"],
  tiers: RETAIL_TIERS,
  issuance: { capMinor: 100_000_000_00n, windowSeconds: DAY_SECONDS },
  dayOffsetMinutes: 8 * 60,
} as const;

/** The embedded network: two banks that do not exist, with identifiers in ranges that nobody is given. */
export const DEMONSTRATION: NetworkManifest = {
  guid: "test.jiaozi",
  blockSeconds: 1,
  governorDelaySeconds: 2 * DAY_SECONDS,
  adminDelaySeconds: 7 * DAY_SECONDS,
  currencies: ["HKD", "CNY"],
  feePlans: [{ interchangeBps: 30, schemeBps: 5, isReturned: true }],
  attestationAgeSeconds: 7 * DAY_SECONDS,
  banks: [
    { id: 1, name: "Harbour Bank", bic: "ZZHBHKHHXXX", lei: "00000000000000000198", ...HONG_KONG },
    { id: 2, name: "Lotus Bank", bic: "ZZLTHKHHXXX", lei: "00000000000000000295", ...HONG_KONG },
  ],
};
