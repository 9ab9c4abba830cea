const BLOCK_MILLISECONDS = 1000;
// In the middle of each second of the clock, so that a timer a little early or late never puts two blocks in one second
const PHASE_MILLISECONDS = 500;
const EARLY_MILLISECONDS = 250;

/** Calls `mine` once a second, never twice at a time; a call that takes longer leaves seconds out. Returns the stop. */
export function mineEverySecond(mine: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let mining = Promise.resolve();

  const schedule = (after: number) => {
    const dueAt = nextDueAfter(after);
    timer = setTimeout(() => {
      mining = mineAndSchedule();
    }, dueAt - Date.now());
  };
  const mineAndSchedule = async () => {
    try {
      await mine();
    } catch (error) {
      console.error("A block could not be mined:", error);
    }
    if (!stopped) schedule(Date.now() + EARLY_MILLISECONDS);
  };
  schedule(Date.now());

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await mining;
  };
}

function nextDueAfter(time: number): number {
  const sinceDue = (time - PHASE_MILLISECONDS) % BLOCK_MILLISECONDS;
  return time - sinceDue + BLOCK_MILLISECONDS;
}
