import type { Currency } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import type { CSSProperties } from "react";

const SIZES = {
  inline: "",
  figure: "text-figure font-semibold tracking-tight",
  amount: "amount-fit font-semibold tracking-tight",
};

interface AmountProps {
  amountMinor: bigint;
  currency: Currency;
  size?: keyof typeof SIZES;
  /** `signed` puts a plus before a credit and colours it: for rows of a list. */
  sign?: "plain" | "signed";
}

/** The only component that knows decimals: money is `bigint` minor units everywhere else. */
export function Amount({ amountMinor, currency, size = "inline", sign = "plain" }: AmountProps) {
  const isCredit = sign === "signed" && amountMinor > 0n;
  const text = formatAmount(amountMinor, currency);
  return (
    <span
      style={size === "amount" ? ({ "--amount-characters": text.length } as CSSProperties) : undefined}
      className={`whitespace-nowrap tabular-nums ${SIZES[size]} ${isCredit ? "text-settled" : ""}`}
    >
      {isCredit && "+"}
      {text}
    </span>
  );
}
