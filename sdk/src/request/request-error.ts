import type { EmvErrorCode, EmvWarning } from "../emv/errors.ts";

/**
 * What a person reads when a code is not payable: what happened, and what to do next. Nothing was taken in any of
 * these cases. A field is named only where it is checked by itself; whatever else was edited makes the signature
 * recover nobody, which is `CHANGED_OR_FOREIGN`.
 */
const SENTENCES = {
  NOT_READABLE: "This code cannot be read. Scan it again, or ask the shop to show a new one.",
  NOT_OURS: "This code belongs to another payment scheme and cannot be paid here.",
  OTHER_NETWORK: "This code belongs to another network and cannot be paid here.",
  UNSIGNED: "This code is not signed by a shop. Do not pay it; ask the shop to show a new one.",
  NOT_SEALED_LAST: "Something was added to this code. Do not pay it; ask the shop to show a new one.",
  FIELD_INVALID: "This code is damaged. Do not pay it; ask the shop to show a new one.",
  AMOUNT_DOES_NOT_FIT_KIND: "This code's amount does not fit its kind. Do not pay it; ask the shop to show a new one.",
  TEXT_INVALID: "A shop's name and city need 1 to 25 and 1 to 15 plain letters, digits or signs. Correct them.",
  TERMS_INVALID: "No code can be made from this: a number or a time in it is none. Ask for the amount again.",
  AMOUNT_TOO_LARGE: "The amount is larger than a code can hold. Ask for it in parts.",
  CODE_TOO_LARGE: "The code does not fit: shorten the bill number or leave it out.",
  CHANGED_OR_FOREIGN: "This code was changed or does not belong to this shop. Do not pay it; ask the shop.",
  TERMINAL_REVOKED: "This till was withdrawn by its bank. Ask the shop to use another one.",
  TERMINAL_EXPIRED: "This till's registration has run out. Ask the shop to use another one.",
  MERCHANT_NOT_ACTIVE: "This shop cannot be paid at the moment. Pay another way, and ask the shop to call its bank.",
  BANK_NOT_ACTIVE: "The shop's bank is not taking payments at the moment. Pay another way.",
  MERCHANT_DIFFERS: "This code does not name the shop as its bank registered it. Do not pay it; ask the shop.",
  CURRENCY_NOT_ACCEPTED: "This till does not take that currency. Ask the shop to show a new code.",
  ABOVE_CAP: "The amount is above what this till may ask for. Ask the shop to split the bill.",
  EXPIRED: "This code has expired. Ask the shop to show a new one.",
  LIVES_TOO_LONG: "This code is valid for longer than a till may set. Do not pay it; ask the shop to show a new one.",
  FOR_AUTHORIZE: "This code asks to hold an amount, not to pay it. Ask the shop for a payment code.",
} as const;

export type RequestErrorCode = keyof typeof SENTENCES;

/** The only error that composing, reading or verifying a code throws; `message` is for a person, `detail` for a technician. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  readonly detail: string;
  /** The codec's own word behind NOT_READABLE and CODE_TOO_LARGE. */
  readonly emvCode: EmvErrorCode | EmvWarning | undefined;

  constructor(code: RequestErrorCode, detail: string, emvCode?: EmvErrorCode | EmvWarning) {
    super(SENTENCES[code]);
    this.code = code;
    this.detail = detail;
    this.emvCode = emvCode;
  }
}
