// Replays two days' payments between banks with little and with much liquidity, without and with netting, and writes
// docs/liquidity.md and its picture: npm run replay
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { grouped, table } from "./bench/table.ts";
import { mustRun, root } from "./command.ts";
import { exitWith, Refusal } from "./refusal.ts";
import { type Assumptions, type Balance, flowOfDay } from "./replay/flow.ts";
import { boundsOf, liquidityAt, sumOf } from "./replay/liquidity.ts";
import { type Panel, pictureOf } from "./replay/picture.ts";
import { replay, type Way } from "./replay/replay.ts";

const PAGE = join(root, "docs/liquidity.md");
const PICTURE = join(root, "docs/pictures/liquidity.svg");
const [OPEN, CLOSE] = ["<!-- replay -->", "<!-- /replay -->"];
const DAY: Omit<Assumptions, "balance"> = { banks: 8, payments: 3_000, minutes: 600, seed: 20_071 };
const DAYS: readonly { balance: Balance; title: string }[] = [
  { balance: "by chance", title: "A day by chance" },
  { balance: "balanced", title: "A balanced day" },
];
const ALPHAS_THOUSANDTHS = Array.from({ length: 11 }, (_, step) => 100 * step);
const MINUTES_STEP = 4; // so that each of the picture's rules is a whole minute

interface Replay {
  settledPercent: number;
  meanDelayMinutes: number;
}

interface Row {
  alpha: number;
  liquidityPercent: number;
  without: Replay;
  netted: Replay;
}

async function replayDays(): Promise<void> {
  const days = DAYS.map(({ balance, title }) => ({ title, ...replayDay(balance) }));
  const told = days.map(({ title, text }) => `### ${title}\n\n${text}`).join("\n\n");
  console.log(told);
  writeBetween(told);
  writeFileSync(PICTURE, pictureOf(days.map(({ title, rows }) => panelsOf(title, rows))));
  await mustRun(`oxfmt ${PAGE}`);
}

function replayDay(balance: Balance): { rows: Row[]; text: string } {
  const day = flowOfDay({ ...DAY, balance });
  const turnoverMinor = sumOf(day.map(({ amountMinor }) => amountMinor));
  const bounds = boundsOf(DAY.banks, day);
  const percent = (minor: bigint) => Number((minor * 100_000n) / turnoverMinor) / 1000;
  const rows = ALPHAS_THOUSANDTHS.map((alphaThousandths): Row => {
    const liquidityMinor = liquidityAt(bounds, alphaThousandths);
    const by = (way: Way): Replay => {
      const { settledMinor, meanDelayMinutes } = replay(way, day, liquidityMinor, DAY.minutes);
      return { settledPercent: percent(settledMinor), meanDelayMinutes };
    };
    const liquidityPercent = percent(sumOf(liquidityMinor));
    return { alpha: alphaThousandths / 1000, liquidityPercent, without: by("one by one"), netted: by("with netting") };
  });
  const printed = table(
    [
      "α",
      "liquidity, % of turnover",
      "settled one by one",
      "settled with netting",
      "delay one by one",
      "delay with netting",
    ],
    rows.map(({ alpha, liquidityPercent, without, netted }) => [
      alpha.toFixed(1),
      `${liquidityPercent.toFixed(2)} %`,
      `${without.settledPercent.toFixed(1)} %`,
      `${netted.settledPercent.toFixed(1)} %`,
      `${without.meanDelayMinutes.toFixed(1)} min`,
      `${netted.meanDelayMinutes.toFixed(1)} min`,
    ]),
  );
  const told = [
    `${DAY.banks} banks, ${grouped(day.length)} payments in ${grouped(DAY.minutes)} minutes, turnover`,
    `${grouped(Math.round(Number(turnoverMinor) / 100_000_000))} million, seed ${DAY.seed}.`,
  ].join(" ");
  return { rows, text: `${printed}\n\n${told}` };
}

function panelsOf(title: string, rows: readonly Row[]): Panel[] {
  const delays = rows.flatMap(({ without, netted }) => [without.meanDelayMinutes, netted.meanDelayMinutes]);
  const lines = (value: (replayed: Replay) => number) => [
    { name: "one by one", values: rows.map(({ without }) => value(without)) },
    { name: "with netting", values: rows.map(({ netted }) => value(netted)) },
  ];
  return [
    { title: `${title}: value that settles`, unit: " %", most: 100, lines: lines((one) => one.settledPercent) },
    {
      title: `${title}: mean delay, minutes`,
      unit: "",
      most: Math.ceil(Math.max(...delays) / MINUTES_STEP) * MINUTES_STEP,
      lines: lines((one) => one.meanDelayMinutes),
    },
  ];
}

function writeBetween(text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [before, after] = [page.split(OPEN)[0], page.split(CLOSE)[1]];
  if (before === undefined || after === undefined) throw new Refusal("docs/liquidity.md has no place for the table.");
  writeFileSync(PAGE, `${before}${OPEN}\n\n${text}\n\n${CLOSE}${after}`);
}

try {
  await replayDays();
} catch (error) {
  exitWith(error);
}
