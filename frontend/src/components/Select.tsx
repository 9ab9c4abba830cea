import { type ReactNode, useId } from "react";
import { CONTROL_CLASS } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

interface Option<Value extends string> {
  value: Value;
  label: string;
  /** Listed, but not to be chosen. */
  isOff?: boolean;
}

interface SelectProps<Value extends string> {
  label: ReactNode;
  value: Value;
  options: readonly Option<Value>[];
  onValue: (value: Value) => void;
}

/** The browser's own list: it is the one that works on every phone and with every screen reader. */
export function Select<Value extends string>({ label, value, options, onValue }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="flex w-full flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => onValue(event.target.value as Value)}
          className={`${CONTROL_CLASS} appearance-none pr-10`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isOff}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          name="forward"
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 rotate-90"
        />
      </div>
    </div>
  );
}
