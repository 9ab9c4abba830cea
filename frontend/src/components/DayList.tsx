import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "wouter";

export interface DayListItem {
  key: string;
  /** Unix seconds. */
  at: number;
  who: ReactNode;
  /** State or remark below the name; the time is added. */
  note?: ReactNode;
  /** With its sign. */
  amount: ReactNode;
  /** The rest is there, on tap. */
  to?: string;
}

interface DayListProps {
  /** Newest first. */
  items: readonly DayListItem[];
  /** What stands at the day's end, an `Amount` for each currency; nothing where days are not listed whole. */
  dayTotal?: (items: readonly DayListItem[]) => ReactNode;
  empty: ReactNode;
}

/** Grouped by the day of the person's own zone, each with its total. A row: who, when, amount. */
export function DayList({ items, dayTotal, empty }: DayListProps) {
  const { i18n } = useLingui();
  if (items.length === 0) return <>{empty}</>;
  const days = Map.groupBy(items, ({ at }) => new Date(at * 1000).toDateString());
  return (
    <div className="flex w-full flex-col gap-6">
      {Array.from(days, ([day, itemsOfDay]) => (
        <section key={day}>
          <h3 className="flex items-baseline justify-between gap-4 px-1 pb-2 text-note text-ink-soft">
            <span>
              {day === new Date().toDateString() ? (
                <Trans>Today</Trans>
              ) : (
                i18n.date(new Date(day), { dateStyle: "full" })
              )}
            </span>
            <span className="text-end">{dayTotal?.(itemsOfDay)}</span>
          </h3>
          <ul className="hairline rounded-card bg-card">
            {itemsOfDay.map((item) => (
              <DayListRow
                key={item.key}
                item={item}
                time={i18n.date(new Date(item.at * 1000), { timeStyle: "short" })}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function DayListRow({ item: { who, note, amount, to }, time }: { item: DayListItem; time: string }) {
  return (
    <li className="relative flex min-h-touch items-center justify-between gap-4 px-4 py-3 not-last:border-b not-last:border-line">
      <div className="min-w-0">
        <p className="truncate font-medium">
          {to ? (
            <Link href={to} className="after:absolute after:inset-0 after:rounded-card">
              {who}
            </Link>
          ) : (
            who
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-note text-ink-soft">
          <span>{time}</span>
          {note}
        </p>
      </div>
      <div className="shrink-0 text-end text-lead font-medium">{amount}</div>
    </li>
  );
}
