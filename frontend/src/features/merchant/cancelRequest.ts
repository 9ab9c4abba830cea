import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import { readRequest } from "@jiaozi/sdk/request/read";
import { waitForTransactionReceipt } from "viem/actions";
import type { Signer } from "../../app/keys/Signer.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import type { PendingCode } from "./pendingCode.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";

/** `paid`: the customer was faster. Either is final. */
export type CancelOutcome = "cancelled" | "paid";

/** Cancels an unpaid request on the chain, so that nobody who still has its code can pay it. */
export async function cancelRequest(code: PendingCode, network: Network, signer: Signer): Promise<CancelOutcome> {
  const { client, deployment } = network;
  const { request, r, yParityAndS } = readRequest(code.text, deployment.guid);
  try {
    const hash = await signer.write({
      address: deployment.contracts.paymentHub,
      abi: paymentHubAbi,
      functionName: "cancelRequest",
      args: [{ request, r, yParityAndS }],
    });
    const { status } = await waitForTransactionReceipt(client, { hash });
    return status === "success" ? "cancelled" : "paid"; // it could only be refused because it was paid in between
  } catch (error) {
    const name = (await findRefusal(error))?.name;
    if (name === "RequestAlreadyPaid") return "paid";
    if (name === "RequestAlreadyCancelled") return "cancelled";
    throw error;
  }
}
