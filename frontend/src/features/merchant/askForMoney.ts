import { composeCode } from "@jiaozi/sdk/request/compose";
import { checkCode, requestDigest } from "@jiaozi/sdk/request/payment-request";
import { bytesToHex, hexToString } from "viem";
import type { Signer } from "../../app/keys/Signer.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import { rememberBill } from "./billNumbers.ts";
import type { PendingCode } from "./pendingCode.ts";
import type { Till } from "./useTill.ts";

const DYNAMIC_SECONDS = 5 * 60;
const STATIC_SECONDS = 365 * 24 * 60 * 60;

export interface Ask {
  /** 0: a static code, whose payer enters the amount. */
  amountMinor: bigint;
  billNumber?: string | undefined;
}

/**
 * Signs a new request with this till's key. `chainSeconds` is the newest block's time: a till's own clock may be wrong.
 * @throws RequestError where the code would not fit.
 */
export async function askForMoney(
  { amountMinor, billNumber }: Ask,
  till: Till,
  { deployment }: Network,
  signer: Signer,
  chainSeconds: number,
): Promise<PendingCode> {
  const { chainId, guid, contracts } = deployment;
  const network = { chainId, guid, paymentHub: contracts.paymentHub };
  const expiresAt = chainSeconds + (amountMinor === 0n ? STATIC_SECONDS : DYNAMIC_SECONDS);
  const { merchantId, merchant, currency } = till;
  const code = await composeCode(
    {
      merchantId,
      name: merchant.name,
      city: merchant.city,
      country: hexToString(merchant.country),
      category: merchant.category,
    },
    {
      requestId: bytesToHex(crypto.getRandomValues(new Uint8Array(16))),
      currency,
      amountMinor,
      expiresAt: BigInt(expiresAt),
      ...(billNumber ? { billNumber } : {}),
    },
    network,
    { signTypedData: (definition) => signer.signTypedData(definition as never) },
  );
  if (billNumber) rememberBill(till.terminal, code.request.requestId, billNumber);
  const digest = requestDigest(code.request, network);
  return { text: code.text, digest, checkCode: checkCode(digest), amountMinor, expiresAt, billNumber };
}
