import type { Address, TypedDataDomain } from "viem";

/**
 * The EIP-712 domain of everything that is signed for one PaymentHub on one chain: a signature for another chain,
 * fork or hub is worth nothing here.
 */
export function paymentDomain(chainId: number, paymentHub: Address) {
  return { name: "Jiaozi", version: "1", chainId, verifyingContract: paymentHub } as const satisfies TypedDataDomain;
}

/** The schema of all that is signed, once, as data; a test holds its hashes against the contract's. */
export const PAYMENT_TYPES = {
  PaymentRequest: [
    { name: "merchantId", type: "bytes8" },
    { name: "requestId", type: "bytes16" },
    { name: "currency", type: "uint16" },
    { name: "amountMinor", type: "uint256" },
    { name: "expiresAt", type: "uint64" },
    { name: "captureBefore", type: "uint64" },
    { name: "contentHash", type: "bytes32" },
  ],
  PaymentApproval: [
    { name: "request", type: "bytes32" },
    { name: "merchantName", type: "string" },
    { name: "payer", type: "address" },
    { name: "amountMinor", type: "uint256" },
    { name: "tipMinor", type: "uint256" },
    { name: "bank", type: "uint16" },
    { name: "currency", type: "uint16" },
    { name: "maxDebitMinor", type: "uint256" },
    { name: "validBefore", type: "uint64" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

/** The longest life of a dynamic request and of an approval, in seconds: PaymentHub.MAX_LIFE_SECONDS. */
export const MAX_LIFE_SECONDS = 15 * 60;
