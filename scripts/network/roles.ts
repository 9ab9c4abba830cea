/** The network's own roles in NetworkAuthority. A bank's duties are roles of their own, from 256 up. */
export const OPERATOR_ROLE = 1n;
export const GOVERNOR_ROLE = 2n;

/** Who may call what beside the banks' duties, which the contracts check themselves. The operator acts at once. */
export const OPERATOR_FUNCTIONS = {
  ParticipantRegistry: ["setStatus"],
  ReserveToken: ["issue", "withdraw"],
} as const;

/** The governor's acts wait for its delay, so that everyone sees them coming. */
export const GOVERNOR_FUNCTIONS = {
  ParticipantRegistry: ["admit", "registerDepositToken", "registerReserveToken", "upgradeToAndCall"],
  CustomerRegistry: ["upgradeToAndCall"],
  MerchantRegistry: ["upgradeToAndCall"],
  ReserveToken: ["admitCaller", "dismissCaller", "upgradeToAndCall"],
  DepositToken: ["admitCaller", "dismissCaller"],
  DepositBeacon: ["offer"],
  SettlementHub: ["admitCaller", "dismissCaller"],
} as const;

/** A bank's departments, as numbered in contracts/interfaces/Types.sol. */
export const DUTIES = { administration: 0n, onboarding: 1n, issuance: 2n, treasury: 3n } as const;

/** NetworkAuthority.roleOf. */
export function roleOf(bank: number, duty: keyof typeof DUTIES): bigint {
  return (BigInt(bank) << 8n) | DUTIES[duty];
}
