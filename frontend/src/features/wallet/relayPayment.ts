import { readApprovedPayment, writeApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { approvalTypedData } from "@jiaozi/sdk/approval/payment-approval";
import {
  handToRelayer,
  outcomeAtRelayer,
  type RelayedPayment,
  RelayerUnavailableError,
} from "@jiaozi/sdk/approval/relayed-payment";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { readRequest } from "@jiaozi/sdk/request/read";
import { getBlock } from "viem/actions";
import type { Signer } from "../../app/keys/Signer.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import type { ApprovedPayment } from "./approvedPayment.ts";
import type { ApprovalOutcome } from "./approvePayment.ts";

const APPROVAL_SECONDS = 10n * 60n;
const WAITS = 2;

/** The approval that a relayer brings, as text; what was signed before is used while it is valid. */
export async function signForRelayer(payment: ApprovedPayment, network: Network, signer: Signer): Promise<string> {
  const { chainId, guid, contracts } = network.deployment;
  const domain = { chainId, paymentHub: contracts.paymentHub };
  const { timestamp } = await getBlock(network.client);
  const kept = payment.sent?.approval;
  if (kept !== undefined && readApprovedPayment(kept).approval.validBefore > timestamp) return kept;

  const { request, r, yParityAndS } = readRequest(payment.codeText, guid);
  const validBefore = timestamp + APPROVAL_SECONDS;
  const approval = {
    request: requestDigest(request, domain),
    merchantName: payment.merchantName,
    payer: signer.address,
    amountMinor: payment.amountMinor,
    tipMinor: payment.tipMinor,
    bank: payment.bank,
    currency: payment.currency,
    maxDebitMinor: payment.amountMinor + payment.tipMinor,
    validBefore: validBefore < request.expiresAt ? validBefore : request.expiresAt,
    nonce: payment.nonce,
  };
  const signature = await signer.signTypedData(approvalTypedData(approval, domain));
  return writeApprovedPayment({ signed: { request, r, yParityAndS }, approval, signature });
}

/**
 * Has the payer's bank bring it, and waits for what becomes of it; `undefined` where its relayer cannot be reached.
 * @param onTaken once the bank has it.
 */
export async function relayPayment(
  relayer: string,
  approval: string,
  onTaken: () => void,
): Promise<ApprovalOutcome | undefined> {
  try {
    let told = await handToRelayer(relayer, readApprovedPayment(approval));
    onTaken();
    for (let n = 0; n < WAITS && told.state === "waiting"; n++) told = await outcomeAtRelayer(relayer, told.id);
    return outcomeOf(told);
  } catch (error) {
    if (error instanceof RelayerUnavailableError) return undefined;
    throw error;
  }
}

function outcomeOf(told: RelayedPayment): ApprovalOutcome {
  if (told.state === "waiting") return { kind: "unknown" };
  if (told.state !== "refused") return { kind: "included" };
  const { error: name, sentence } = told;
  // Its id is this wallet's own: an earlier sending has paid it
  if (name === "PaymentAlreadyMade") return { kind: "included" };
  return name === "Unknown" ? { kind: "not included" } : { kind: "refused", refusal: { name, args: [], sentence } };
}
