// Plain JavaScript without dependencies: it runs before anything is installed, on Node 18 or newer.
// Usage: node scripts/bootstrap.mjs COMMAND [ARGS]
// runs a script of ours (*.ts) or an installed command under Node 24, with everything installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { exclusively } from "./lock.mjs";

const NODE_MAJOR = 24;
const KILL_AFTER_MILLISECONDS = 5000;
const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";
const env = { ...process.env, HARDHAT_DISABLE_TELEMETRY: "true" };
let running; // the child that a signal has to reach
let ending = false;

/** Ends with one sentence, which is all that the person at the terminal needs. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a child to its end; its own chatter is returned, not shown, unless `stdio` says so. */
function run(file, args, options) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(file, args, { cwd: root, env, shell: windows, ...options });
    running = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/**
 * Installs a folder's lockfile with the caller's npm under `node`, unless exactly that is installed already. What has to
 * be there afterwards is named: npm passes over an optional package that it could not download without a word.
 */
async function install(folder, node, announcement, wanted) {
  const stamp = join(folder, "node_modules", ".installed-for");
  const lockfile = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const want = `${lockfile} ${process.platform} ${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === want) return;
  console.error(announcement);
  const cli = process.env.npm_execpath ?? "";
  const [command, ...args] = cli.endsWith("npm-cli.js") ? [node, cli] : ["npm"];
  const quick = ["--prefer-offline", "--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=5000"];
  const { code, output } = await run(
    command,
    [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error", ...quick],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  if (code === 0 && existsSync(wanted)) {
    writeFileSync(stamp, want);
    return;
  }
  if (ending) process.exit(1);
  if (code === 0 || NO_NETWORK.test(output)) {
    refuse(
      "The packages could not be downloaded because npm's registry cannot be reached: connect this machine to the network and start again.",
    );
  }
  refuse(`${output.trim()}\nThe packages could not be installed: npm's own words are above.`);
}

/** The pinned Node is built for Linux with glibc, on two kinds of processor. */
function isPinnedForThisMachine() {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) return false;
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/** The machine's own Node if it is new enough, otherwise the one that scripts/node/package-lock.json pins. */
async function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  if (!isPinnedForThisMachine()) {
    refuse(
      `Node ${NODE_MAJOR} or newer is needed and this is ${process.version}: install it from https://nodejs.org and start again.`,
    );
  }
  const folder = join(root, "scripts", "node");
  const why = `this machine's own is ${process.version}`;
  const pinned = join(folder, "node_modules", `node-linux-${process.arch}`, "bin", "node");
  await install(
    folder,
    process.execPath,
    `Installing Node ${NODE_MAJOR} for this project only, ${why} (half a minute, once) …`,
    pinned,
  );
  return pinned;
}

/** Passes the end on, and forces it on a child that does not go by itself. */
function end(signal) {
  ending = true;
  if (running === undefined) process.exit(1);
  running.kill(signal);
  setTimeout(() => running.kill("SIGKILL"), KILL_AFTER_MILLISECONDS).unref();
}

function watchForTheEnd() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));
  // A SIGTERM to npm ends npm and its shell, but does not reach us: notice that our parent is gone.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end("SIGTERM");
  }, 500);
  watch.unref();
}

const [command, ...args] = process.argv.slice(2);
if (command === undefined) refuse("Usage: node scripts/bootstrap.mjs COMMAND [ARGS]");
watchForTheEnd();

const node = await exclusively("install", async () => {
  const found = await findNode();
  env.PATH = [dirname(found), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  // npm itself must run under the new Node: under an older one it skips Hardhat's native package.
  const hardhat = join(root, "node_modules", "hardhat", "package.json");
  await install(root, found, "Installing the packages (about a minute, once) …", hardhat);
  return found;
});

// Our own scripts read the sdk's TypeScript, so that nothing has to be built before it can be used.
env.NODE_OPTIONS = [process.env.NODE_OPTIONS, "--conditions=jiaozi-source"].filter(Boolean).join(" ");
const [file, argv] = command.endsWith(".ts") ? [node, [command, ...args]] : [command, args];
const { code, output } = await run(file, argv, { stdio: "inherit" });
if (output) console.error(output);
process.exit(code);
