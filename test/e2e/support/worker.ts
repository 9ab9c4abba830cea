/** Which of those that test at the same time this process is, from 0: each has a network and a camera of its own. */
export const WORKER = Number(process.env["TEST_PARALLEL_INDEX"] ?? 0);
