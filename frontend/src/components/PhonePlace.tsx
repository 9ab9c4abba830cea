import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { type Place, PlaceLink } from "./PlaceLink.tsx";
import { SealMark } from "./SealMark.tsx";

const NO_PLACES: readonly Place[] = [];

interface PhonePlaceProps {
  /** Small, on top: the shop, the wallet. It is the heading of the page. */
  title: ReactNode;
  /** Beside the title: currency, a quiet link, a state. */
  corner?: ReactNode;
  children: ReactNode;
  /** The one action of the screen, at the thumb. */
  action?: ReactNode;
  /** At most four. None: no bar. */
  places?: readonly Place[];
  /** On a wide screen only beside the column; on a phone this is a place of its own. */
  aside?: ReactNode;
}

/** One column, at most 28 rem; on a wide screen a second one where there is something to put into it. */
export function PhonePlace({ title, corner, children, action, places = NO_PLACES, aside }: PhonePlaceProps) {
  const { t } = useLingui();
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-page justify-center wide:gap-16 wide:px-8">
      <div className="flex min-h-dvh w-full max-w-phone flex-col">
        <header className="print:hidden flex min-h-14 items-center gap-3 px-4 pt-2">
          <SealMark className="size-7" />
          <h1 className="min-w-0 grow truncate text-body font-semibold">{title}</h1>
          <div className="text-note text-ink-soft">{corner}</div>
        </header>
        <main className="flex grow flex-col gap-6 px-4 py-6">{children}</main>
        {(action || places.length > 0) && (
          <div className="print:hidden sticky bottom-0 z-10 bg-paper pb-[env(safe-area-inset-bottom)]">
            {action && <div className="flex flex-col gap-2 px-4 py-3">{action}</div>}
            {places.length > 0 && (
              <nav aria-label={t`Places`} className="flex gap-1 border-t border-line px-2 py-1">
                {places.map((place) => (
                  <PlaceLink key={place.to} place={place} shape="bar" />
                ))}
              </nav>
            )}
          </div>
        )}
      </div>
      {aside && <aside className="hidden w-full max-w-sheet border-l border-line py-8 pl-16 wide:block">{aside}</aside>}
    </div>
  );
}
