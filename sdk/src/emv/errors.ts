/** Oddities that a lenient reading accepts; `nn` is the id of the object at the root. A strict one refuses the first. */
export type EmvWarning =
  | "CRC_LOWERCASE"
  | `ZERO_LENGTH_${string}`
  | `MISSING_${string}`
  | "AMOUNT_DECIMALS_EXCEED_CURRENCY_EXPONENT"
  | `TOO_LONG_${string}`
  | `NON_ASCII_${string}`
  | `TEMPLATE_UNPARSABLE_${string}`;

/** What makes a code unreadable in either mode, in the order in which it is looked for: the first one wins. */
export type EmvErrorCode =
  | "TOO_LONG"
  | "NOT_EMV"
  | "TRUNCATED"
  | "BAD_ID"
  | "BAD_LENGTH"
  | "CRC_MISSING"
  | "CRC_NOT_LAST"
  | "CRC_MISMATCH"
  | "DUPLICATE_ID"
  | "PFI_NOT_FIRST"
  | "PFI_INVALID"
  | "POI_INVALID"
  | "NO_MERCHANT_ACCOUNT"
  | "CURRENCY_INVALID"
  | "MCC_INVALID"
  | "AMOUNT_INVALID"
  | "TIP_INDICATOR_INVALID"
  | "TIP_VALUE_MISSING"
  | "NOT_CPM";

/** `id` is the object's id or BER tag, `offset` the character (code point) of the text at which it stands. */
export interface EmvPlace {
  readonly id?: string;
  readonly offset?: number;
}

/** The only error that reading or writing a code throws. */
export class EmvError extends Error implements EmvPlace {
  override readonly name = "EmvError";
  readonly code: EmvErrorCode | EmvWarning;
  declare readonly id?: string;
  declare readonly offset?: number;

  constructor(code: EmvErrorCode | EmvWarning, message: string, { id, offset }: EmvPlace = {}) {
    super(message);
    this.code = code;
    if (id !== undefined) this.id = id;
    if (offset !== undefined) this.offset = offset;
  }
}
