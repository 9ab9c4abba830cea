/** The connected wallet is not what it was when it connected: nothing was sent. */
export class WalletMismatchError extends Error {
  override readonly name = "WalletMismatchError";
  readonly what: "chain" | "account";

  constructor(what: "chain" | "account") {
    super(`The connected wallet is on another ${what} than the one this page was told of`);
    this.what = what;
  }
}
