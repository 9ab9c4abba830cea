import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import type { ReactNode } from "react";
import { Button } from "../../components/Button.tsx";
import type { Ask } from "./askForMoney.ts";
import { Ended } from "./Ended.tsx";
import type { PendingCode } from "./pendingCode.ts";
import { useAsk } from "./useAsk.ts";
import type { Till } from "./useTill.ts";

interface ExpiredProps {
  code: PendingCode;
  till: Till;
  aside: ReactNode;
  onNext: () => void;
  onAsk: (ask: Ask) => Promise<void>;
}

/** The chain has passed the last second, and nobody paid up to it. */
export function Expired({ code, till, aside, onNext, onAsk }: ExpiredProps) {
  const { amountMinor, billNumber } = code;
  const { isReady, isBusy, trouble, ask } = useAsk(onAsk);
  const amount = formatAmount(amountMinor, till.currency);
  return (
    <Ended
      title={<Trans>Expired</Trans>}
      name={till.merchant.name}
      aside={aside}
      onNext={onNext}
      action={
        <Button
          kind="primary"
          isBusy={isBusy}
          disabled={!isReady}
          onClick={() => void ask({ amountMinor, billNumber })}
        >
          <Trans>New code for {amount}</Trans>
        </Button>
      }
    >
      <Trans>Nobody paid {amount} in time.</Trans>
      {trouble && (
        <p role="alert" className="mt-1 text-stopped">
          {trouble}
        </p>
      )}
    </Ended>
  );
}
