import type { ReactNode } from "react";

/** A line of a `Facts` list: what it is, and its value at the end. */
export function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-2 not-last:border-b not-last:border-line">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="min-w-0 text-end font-medium break-words">{children}</dd>
    </div>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="hairline rounded-card bg-card px-4 py-2">{children}</dl>;
}
