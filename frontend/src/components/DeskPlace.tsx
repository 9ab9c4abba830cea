import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { type Place, PlaceLink } from "./PlaceLink.tsx";
import { SealMark } from "./SealMark.tsx";

interface DeskPlaceProps {
  /** Of the page: "Customers". */
  title: ReactNode;
  /** Whose desk this is, and for which period. */
  subtitle?: ReactNode;
  /** At the end of the title line. */
  actions?: ReactNode;
  places: readonly Place[];
  children: ReactNode;
}

/** A narrow rail, a title line, the content. On a phone the rail lies on top and scrolls sideways. */
export function DeskPlace({ title, subtitle, actions, places, children }: DeskPlaceProps) {
  const { t } = useLingui();
  return (
    <div className="flex min-h-dvh flex-col wide:flex-row">
      <a href="#content" className="sr-only bg-ink p-4 text-paper focus:not-sr-only focus:absolute focus:z-20">
        <Trans>To the content</Trans>
      </a>
      <nav
        aria-label={t`Places`}
        className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line p-2 wide:sticky wide:top-0 wide:h-dvh wide:w-52 wide:flex-col wide:items-stretch wide:border-r wide:border-b-0 wide:p-4"
      >
        <span className="mr-2 flex items-center gap-2 font-semibold wide:mb-6">
          <SealMark className="size-8" />
          <span className="hidden wide:inline">Jiaozi</span>
        </span>
        {places.map((place) => (
          <PlaceLink key={place.to} place={place} shape="rail" />
        ))}
      </nav>
      <div className="mx-auto flex w-full max-w-page min-w-0 grow flex-col gap-6 p-4 wide:p-8">
        <header className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <div className="grow">
            {subtitle && <p className="text-note text-ink-soft">{subtitle}</p>}
            <h1 className="text-title font-semibold">{title}</h1>
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        <main id="content" tabIndex={-1} className="flex flex-col gap-6">
          {children}
        </main>
      </div>
    </div>
  );
}
