import { currencyByNumericText } from "@jiaozi/sdk/currencies";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { EmvError } from "@jiaozi/sdk/emv/errors";
import type { MpmDecoded } from "@jiaozi/sdk/emv/mpm-decoded";
import { visible } from "./visible.ts";

/** A code of another scheme, as text to look at: never half-parsed into a payment. */
export interface ForeignCode {
  schemes: string;
  merchant: string | undefined;
  amount: string | undefined;
}

/** By the reverse domain or application id that a scheme puts into its account template. */
const SCHEMES: [RegExp, string][] = [
  [/^hk\.com\.hkicl$/i, "FPS"],
  [/^sg\.paynow$/i, "PayNow"],
  [/^sg\.sgqr$/i, "SGQR"],
  [/^br\.gov\.bcb\.pix$/i, "Pix"],
  [/^A000000727$/i, "VietQR"],
  [/^A00000067701011[0-9]$/i, "PromptPay"],
  [/^A0000006150001$/i, "DuitNow"],
  [/^A000000333/i, "UnionPay"],
  [/^A000000524$/i, "UPI"],
  [/^id\.co\.qris\.www$/i, "QRIS"],
  [/weixin|wechat|tenpay/i, "WeChat Pay"],
  [/alipay/i, "Alipay"],
  [/@|bakong/i, "Bakong KHQR"],
];

/** Schemes whose codes are no EMV code but a link. */
const LINKS: [RegExp, string][] = [
  [/^(https?:\/\/([a-z]+\.)*alipay\.com\/|alipays?:)/i, "Alipay"],
  [/^(https?:\/\/(payapp|wx)\.(weixin|tenpay)[^/]*\/|wxp:|weixin:)/i, "WeChat Pay"],
  [/^https?:\/\/qr\.95516\.com\//i, "UnionPay"],
  [/^upi:/i, "UPI"],
];

export function readForeignCode(text: string): ForeignCode | undefined {
  const linked = LINKS.find(([pattern]) => pattern.test(text))?.[1];
  if (linked !== undefined) return { schemes: linked, merchant: undefined, amount: undefined };
  try {
    const code = decodeQr(text, { mode: "lenient", ownGuids: [] });
    if (code.mode === "cpm") return { schemes: "EMV", merchant: undefined, amount: undefined };
    const { merchantName, amount } = code.decoded;
    return {
      schemes: schemesOf(code.decoded),
      merchant: merchantName === undefined ? undefined : visible(merchantName),
      amount: amount === undefined ? undefined : `${currencyOf(code.decoded)} ${visible(amount)}`.trim(),
    };
  } catch (error) {
    if (error instanceof EmvError) return undefined;
    throw error;
  }
}

function schemesOf({ merchantAccounts }: MpmDecoded): string {
  const names = merchantAccounts.map((account) => {
    if ("network" in account) return account.network;
    const guid = "guid" in account ? account.guid : null;
    return SCHEMES.find(([pattern]) => pattern.test(guid ?? ""))?.[1] ?? visible(guid ?? account.id);
  });
  return [...new Set(names)].join(", ");
}

function currencyOf({ currency = "" }: MpmDecoded): string {
  return currencyByNumericText(currency)?.code ?? visible(currency);
}
