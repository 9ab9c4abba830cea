import {
  type Address,
  type Hex,
  type LocalAccount,
  hashTypedData,
  isHex,
  recoverAddress,
  signatureToCompactSignature,
  parseSignature,
  compactSignatureToSignature,
  serializeSignature,
  size,
} from "viem";
import { PAYMENT_TYPES, paymentDomain } from "../typed-data.ts";

/** What a terminal signs (EIP-712). Amounts in minor units of `currency`, times in Unix seconds. */
export interface PaymentRequest {
  /** 8 bytes: the merchant's number in MerchantRegistry. */
  merchantId: Hex;
  /** 16 bytes, never used twice by one terminal. */
  requestId: Hex;
  /** ISO 4217 number. */
  currency: number;
  /** 0: the payer enters it, and the code is static. */
  amountMinor: bigint;
  /** Not valid at that second any more. */
  expiresAt: bigint;
  /** 0: for `pay`; otherwise for `authorize`. */
  captureBefore: bigint;
  /** keccak256 of the code's UTF-8 bytes up to the object 80. */
  contentHash: Hex;
}

/** A signature in 64 bytes (ERC-2098). */
export interface CompactSignature {
  r: Hex;
  yParityAndS: Hex;
}

/** The shape that PaymentHub takes. */
export interface SignedRequest extends CompactSignature {
  request: PaymentRequest;
}

/** Where a signature counts: one hub on one chain. */
export interface SigningDomain {
  chainId: number;
  paymentHub: Address;
}

/** The EIP-712 digest of a request: the id of its payment when it is dynamic. */
export function requestDigest(request: PaymentRequest, { chainId, paymentHub }: SigningDomain): Hex {
  return hashTypedData({
    domain: paymentDomain(chainId, paymentHub),
    types: PAYMENT_TYPES,
    primaryType: "PaymentRequest",
    message: request,
  });
}

/** Signs a request with the terminal's own key. */
export async function signRequest(
  request: PaymentRequest,
  domain: SigningDomain,
  terminal: Pick<LocalAccount, "signTypedData">,
): Promise<SignedRequest> {
  const signature = await terminal.signTypedData({
    domain: paymentDomain(domain.chainId, domain.paymentHub),
    types: PAYMENT_TYPES,
    primaryType: "PaymentRequest",
    message: request,
  });
  return { request, ...compactSignature(signature) };
}

/** The address whose key signed a digest, or `undefined` where the bytes are no signature at all. */
export async function recoverSigner(digest: Hex, { r, yParityAndS }: CompactSignature): Promise<Address | undefined> {
  try {
    const signature = serializeSignature(compactSignatureToSignature({ r, yParityAndS }));
    return await recoverAddress({ hash: digest, signature });
  } catch {
    return undefined;
  }
}

/** The 64 bytes of ERC-2098 for the 65 that wallets return. */
export function compactSignature(signature: Hex): CompactSignature {
  if (!isHex(signature) || size(signature) !== 65) throw new TypeError("a signature of 65 bytes is needed");
  const { r, yParityAndS } = signatureToCompactSignature(parseSignature(signature));
  return { r, yParityAndS };
}

/**
 * Four digits that the terminal's and the cardholder's screens both show, so that two people can compare them:
 * the request's digest modulo 10,000.
 */
export function checkCode(digest: Hex): string {
  return String(BigInt(digest) % 10_000n).padStart(4, "0");
}

/** A request with amount 0 is static: it hangs on a wall, and any number of people pay it. */
export function isStatic(request: PaymentRequest): boolean {
  return request.amountMinor === 0n;
}

/** A merchant's number as people read it: its last four digits stand on receipts and reviews. */
export function merchantNumber(merchantId: Hex): string {
  return BigInt(merchantId).toString();
}
