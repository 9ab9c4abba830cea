import type { Address, Hash, Hex } from "viem";

/**
 * A payment that was approved here and whose end was not seen yet, kept before it is sent: a reload finds it again, and
 * whatever is sent twice has the same id, which the hub takes once.
 */
export interface ApprovedPayment {
  paymentId: Hex;
  nonce: Hex;
  codeText: string;
  merchantName: string;
  bank: number;
  currency: number;
  amountMinor: bigint;
  tipMinor: bigint;
  /** Unix seconds, by the device's clock. */
  approvedAt: number;
  /** Unix seconds, by the chain's clock: when the request expires. */
  expiresAt: number;
  /** Absent: nothing has ever left this device. */
  sent?: SentPayment;
}

/** How it left. Empty while a connected wallet has it, which tells nothing before it has sent it. */
export interface SentPayment {
  /** The signed transaction, where this browser holds the key: the very same can be sent again. */
  signed?: Hex;
  transactionHash?: Hash;
  /** The signed approval, as its bank's relayer takes it. */
  approval?: string;
}

function prefixOf(genesisHash: Hex, payer: Address): string {
  return `jiaozi:approved:${genesisHash}:${payer}:`;
}

export function keepApproved(genesisHash: Hex, payer: Address, payment: ApprovedPayment): void {
  const text = JSON.stringify(payment, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  localStorage.setItem(prefixOf(genesisHash, payer) + payment.codeText, text);
}

/** By its code's text, so that it is found before the code is checked again, which fails once it has expired. */
export function loadApproved(genesisHash: Hex, payer: Address, codeText: string): ApprovedPayment | undefined {
  return parse(localStorage.getItem(prefixOf(genesisHash, payer) + codeText));
}

/** All whose end was not seen. */
export function listApproved(genesisHash: Hex, payer: Address): ApprovedPayment[] {
  const prefix = prefixOf(genesisHash, payer);
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => parse(localStorage.getItem(name)) ?? []);
}

export function dropApproved(genesisHash: Hex, payer: Address, codeText: string): void {
  localStorage.removeItem(prefixOf(genesisHash, payer) + codeText);
}

function parse(text: string | null): ApprovedPayment | undefined {
  if (text === null) return undefined;
  try {
    const { amountMinor, tipMinor, ...rest } = JSON.parse(text) as ApprovedPayment &
      Record<"amountMinor" | "tipMinor", string>;
    return { ...rest, amountMinor: BigInt(amountMinor), tipMinor: BigInt(tipMinor) };
  } catch {
    return undefined;
  }
}
