import { useEffect, useState } from "react";

/** The history state with which a payment goes to its receipt before the person's eyes. */
export const FALLING = "falls";

/** The seal falls once: a reload, or coming back, finds it lying there. */
export function useArrival(): "falls" | "lies" {
  const [arrival] = useState<"falls" | "lies">(() => (history.state === FALLING ? "falls" : "lies"));
  useEffect(() => history.replaceState(null, ""), []);
  return arrival;
}
