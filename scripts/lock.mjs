// Plain JavaScript without dependencies: the bootstrap needs it before anything is installed.
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const POLL_MILLISECONDS = 250;
// Process ids are used again: a lock this old was left behind, whoever has its number now.
const ABANDONED_MILLISECONDS = 20 * 60_000;

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Linking a finished file takes the lock and names its holder in one step. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function breakAbandoned(lock) {
  try {
    const holder = readFileSync(lock, "utf8");
    if (isAlive(Number(holder)) && Date.now() - statSync(lock).mtimeMs < ABANDONED_MILLISECONDS) return;
    const broken = `${lock}.${process.pid}`;
    renameSync(lock, broken);
    // Between reading and renaming, another waiter may have broken it and taken it: that one keeps it.
    if (readFileSync(broken, "utf8") === holder) rmSync(broken, { force: true });
    else renameSync(broken, lock);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

export async function exclusively(name, work) {
  const lock = join(root, `.${name}.lock`);
  for (let waits = 0; !take(lock); waits++) {
    if (waits === 1) console.error(`Waiting for another terminal to finish its ${name} …`);
    breakAbandoned(lock);
    await sleep(POLL_MILLISECONDS);
  }
  const unlock = () => rmSync(lock, { force: true });
  process.once("exit", unlock);
  try {
    return await work();
  } finally {
    process.off("exit", unlock);
    unlock();
  }
}
