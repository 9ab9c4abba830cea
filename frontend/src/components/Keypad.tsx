import { useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent } from "react";
import { Icon } from "./Icon.tsx";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"] as const;
/** A contract keeps amounts below 2^48 minor units; 13 digits are what a code can carry. */
const MAX_DIGITS = 13;

/** Digits enter from the right, as on a card terminal: 4, 8, 0, 0 is 48.00. No leading zero, at most 13 digits. */
function pressKey(digits: string, key: string): string {
  if (key === "delete") return digits.slice(0, -1);
  if (key === "clear") return "";
  const next = (digits + key).replace(/^0+/, "");
  return next.length > MAX_DIGITS ? digits : next;
}

/** Where no other button or link has the focus, which Enter would press. */
function isOfKeypad(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return target.closest("[data-keypad]") !== null || target.closest("a, button, summary") === null;
}

const KEY_CLASS =
  "hairline flex min-h-key select-none items-center justify-center rounded-key bg-card text-title font-medium " +
  "transition hover:border-ink-soft active:bg-line";

interface KeypadProps {
  /** What was keyed so far, in minor units, without a point. */
  digits: string;
  onDigits: (digits: string) => void;
  /** The green key of a card terminal: Enter, wherever the focus is but in a field. */
  onEnter?: () => void;
}

/** Keeps nothing itself. The keys of a keyboard work too, unless a field has the focus. */
export function Keypad({ digits, onDigits, onEnter }: KeypadProps) {
  const { t } = useLingui();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere =
      event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [role=dialog]");
    if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key)) onDigits(pressKey(digits, event.key));
    else if (event.key === "Backspace") onDigits(pressKey(digits, "delete"));
    else if (event.key === "Escape") onDigits(pressKey(digits, "clear"));
    else if (event.key === "Enter" && onEnter && isOfKeypad(event.target)) {
      event.preventDefault(); // or the key that was clicked last is pressed once more
      onEnter();
    }
  });
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <fieldset data-keypad aria-label={t`Keypad`} className="grid grid-cols-3 gap-2">
      {KEYS.map((key) => (
        <button key={key} type="button" className={KEY_CLASS} onClick={() => onDigits(pressKey(digits, key))}>
          {key}
        </button>
      ))}
      <button
        type="button"
        className={KEY_CLASS}
        aria-label={t`Delete the last digit`}
        onClick={() => onDigits(pressKey(digits, "delete"))}
      >
        <Icon name="delete" className="size-6" />
      </button>
    </fieldset>
  );
}
