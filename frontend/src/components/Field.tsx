import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { Icon } from "./Icon.tsx";

export const CONTROL_CLASS =
  "min-h-touch w-full rounded-card border border-ink-soft bg-card px-3 py-2 text-lead text-ink " +
  "placeholder:text-ink-soft disabled:border-line disabled:text-ink-soft aria-invalid:border-stopped";

interface FieldProps extends Omit<ComponentPropsWithRef<"input">, "className" | "id"> {
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence; the field is then marked as wrong. */
  error?: ReactNode;
}

export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="flex w-full flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        autoComplete="off"
        {...input}
        id={id}
        className={CONTROL_CLASS}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-says` : undefined}
      />
      <p id={`${id}-says`} aria-live="polite" className={`text-note ${error ? "text-stopped" : "text-ink-soft"}`}>
        {error && <Icon name="stopped" className="mr-1 inline size-4" />}
        {error || hint}
      </p>
    </div>
  );
}
