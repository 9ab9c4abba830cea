import { type PaymentApproval, signApproval } from "@jiaozi/sdk/approval/payment-approval";
import { requestDigest, type SignedRequest, type SigningDomain } from "@jiaozi/sdk/request/payment-request";
import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { domainOf, FREE, HKD, LOTUS, signedOf, type Town } from "./town.ts";

const LIFE_SECONDS = 300;

/** What Mei would approve of this request, for exactly its amount. */
export async function approvalOf(town: Town, { request }: SignedRequest): Promise<PaymentApproval> {
  const block = await town.ethers.provider.getBlock("latest");
  return {
    request: requestDigest(request, domainOf(town.deployment)),
    merchantName: "Lucky Noodles",
    payer: town.mei.address as Hex,
    amountMinor: request.amountMinor,
    tipMinor: 0n,
    bank: LOTUS,
    currency: HKD,
    maxDebitMinor: request.amountMinor,
    validBefore: BigInt((block?.timestamp ?? 0) + LIFE_SECONDS),
    nonce: `0x${"00".repeat(32)}`,
  };
}

/** Signed with Mei's own key, for this network unless another domain is named. */
export function signedByMei(
  town: Town,
  approval: PaymentApproval,
  domain: SigningDomain = domainOf(town.deployment),
): Promise<Hex> {
  return signApproval(approval, domain, privateKeyToAccount(town.mei.privateKey as Hex));
}

/** Ken brings it: whoever relays a payment has no part in it. */
export function relay(town: Town, signed: SignedRequest, approval: PaymentApproval, signature: Hex) {
  return town.hub.connect(town.ken).payApproved(signedOf(signed), approval, signature, FREE);
}
