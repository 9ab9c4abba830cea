import { Trans, useLingui } from "@lingui/react/macro";
import { useLocation, useRoute } from "wouter";
import { QueueTable } from "../../../app/netting/QueueTable.tsx";
import { Rounds } from "../../../app/netting/Rounds.tsx";
import { seenByBank } from "../../../app/netting/rounds.ts";
import { type QueuedRow, useQueue } from "../../../app/netting/useQueue.ts";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { EnqueueObligation } from "./EnqueueObligation.tsx";
import { ObligationSheet } from "./ObligationSheet.tsx";
import { PositionCard } from "./PositionCard.tsx";
import { SettleNow } from "./SettleNow.tsx";
import { usePositions } from "./usePositions.ts";

/** What this bank owes others and is owed by the queue, what holds it up, and what of it could settle now. */
export function Queue() {
  const { t } = useLingui();
  const { bank, duties } = useOpenDesk();
  const queue = useQueue();
  const positions = usePositions();
  const [, navigate] = useLocation();
  const [, route] = useRoute("/queue/:obligation");
  const shown = queue.data?.waiting.find((row) => addressOf(row) === `/queue/${route?.obligation}`);
  const close = () => navigate("/queue");
  const enqueue = (
    <Button disabled={!duties.has("treasury")} onClick={() => navigate("/queue/new")}>
      <Trans>Queue an obligation</Trans>
    </Button>
  );
  return (
    <DeskPage title={<Trans>Queue between banks</Trans>} actions={enqueue}>
      <Reading of={queue} shape="row" count={6}>
        {({ waiting, cut, rounds }) => (
          <>
            <SettleNow cut={cut} waitingCount={waiting.length} />
            <section className="flex flex-col gap-3">
              <h2 className="text-lead font-semibold">
                <Trans>This bank owes</Trans>
              </h2>
              <QueueTable
                label={t`What this bank owes`}
                rows={waiting.filter(({ payer }) => payer === bank.id)}
                ends={["payee"]}
                rowTo={addressOf}
                empty={
                  <EmptyState icon="list" title={<Trans>Nothing waits</Trans>}>
                    <Trans>What the treasury queues, and payments that a credit line carries, will be here.</Trans>
                  </EmptyState>
                }
              />
            </section>
            <section className="flex flex-col gap-3">
              <h2 className="text-lead font-semibold">
                <Trans>This bank is owed</Trans>
              </h2>
              <QueueTable
                label={t`What this bank is owed`}
                rows={waiting.filter(({ payee }) => payee === bank.id)}
                ends={["payer"]}
                rowTo={addressOf}
                empty={
                  <EmptyState icon="list" title={<Trans>Nothing waits</Trans>}>
                    <Trans>What other banks owe this one by the queue will be here.</Trans>
                  </EmptyState>
                }
              />
            </section>
            <Reading of={positions} shape="card" count={2}>
              {(all) => (
                <div className="grid gap-4 wide:grid-cols-2">
                  {all.map((position) => (
                    <PositionCard key={position.currency.code} position={position} waiting={waiting} />
                  ))}
                </div>
              )}
            </Reading>
            <Rounds rounds={seenByBank(rounds, bank.id)} seenBy="this bank" />
          </>
        )}
      </Reading>
      {route?.obligation === "new" && <EnqueueObligation onClose={close} />}
      {shown && <ObligationSheet row={shown} onClose={close} />}
    </DeskPage>
  );
}

function addressOf({ id }: QueuedRow): string {
  return `/queue/${id.replace(":", "-").replace(" ", "-")}`;
}
