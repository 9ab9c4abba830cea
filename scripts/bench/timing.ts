import { quantile } from "../quantile.ts";

export interface Timing {
  medianMilliseconds: number;
  /** 19 of 20 runs took no longer. */
  p95Milliseconds: number;
}

const WARM_UP_MILLISECONDS = 400;

/** Times single runs, after enough runs to let the compiler do its work first. */
export async function time(runs: number, run: () => unknown): Promise<Timing> {
  const warmUntil = performance.now() + WARM_UP_MILLISECONDS;
  while (performance.now() < warmUntil) await run();
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now();
    await run();
    taken.push(performance.now() - startedAt);
  }
  return { medianMilliseconds: quantile(taken, 0.5), p95Milliseconds: quantile(taken, 0.95) };
}
