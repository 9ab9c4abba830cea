/** What makes an instance one that the network cannot be in. */
export type NettingErrorCode =
  | "AMOUNT_NOT_POSITIVE"
  | "BALANCE_NEGATIVE"
  | "BALANCE_TWICE"
  | "BANK_UNKNOWN"
  | "CREDIT_CANCELLED"
  | "CREDIT_LINE_EXCEEDED"
  | "ID_TWICE"
  | "LIMIT_NEGATIVE"
  | "LIMIT_TWICE"
  | "LINK_NOT_TWO"
  | "PAYER_IS_PAYEE";

/** The only error that the solver throws; `message` is a sentence that names the balance, obligation or limit. */
export class NettingError extends Error {
  override readonly name = "NettingError";
  readonly code: NettingErrorCode;

  constructor(code: NettingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
