import type { ReactNode } from "react";
import { Link } from "wouter";

export interface Column<Row> {
  key: string;
  header: ReactNode;
  /** Amounts stand at the `end`. */
  align?: "start" | "end";
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** What the table lists, for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The address of a row's detail; the whole row then leads there. */
  rowTo?: (row: Row) => string;
  /** An `EmptyState`, in place of no rows. */
  empty: ReactNode;
}

/** On a phone each row is a list of its own, because a table that is cut off at its side is not read. */
export function Table<Row>({ label, columns, rows, rowKey, rowTo, empty }: TableProps<Row>) {
  if (rows.length === 0) return <div className="hairline rounded-card bg-card">{empty}</div>;
  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself, so a keyboard must reach it
      tabIndex={0}
      className="hairline rounded-card bg-card wide:max-h-[80dvh] wide:overflow-auto"
    >
      <table className="w-full border-collapse max-wide:block">
        <caption className="sr-only">{label}</caption>
        <thead className="max-wide:sr-only">
          <tr>
            {columns.map(({ key, header, align }) => (
              <th
                key={key}
                scope="col"
                className={`sticky top-0 z-10 h-row border-b border-line bg-card px-4 text-note font-medium whitespace-nowrap text-ink-soft ${alignClass(align)}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-wide:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="relative not-last:border-b not-last:border-line hover:bg-paper max-wide:block max-wide:py-2"
            >
              {columns.map(({ key, header, align, cell }, index) => (
                <td
                  key={key}
                  className={`h-row px-4 py-1 tabular-nums max-wide:flex max-wide:h-auto max-wide:items-baseline max-wide:justify-between max-wide:gap-4 max-wide:*:min-w-0 max-wide:first:font-medium max-wide:not-first:text-end ${alignClass(align)}`}
                >
                  {index > 0 && (
                    <span aria-hidden className="text-start text-note text-ink-soft wide:hidden">
                      {header}
                    </span>
                  )}
                  {index === 0 && rowTo ? (
                    <Link href={rowTo(row)} className="font-medium after:absolute after:inset-0">
                      {cell(row)}
                    </Link>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function alignClass(align: "start" | "end" = "start"): string {
  return align === "end" ? "text-end" : "text-start";
}
