import { Trans, useLingui } from "@lingui/react/macro";
import { Select } from "../../components/Select.tsx";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const YEARS = ["1", "2", "5"] as const;

export type Years = (typeof YEARS)[number];

/** How long a registration holds before the bank must look again. */
export function YearsField({ years, onYears }: { years: Years; onYears: (years: Years) => void }) {
  const { t } = useLingui();
  return (
    <Select
      label={<Trans>Valid for</Trans>}
      value={years}
      options={YEARS.map((value) => ({ value, label: value === "1" ? t`1 year` : t`${value} years` }))}
      onValue={onYears}
    />
  );
}

/** Unix seconds, counted from the chain's own clock. */
export function validUntil(nowSeconds: number, years: Years): number {
  return nowSeconds + Number(years) * YEAR_SECONDS;
}
