// Replays a day's payments between banks with little and with much liquidity, without and with netting, and writes
// docs/liquidity.md and its picture: npm run replay
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { grouped, table } from "./bench/table.ts";
import { mustRun, root } from "./command.ts";
import { exitWith, Refusal } from "./refusal.ts";
import { type Assumptions, flowOfDay } from "./replay/flow.ts";
import { boundsOf, liquidityAt, sumOf } from "./replay/liquidity.ts";
import { pictureOf } from "./replay/picture.ts";
import { replay } from "./replay/replay.ts";

const PAGE = join(root, "docs/liquidity.md");
const PICTURE = join(root, "docs/pictures/liquidity.svg");
const [OPEN, CLOSE] = ["<!-- replay -->", "<!-- /replay -->"];
const DAY: Assumptions = { banks: 8, payments: 3_000, minutes: 600, seed: 20_071 };
const ALPHAS_THOUSANDTHS = Array.from({ length: 11 }, (_, step) => 100 * step);
const MINUTES_STEP = 4; // so that each of the picture's rules is a whole minute

async function replayDay(): Promise<void> {
  const day = flowOfDay(DAY);
  const turnoverMinor = sumOf(day.map(({ amountMinor }) => amountMinor));
  const bounds = boundsOf(DAY.banks, day);
  const percent = (minor: bigint) => Number((minor * 100_000n) / turnoverMinor) / 1000;
  const rows = ALPHAS_THOUSANDTHS.map((alphaThousandths) => {
    const liquidityMinor = liquidityAt(bounds, alphaThousandths);
    const [without, netted] = (["one by one", "with netting"] as const).map((way) => {
      const { settledMinor, meanDelayMinutes } = replay(way, day, liquidityMinor, DAY.minutes);
      return { settledPercent: percent(settledMinor), meanDelayMinutes };
    });
    if (without === undefined || netted === undefined) throw new Error("both ways are replayed");
    return { alpha: alphaThousandths / 1000, liquidityPercent: percent(sumOf(liquidityMinor)), without, netted };
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
    `${DAY.banks} banks, ${grouped(DAY.payments)} payments in ${grouped(DAY.minutes)} minutes, turnover`,
    `${grouped(Math.round(Number(turnoverMinor) / 100_000_000))} million, seed ${DAY.seed}.`,
  ].join(" ");
  console.log(`${printed}\n\n${told}`);
  writeBetween(`${printed}\n\n${told}`);
  const delays = rows.flatMap(({ without, netted }) => [without.meanDelayMinutes, netted.meanDelayMinutes]);
  const both = (value: (way: (typeof rows)[number]["netted"]) => number) => [
    { name: "one by one", values: rows.map(({ without }) => value(without)) },
    { name: "with netting", values: rows.map(({ netted }) => value(netted)) },
  ];
  const picture = pictureOf([
    { title: "Value that settles", unit: " %", most: 100, lines: both(({ settledPercent }) => settledPercent) },
    {
      title: "Mean delay, minutes",
      unit: "",
      most: Math.ceil(Math.max(...delays) / MINUTES_STEP) * MINUTES_STEP,
      lines: both(({ meanDelayMinutes }) => meanDelayMinutes),
    },
  ]);
  writeFileSync(PICTURE, picture);
  await mustRun(`oxfmt ${PAGE}`);
}

function writeBetween(text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [before, after] = [page.split(OPEN)[0], page.split(CLOSE)[1]];
  if (before === undefined || after === undefined) throw new Refusal("docs/liquidity.md has no place for the table.");
  writeFileSync(PAGE, `${before}${OPEN}\n\n${text}\n\n${CLOSE}${after}`);
}

try {
  await replayDay();
} catch (error) {
  exitWith(error);
}
