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
  banks: readonly BankManifest[];
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
}

const DAY_SECONDS = 24 * 60 * 60;

/** The embedded network: two banks that do not exist, with identifiers in ranges that nobody is given. */
export const DEMONSTRATION: NetworkManifest = {
  guid: "test.jiaozi",
  blockSeconds: 1,
  governorDelaySeconds: 2 * DAY_SECONDS,
  adminDelaySeconds: 7 * DAY_SECONDS,
  currencies: ["HKD", "CNY"],
  banks: [
    { id: 1, name: "Harbour Bank", bic: "ZZHBHKHHXXX", lei: "00000000000000000198", currencies: ["HKD", "CNY"] },
    { id: 2, name: "Lotus Bank", bic: "ZZLTHKHHXXX", lei: "00000000000000000295", currencies: ["HKD", "CNY"] },
  ],
};
