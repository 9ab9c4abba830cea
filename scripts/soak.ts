// The invariants under a million random calls and more: walks of the network and of its queue, side by side, each of the
// usual length and from seeds never used before.
// `npm run soak -- 2000000` makes more calls; a walk that fails says its seed, and SEED=... npm test walks it again.
import { randomInt } from "node:crypto";
import { mustRun, runCommand, whenToldToEnd } from "./command.ts";
import { exitWith, Refusal } from "./refusal.ts";

const LEAST_CALLS = 1_000_000;
const WALKS = ["Invariants", "NettingInvariants"].map(
  (name) => `hardhat test solidity --no-compile test/solidity/invariants/${name}.t.sol`,
);
const MAX_SEED = 2 ** 47;

async function soak(calls: number): Promise<number> {
  await mustRun("hardhat build");
  let made = 0;
  let failed = 0;
  const walk = async (command: string) => {
    while (made < calls) {
      const seed = randomInt(MAX_SEED);
      const { code, output } = await runCommand(command, "kept", { env: { SEED: String(seed) } });
      const walked = Number(/seed \d+, (\d+) calls/.exec(output)?.[1] ?? 0);
      if (code !== 0 || walked === 0) {
        failed++;
        console.error(`FAILED seed ${seed}\n${output.slice(Math.max(0, output.indexOf("failing")))}`);
        if (walked === 0) return; // it cannot go on like that
      }
      made += walked;
      console.log(`seed ${seed}: ${walked} calls, ${made} in all`);
    }
  };
  await Promise.all(WALKS.map(walk));
  console.log(`${made} calls, ${failed} failed`);
  return failed;
}

function readCalls([calls]: string[]): number {
  if (calls === undefined) return LEAST_CALLS;
  if (!/^[1-9]\d*$/.test(calls)) throw new Refusal(`"${calls}" is no number of calls.`);
  return Number(calls);
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await soak(readCalls(process.argv.slice(2)))) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
