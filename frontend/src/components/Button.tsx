import type { ComponentPropsWithRef } from "react";
import { Icon, type IconName } from "./Icon.tsx";

const KINDS = {
  /** Ink on paper, inverted: the one button of a screen that does what the screen is for. */
  primary: "border border-ink bg-ink text-paper hover:opacity-90",
  quiet: "border border-ink-soft bg-card text-ink hover:border-ink",
  danger: "border border-stopped bg-card text-stopped hover:bg-stopped hover:text-paper",
  /** No border: for small things beside others. */
  plain: "text-ink underline decoration-line underline-offset-4 hover:decoration-ink",
};

const WIDTHS = { own: "", full: "w-full" };

const SHAPE =
  "inline-flex min-h-touch items-center justify-center gap-2 rounded-key px-6 py-2 text-lead font-medium transition " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-line disabled:text-ink-soft disabled:opacity-100";

export type ButtonKind = keyof typeof KINDS;

/** The same look for a link that does what a button would. */
export function buttonClass(kind: ButtonKind, width: keyof typeof WIDTHS = "own"): string {
  return `${SHAPE} ${KINDS[kind]} ${WIDTHS[width]}`;
}

interface ButtonProps extends Omit<ComponentPropsWithRef<"button">, "className"> {
  kind?: ButtonKind;
  width?: keyof typeof WIDTHS;
  icon?: IconName;
  /** While the press is being answered: disabled, and says so to a screen reader. The words stay the caller's. */
  isBusy?: boolean;
}

export function Button({ kind = "quiet", width, icon, isBusy = false, disabled, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(kind, width)}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
