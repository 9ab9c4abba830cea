import type { Address } from "viem";
import { shortAccount } from "../shortAccount.ts";

/** The name in the bank's own book; where this desk has none, the end of the account. */
export function CustomerName({ customer }: { customer: { account: Address; name: string | undefined } }) {
  return customer.name ? (
    <bdi className="wrap-anywhere">{customer.name}</bdi>
  ) : (
    <span className="font-mono">{shortAccount(customer.account)}</span>
  );
}
