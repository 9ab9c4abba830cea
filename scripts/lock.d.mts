/** Runs `work` while no other terminal runs the work of that name in this checkout; waits for the other one first. */
export function exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
