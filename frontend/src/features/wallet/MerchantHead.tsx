import { Plural, Trans } from "@lingui/react/macro";
import { merchantNumber } from "@jiaozi/sdk/request/payment-request";
import type { VerifiedRequest } from "@jiaozi/sdk/request/verify";
import { Icon } from "../../components/Icon.tsx";
import { usePaymentCount } from "./usePayment.ts";

/** Who is paid, as the shop's bank registered it: what tells a shop from another of the same name. */
export function MerchantHead({ code: { request, merchant, acquirer } }: { code: VerifiedRequest }) {
  const { data: times } = usePaymentCount(request.merchantId);
  const lastFour = merchantNumber(request.merchantId).slice(-4);
  const bankName = acquirer.name;
  return (
    <header className="flex flex-col items-center gap-1 text-center">
      <h2 className="max-w-full text-title font-semibold break-words">
        <bdi>{merchant.name}</bdi>
      </h2>
      <p className="text-ink-soft">
        <bdi>{merchant.city}</bdi> · ···· {lastFour}
      </p>
      <p className="inline-flex items-center gap-1.5 text-settled">
        <Icon name="check" className="size-4" />
        <Trans>Verified by {bankName}</Trans>
      </p>
      <p className="text-note text-ink-soft">
        {times === undefined ? (
          "\u00a0"
        ) : times === 0 ? (
          <Trans>First payment to this merchant</Trans>
        ) : (
          <Plural value={times} one="You have paid here once before" other="You have paid here # times before" />
        )}
      </p>
    </header>
  );
}
