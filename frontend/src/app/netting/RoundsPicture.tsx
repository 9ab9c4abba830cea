import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import type { SeenRound } from "./rounds.ts";

/** The newest: older ones are in the table. */
const DRAWN = 8;
/** Of a round, in pixels: its words, then its bar. */
const ROW = 44;
const BAR_TOP = 20;
const BAR_HEIGHT = 12;
const PARTS_PER_WHOLE = 10_000n;

interface RoundsPictureProps {
  currency: Currency;
  /** Of this currency, newest first. */
  rounds: readonly SeenRound[];
}

/** A bar for each round, as long as what it settled: the dark part came from reserves, the rest was saved. */
export function RoundsPicture({ currency, rounds }: RoundsPictureProps) {
  const { t, i18n } = useLingui();
  const drawn = rounds.slice(0, DRAWN);
  const largestMinor = drawn.reduce((most, { grossMinor }) => (grossMinor > most ? grossMinor : most), 1n);
  const total = (of: (round: SeenRound) => bigint) => rounds.reduce((sum, round) => sum + of(round), 0n);
  const gross = formatAmount(
    total(({ grossMinor }) => grossMinor),
    currency,
  );
  const saved = formatAmount(
    total(({ grossMinor, netMinor }) => grossMinor - netMinor),
    currency,
  );
  return (
    <figure className="hairline flex flex-col gap-4 rounded-card bg-card p-6">
      <figcaption className="flex flex-col gap-1">
        <span className="text-note text-ink-soft">
          <Plural
            value={rounds.length}
            one={`Saved liquidity, ${currency.code}, # round`}
            other={`Saved liquidity, ${currency.code}, # rounds`}
          />
        </span>
        <span className="text-figure font-semibold tabular-nums">{saved}</span>
        <span className="text-note text-ink-soft">
          <Trans>of {gross} that was settled</Trans>
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={t`Saved ${saved} of ${gross}. The table below has the figures.`}
        className="w-full"
        height={drawn.length * ROW}
      >
        {drawn.map(({ key, at, grossMinor, netMinor }, row) => (
          <g key={key} transform={`translate(0 ${row * ROW})`}>
            <text y="13" className="fill-ink-soft text-note">
              {i18n.date(new Date(at * 1000), { dateStyle: "medium", timeStyle: "short" })}
            </text>
            <text x="100%" y="13" textAnchor="end" className="fill-ink text-note tabular-nums">
              {formatAmount(grossMinor, currency)}
            </text>
            <Bar of={grossMinor} largestMinor={largestMinor} className="fill-settled" />
            <Bar of={netMinor} largestMinor={largestMinor} className="fill-ink" />
          </g>
        ))}
      </svg>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-note text-ink-soft" aria-hidden="true">
        <span className="flex items-center gap-2">
          <span className="size-3 bg-ink" />
          <Trans>From reserves</Trans>
        </span>
        <span className="flex items-center gap-2">
          <span className="size-3 bg-settled" />
          <Trans>Saved</Trans>
        </span>
      </p>
    </figure>
  );
}

function Bar({ of, largestMinor, className }: { of: bigint; largestMinor: bigint; className: string }) {
  const share = Number((of * PARTS_PER_WHOLE) / largestMinor) / Number(PARTS_PER_WHOLE / 100n);
  return <rect y={BAR_TOP} height={BAR_HEIGHT} width={`${share}%`} className={className} />;
}
