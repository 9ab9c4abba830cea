/** A bank's departments, as numbered in contracts/interfaces/Types.sol. */
export const DUTIES = {
  administration: 0n,
  onboarding: 1n,
  issuance: 2n,
  treasury: 3n,
  acquiring: 4n,
  compliance: 5n,
  attestation: 6n,
  relaying: 7n,
} as const;
export type Duty = keyof typeof DUTIES;

/** The role in NetworkAuthority that stands for a duty at a bank: NetworkAuthority.roleOf. */
export function roleOf(bank: number, duty: Duty): bigint {
  return (BigInt(bank) << 8n) | DUTIES[duty];
}
