import type { Address, Hex } from "viem";

/** A code that this till has shown and whose end it has not seen: what a reload comes back to. No secret is in it. */
export interface PendingCode {
  text: string;
  digest: Hex;
  checkCode: string;
  amountMinor: bigint;
  /** Unix seconds, by the chain's clock. */
  expiresAt: number;
  billNumber: string | undefined;
}

export type PendingKind = "dynamic" | "static";

/** The chain's genesis is in the name: a code of a chain that was replaced is not found. */
function nameOf(kind: PendingKind, genesisHash: Hex, terminal: Address): string {
  return `jiaozi:${kind}-code:${genesisHash}:${terminal}`;
}

export function loadPendingCode(kind: PendingKind, genesisHash: Hex, terminal: Address): PendingCode | undefined {
  const kept = localStorage.getItem(nameOf(kind, genesisHash, terminal));
  if (kept === null) return undefined;
  try {
    const { amountMinor, ...rest } = JSON.parse(kept) as Omit<PendingCode, "amountMinor"> & { amountMinor: string };
    return { ...rest, amountMinor: BigInt(amountMinor) };
  } catch {
    return undefined;
  }
}

export function keepPendingCode(kind: PendingKind, genesisHash: Hex, terminal: Address, code: PendingCode): void {
  const text = JSON.stringify({ ...code, amountMinor: String(code.amountMinor) });
  localStorage.setItem(nameOf(kind, genesisHash, terminal), text);
}

export function dropPendingCode(kind: PendingKind, genesisHash: Hex, terminal: Address): void {
  localStorage.removeItem(nameOf(kind, genesisHash, terminal));
}
