import { Trans } from "@lingui/react/macro";
import { type Hex, isHex, size } from "viem";
import { Link } from "wouter";
import { buttonClass } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Movements } from "./Movements.tsx";
import { NotRead } from "./NotRead.tsx";
import { ReceiptSheet } from "./ReceiptSheet.tsx";
import { useArrival } from "./receiptArrival.ts";
import { useIsWide } from "./useIsWide.ts";
import { usePayment } from "./usePayment.ts";
import { WalletScreen } from "./WalletScreen.tsx";

const ID_BYTES = 32;

/** At an address of its own: the receipt of any payment of this wallet, on a wide screen beside the list. */
export function Receipt({ id }: { id: string }) {
  const isWide = useIsWide();
  const arrival = useArrival();
  const receipt = isPaymentId(id) ? <ReceiptOf paymentId={id} arrival={arrival} /> : <NoSuchPayment />;
  if (isWide) {
    return (
      <WalletScreen title={<Trans>Payments</Trans>} aside={<div className="sticky top-8">{receipt}</div>}>
        <Movements />
      </WalletScreen>
    );
  }
  return (
    <PhonePlace
      title={<Trans>Receipt</Trans>}
      action={
        <Link href="/" className={buttonClass("primary", "full")}>
          <Trans>Done</Trans>
        </Link>
      }
    >
      {receipt}
    </PhonePlace>
  );
}

function ReceiptOf({ paymentId, arrival }: { paymentId: Hex; arrival: "falls" | "lies" }) {
  const { data: reading, isError, refetch } = usePayment(paymentId);
  if (reading?.payment) return <ReceiptSheet payment={reading.payment} arrival={arrival} />;
  if (reading) return <NoSuchPayment />;
  if (isError) return <NotRead onRetry={() => void refetch()} />;
  return (
    <>
      <Skeleton shape="amount" />
      <Skeleton shape="row" count={4} />
    </>
  );
}

function NoSuchPayment() {
  return (
    <EmptyState
      icon="list"
      title={<Trans>There is no such payment</Trans>}
      action={
        <Link href="/payments" className={buttonClass("quiet")}>
          <Trans>All payments</Trans>
        </Link>
      }
    >
      <Trans>This wallet has not made it.</Trans>
    </EmptyState>
  );
}

function isPaymentId(id: string): id is Hex {
  return isHex(id) && size(id) === ID_BYTES;
}
