import { Plural } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "./Icon.tsx";

export interface Place {
  /** Within the place, so "/" is its home. */
  to: string;
  label: ReactNode;
  icon: IconName;
  /** How much there waits for this person. */
  waitingCount?: number;
}

const SHAPES = {
  bar: "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-card text-note",
  rail: "flex min-h-touch items-center gap-3 rounded-card px-3 text-body",
};

export function PlaceLink({ place, shape }: { place: Place; shape: keyof typeof SHAPES }) {
  const [location] = useLocation();
  const isHere = place.to === "/" ? location === "/" : location.startsWith(place.to);
  return (
    <Link
      href={place.to}
      ref={isHere && shape === "rail" ? intoRail : undefined}
      aria-current={isHere ? "page" : undefined}
      className={`transition ${SHAPES[shape]} ${isHere ? "font-semibold text-ink" : "text-ink-soft hover:text-ink"} ${isHere && shape === "rail" ? "bg-line" : ""}`}
    >
      <Icon name={place.icon} />
      {place.label}
      {place.waitingCount !== undefined && place.waitingCount > 0 && (
        <span className="rounded-key bg-attention px-2 text-note font-semibold text-paper tabular-nums wide:ml-auto">
          <span aria-hidden>{place.waitingCount}</span>
          <span className="sr-only">
            <Plural value={place.waitingCount} one="# waits" other="# wait" />
          </span>
        </span>
      )}
    </Link>
  );
}

/** On a phone the rail is wider than the screen. The page itself must not move, as `scrollIntoView` would let it. */
function intoRail(link: HTMLAnchorElement | null) {
  const rail = link?.parentElement;
  if (rail) rail.scrollLeft = link.offsetLeft - (rail.clientWidth - link.offsetWidth) / 2;
}
