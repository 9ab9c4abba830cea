import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type ApprovedPayment, writeApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { signApproval } from "@jiaozi/sdk/approval/payment-approval";
import type { RelayedPayment } from "@jiaozi/sdk/approval/relayed-payment";
import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { composeCode } from "@jiaozi/sdk/request/compose";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { bytesToHex, createPublicClient, http, type PublicClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { root, runCommand } from "../../scripts/command.ts";
import { keyInLink } from "../../scripts/network/seed.ts";
import { end, readNetwork, readScreen } from "../e2e/support/running-network.ts";

const PORT = 27_990;
const FIRST_PORT = 27_900;
const RELAYER_PORT = 27_980;
const HKD = 344;
const LOTUS = 2;
const LIFE_SECONDS = 300n;
const PATIENCE_MILLISECONDS = 30_000;
const folder = mkdtempSync(join(tmpdir(), "jiaozi-start-"));
const screenFile = join(folder, "screen.txt");
const chain = ["--folder", join(folder, "chain"), "--first-port", String(FIRST_PORT)];
const children: ChildProcess[] = [];
let network: Awaited<ReturnType<typeof readNetwork>>;

/** One of the programs as a person starts it. */
function start(script: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

const administer = (...args: string[]) => runCommand(["node network/main.ts", ...args, ...chain].join(" "), "kept");

before(async () => {
  const screen = await readScreen(start("network/main.ts", "start", "--port", String(PORT), ...chain));
  writeFileSync(screenFile, screen);
  network = await readNetwork(screen);
});

after(async () => {
  await Promise.all(children.map(end));
  await administer("stop");
  rmSync(folder, { recursive: true });
});

it("a payment passes in the browser, with a bank's relayer and without, and the operator's page names every validator", async () => {
  const tests = "becomes a settled deposit|names every validator|bank brings what|relayer is lost|handed in again";
  const command = `playwright test -c test/e2e/playwright.config.ts -g ${tests.replaceAll(" ", ".")}`;
  const { code, output } = await runCommand(command, "kept", { env: { JIAOZI_SCREEN: screenFile } });
  assert.equal(code, 0, output);
  assert.match(output, /5 passed/);
});

function accountOf(words: string) {
  for (const [who, link] of network.links) if (who.startsWith(words)) return privateKeyToAccount(keyInLink(link));
  throw new Error(`nobody is ${words}`);
}

/** Mei approves what Lucky Noodles asks. */
async function approved(client: PublicClient, amountMinor: bigint): Promise<ApprovedPayment> {
  const { chainId, guid, contracts } = network.deployment;
  const domain = { chainId, guid, paymentHub: contracts.paymentHub };
  const currency = currencyByCode("HKD");
  assert.ok(currency);
  const expiresAt = (await client.getBlock()).timestamp + LIFE_SECONDS;
  const requestId = bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
  const { request, r, yParityAndS } = await composeCode(
    { merchantId: "0x0001000000000001", name: "Lucky Noodles", city: "Hong Kong", country: "HK", category: 5812 },
    { requestId, currency, amountMinor, expiresAt },
    domain,
    accountOf("Lucky Noodles's till"),
  );
  const mei = accountOf("Mei,");
  const approval = {
    request: requestDigest(request, domain),
    merchantName: "Lucky Noodles",
    payer: mei.address,
    amountMinor,
    tipMinor: 0n,
    bank: LOTUS,
    currency: HKD,
    maxDebitMinor: amountMinor,
    validBefore: expiresAt,
    nonce: `0x${"00".repeat(32)}`,
  } as const;
  return { signed: { request, r, yParityAndS }, approval, signature: await signApproval(approval, domain, mei) };
}

it("a bank's relayer brings what customers approved, many in one transaction, and tells each its outcome", async () => {
  const keyFile = join(folder, "relayer.key");
  const networkFile = join(folder, "network.json");
  // Whoever sends must be admitted: a clerk of the bank is, and nobody else of it has its relayer's key
  const [, clerkLink] = [...network.links].find(([who]) => who.startsWith("A third clerk at Lotus Bank")) ?? [];
  writeFileSync(keyFile, keyInLink(clerkLink));
  writeFileSync(networkFile, JSON.stringify(network.deployment));
  const relayer = start(
    "scripts/relay.ts",
    `--key=${keyFile}`,
    `--network=${networkFile}`,
    `--journal=${join(folder, "journal")}`,
    `--rpc=${network.address}/rpc`,
    `--port=${RELAYER_PORT}`,
  );
  await new Promise((resolve) => relayer.stdout?.once("data", resolve));
  const approvals = `http://127.0.0.1:${RELAYER_PORT}/approvals`;

  const client = createPublicClient({ transport: http(`${network.address}/rpc`) });
  const payments = await Promise.all([100n, 200n, 300n, 400n].map((amountMinor) => approved(client, amountMinor)));
  const taken = await Promise.all(
    [...payments, await approved(client, 99_999_999_00n)].map(async (payment) => {
      const answer = await fetch(approvals, { method: "POST", body: writeApprovedPayment(payment) });
      return (await answer.json()) as RelayedPayment;
    }),
  );
  const tooMuch = taken.pop();
  assert.equal(tooMuch?.state === "refused" && tooMuch.error, "TerminalCapExceeded");
  const outcomes = await Promise.all(
    taken.map(async ({ id }) => (await (await fetch(`${approvals}/${id}?wait=20`)).json()) as RelayedPayment),
  );
  assert.deepEqual(
    outcomes.map(({ state }) => state),
    ["paid", "paid", "paid", "paid"],
  );
  const transactions = new Set(outcomes.map((outcome) => outcome.state === "paid" && outcome.transaction));
  assert.ok(transactions.size < outcomes.length, `${transactions.size} transactions`);
});

async function healthWhen(holds: (health: ChainHealth) => boolean): Promise<ChainHealth> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const health = (await (await fetch(`${network.address}/chain-health.json`)).json()) as ChainHealth;
    if (holds(health) || Date.now() > until) return health;
    await sleep(500);
  }
}

const statesOf = ({ validators }: ChainHealth) => validators.map(({ state }) => state);

it("the chain's health says who is down, and how long there has been no block", async () => {
  const sound = await healthWhen(({ lookedAt }) => lookedAt === 50);
  assert.deepEqual(statesOf(sound), ["running", "running", "running", "running"]);
  assert.ok(sound.validators.every(({ signed, node }) => signed > 0 && node?.peers === 3 && node.diskBytes > 0));
  await administer("kill", "4");
  const lamed = await healthWhen((health) => statesOf(health)[3] === "down");
  assert.deepEqual(statesOf(lamed), ["running", "running", "running", "down"]);
  assert.ok((await healthWhen(({ height }) => height > lamed.height)).height > lamed.height);
  await administer("kill", "3");
  const still = await healthWhen(({ secondsSinceBlock }) => secondsSinceBlock > 10);
  assert.ok(still.secondsSinceBlock > 10);
  assert.deepEqual(statesOf(still), ["running", "running", "down", "down"]);
});
