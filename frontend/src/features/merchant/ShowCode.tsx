import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { type ReactNode, useEffect } from "react";
import { useBlock } from "../../app/network/useBlock.ts";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Ask } from "./askForMoney.ts";
import { Ended } from "./Ended.tsx";
import { Expired } from "./Expired.tsx";
import { Paid } from "./Paid.tsx";
import type { PendingCode } from "./pendingCode.ts";
import { useCancel } from "./useCancel.ts";
import { useIsCancelled } from "./useIsCancelled.ts";
import { usePayment } from "./usePayment.ts";
import type { Till } from "./useTill.ts";
import { WaitingCode } from "./WaitingCode.tsx";

interface ShowCodeProps {
  code: PendingCode;
  till: Till;
  onNext: () => void;
  onAsk: (ask: Ask) => Promise<void>;
  aside: ReactNode;
}

/** Shown until the chain tells its end: paid, cancelled or expired. It turns on that and on nothing else. */
export function ShowCode({ code, till, onNext, onAsk, aside }: ShowCodeProps) {
  const block = useBlock();
  const { data: reading, dataUpdatedAt, isError, refetch } = usePayment(code.digest);
  const isCancelled = useIsCancelled(code.digest);
  const cancellation = useCancel(code, refetch);
  const amount = formatAmount(code.amountMinor, till.currency);

  useEffect(() => {
    window.scrollTo(0, 0); // where the keypad was scrolled to, the code would be cut off
  }, []);

  const isOver = block !== undefined && block.timestamp >= code.expiresAt;
  useEffect(() => {
    if (isOver) void refetch();
  }, [isOver, refetch]);
  // A reading from before the last second, or one that failed, cannot say that nobody paid in it
  const isUnpaidForGood = reading !== undefined && reading.checkedUntil >= code.expiresAt;

  if (reading?.payment) {
    return (
      <PhonePlace title={till.merchant.name} aside={aside}>
        <Paid
          payment={reading.payment}
          foundAt={reading.checkedUntil}
          till={till}
          billNumber={code.billNumber}
          onNext={onNext}
        />
      </PhonePlace>
    );
  }
  if (isCancelled || cancellation.state === "done") {
    return (
      <Ended title={<Trans>Cancelled</Trans>} name={till.merchant.name} aside={aside} onNext={onNext}>
        <Trans>The code for {amount} cannot be paid any more.</Trans>
      </Ended>
    );
  }
  if (isUnpaidForGood) return <Expired code={code} till={till} aside={aside} onNext={onNext} onAsk={onAsk} />;
  return (
    <WaitingCode
      code={code}
      till={till}
      state={isOver ? "over" : "payable"}
      cancellation={cancellation}
      finding={isOver || isError || !reading ? "unknown" : "unpaid"}
      checkedAt={dataUpdatedAt}
      onCheck={() => void refetch()}
      aside={aside}
    />
  );
}
