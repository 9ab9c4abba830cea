import { useSyncExternalStore } from "react";

/** As --breakpoint-wide in style.css: from here on a phone place has two columns. */
const WIDE = "(min-width: 60rem)";

/** For what must not be drawn twice, once in each column. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}

function subscribe(listener: () => void) {
  const wide = matchMedia(WIDE);
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}
