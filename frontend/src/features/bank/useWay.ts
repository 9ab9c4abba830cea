import { useOpenDesk } from "./DeskContext.ts";
import type { Duty } from "./useDesk.ts";

export type Way = "alone" | "together";

/** How this clerk does what a duty is for: alone, by proposing it to a colleague, or not at all. */
export function useWay(duty: Duty): Way | undefined {
  const { duties, control } = useOpenDesk();
  if (duties.has(duty)) return "alone";
  return control.isMember && control.duties.has(duty) ? "together" : undefined;
}
