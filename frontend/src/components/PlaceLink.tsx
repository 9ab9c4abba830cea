import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "./Icon.tsx";

export interface Place {
  /** Within the place, so "/" is its home. */
  to: string;
  label: ReactNode;
  icon: IconName;
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
      aria-current={isHere ? "page" : undefined}
      className={`transition ${SHAPES[shape]} ${isHere ? "font-semibold text-ink" : "text-ink-soft hover:text-ink"} ${isHere && shape === "rail" ? "bg-line" : ""}`}
    >
      <Icon name={place.icon} />
      {place.label}
    </Link>
  );
}
