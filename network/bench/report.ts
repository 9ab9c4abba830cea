import { cpus } from "node:os";
import { grouped, table } from "../../scripts/bench/table.ts";
import type { Phase, Phases } from "./phases.ts";

const MEBIBYTE = 1 << 20;
const KIBIBYTE = 1 << 10;
const LEAST_PAYMENTS = 60_000;

/** What was measured, beside the goals, as tables in Markdown. */
export function report(phases: Phases): string {
  const { transfers, onUs, crossBank, batched, steady } = phases;
  const all = [transfers, onUs, crossBank, batched, steady];
  const goals = new Map([
    [onUs, "≥ 0.6 ×"],
    [crossBank, "≥ 0.6 ×"],
    [batched, "≥ 3 ×"],
  ]);
  const baseline = transfers.measured.perSecond;
  const rates = table(
    ["", "included/s", "of transfers", "goal", "block", "p50", "p95", "goal"],
    all.map((phase) => {
      const { perSecond, blockSeconds, p50Seconds, p95Seconds } = phase.measured;
      const share = phase === steady ? "" : `${(perSecond / baseline).toFixed(2)} ×`;
      const limit = phase === steady ? `≤ ${seconds(blockSeconds + 0.5)}` : "";
      const times = [blockSeconds, p50Seconds, p95Seconds].map(seconds);
      return [phase.name, rate(perSecond), share, goals.get(phase) ?? "", ...times, limit];
    }),
  );
  const costs = table(
    ["one of the four nodes", "processor", "of it each", "memory", "disk each"],
    all.map(({ name, measured }) => [
      name,
      `${measured.cores.toFixed(2)} cores`,
      `${measured.cpuMillisecondsEach.toFixed(2)} ms`,
      `${Math.round(measured.residentBytes / MEBIBYTE)} MiB`,
      `${(measured.diskBytesEach / KIBIBYTE).toFixed(1)} KiB`,
    ]),
  );
  const parts = [...transfers.shares.keys()];
  const shares = table(
    ["where a node's time goes", ...all.map(({ name }) => name)],
    parts.map((part) => [part, ...all.map(({ shares: own }) => `${Math.round((own.get(part) ?? 0) * 100)} %`)]),
  );
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}) for four validators and the client together.`;
  return [rates, costs, shares, account(all, transfers), machine].join("\n\n");
}

function account(all: readonly Phase[], transfers: Phase): string {
  const total = (count: "made" | "lost" | "doubled" | "refused", phases = all) =>
    phases.reduce((sum, { measured }) => sum + measured.accounting[count], 0);
  const differences = all.flatMap(({ measured }) => measured.accounting.differences);
  const payments = total("made") - total("made", [transfers]);
  const words = [
    `${grouped(payments)} payments (goal ${grouped(LEAST_PAYMENTS)}) and ${grouped(total("made", [transfers]))} transfers:`,
    `${total("lost")} lost, ${total("doubled")} doubled, ${total("refused")} refused;`,
    differences.length === 0
      ? "every balance is to the unit what they make of it."
      : `${differences.length} balances are not: ${differences.slice(0, 5).join("; ")}.`,
  ];
  return words.join(" ");
}

function seconds(amount: number): string {
  return `${amount.toFixed(2)} s`;
}

function rate(perSecond: number): string {
  return grouped(Math.round(perSecond));
}
