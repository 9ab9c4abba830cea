import type { Deployment } from "@jiaozi/sdk/deployment";
import type { Hex } from "viem";
import type { Provider } from "../network/sender.ts";

export const PARTS = [
  "intrinsic and calldata",
  "terminal's signature",
  "payment's slot",
  "events",
  "proxies",
  "deposit tokens",
  "settlement hub",
  "payment hub, the rest",
] as const;
type Part = (typeof PARTS)[number];

/** One step as debug_traceTransaction tells it; `stack` with the top last. */
interface Step {
  op: string;
  gas: number;
  gasCost: number;
  depth: number;
  stack: string[];
}

/** Whose code a frame runs, and whose call it serves: a proxy serves what stands behind it. */
interface Frame {
  part: Part;
  served: Part;
}

const HUB: Frame = { part: "payment hub, the rest", served: "payment hub, the rest" };
const CALLS = new Set(["CALL", "STATICCALL", "DELEGATECALL"]);
const ECRECOVER = 1n;

/** Whose work each step of a payment is, from the chain's own trace: nothing is estimated. */
export async function gasByPart(
  provider: Provider,
  hash: Hex,
  deployment: Deployment,
): Promise<ReadonlyMap<Part, number>> {
  const options = { disableMemory: true, disableStorage: true };
  const { structLogs: steps, gas } = (await provider.request({
    method: "debug_traceTransaction",
    params: [hash, options],
  })) as { structLogs: Step[]; gas: number | Hex };
  const parts = partsByAddress(deployment);
  const byPart = new Map<Part, number>();
  const add = (part: Part, cost: number) => byPart.set(part, (byPart.get(part) ?? 0) + cost);
  const frames: Frame[] = [HUB];

  for (const [at, step] of steps.entries()) {
    const next = steps[at + 1];
    const frame = frames.at(-1) ?? HUB;
    add(partOf(step, frame), ownCost(steps, at));
    if (next !== undefined && next.depth > step.depth) frames.push(frameOf(step, frame, parts));
    else if (next !== undefined && next.depth < step.depth) frames.pop();
  }
  const executed = [...byPart.values()].reduce((sum, cost) => sum + cost, 0);
  add("intrinsic and calldata", Number(gas) - executed);
  return byPart;
}

/** A step's own cost; of a call that enters code, without what that code spends. */
function ownCost(steps: readonly Step[], at: number): number {
  const step = steps[at];
  const next = steps[at + 1];
  if (step === undefined) return 0;
  if (next === undefined || next.depth < step.depth) return step.gasCost;
  if (next.depth === step.depth) return step.gas - next.gas;
  const back = steps.findIndex((later, index) => index > at && later.depth === step.depth);
  const last = steps[back - 1];
  const returned = steps[back];
  if (last === undefined || returned === undefined) return step.gasCost;
  const spentInside = next.gas - (last.gas - last.gasCost);
  return step.gas - returned.gas - spentInside;
}

function partOf(step: Step, { part }: Frame): Part {
  if (step.op.startsWith("LOG")) return "events";
  if (CALLS.has(step.op) && calledBy(step) === ECRECOVER) return "terminal's signature";
  return part === HUB.part && step.op === "SSTORE" ? "payment's slot" : part;
}

/** A proxy's own steps are the proxy's; the code that it delegates to works for whom the proxy stands for. */
function frameOf(step: Step, frame: Frame, parts: ReadonlyMap<bigint, Frame>): Frame {
  if (step.op === "DELEGATECALL") return { part: frame.served, served: frame.served };
  return parts.get(calledBy(step)) ?? { part: "proxies", served: "proxies" };
}

function calledBy(step: Step): bigint {
  const address = step.stack.at(-2) ?? "0";
  return BigInt(address.startsWith("0x") ? address : `0x${address}`);
}

function partsByAddress({ contracts, banks }: Deployment): ReadonlyMap<bigint, Frame> {
  const proxy = (address: Hex, served: Part): [bigint, Frame] => [BigInt(address), { part: "proxies", served }];
  return new Map<bigint, Frame>([
    [BigInt(contracts.settlementHub), { part: "settlement hub", served: "settlement hub" }],
    ...banks.flatMap(({ depositTokens }) =>
      Object.values(depositTokens).map((token) => proxy(token, "deposit tokens")),
    ),
  ]);
}
