import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readQueueHistory } from "@jiaozi/sdk/netting/history";
import type { Page } from "@playwright/test";
import { createPublicClient, http } from "viem";
import { keyInLink } from "../../scripts/network/seed.ts";
import { showLink } from "./support/code.ts";
import { DESK, expect, type Journey, test as journeyTest } from "./support/journey.ts";
import { openRing, type Side, takeReservesOut } from "./support/ring.ts";
import { type RunningNetwork, startRing } from "./support/running-network.ts";

const root = join(import.meta.dirname, "../..");
const STORY_MS = 180_000;

const test = journeyTest.extend<object, { network: RunningNetwork }>({
  network: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const network = await startRing();
      await use(network);
      await network.stop();
    },
    { scope: "worker", timeout: STORY_MS },
  ],
});

test("three banks without reserves owe each other in a circle, and a keeper clears all of it in one transaction", async ({
  journey,
}) => {
  test.setTimeout(STORY_MS);
  const { network } = journey;
  await takeReservesOut(network);
  const sides = await openRing(network, 48_00n);
  const desk = await openQueue(journey, "A clerk at Harbour Bank");
  await expect(desk.getByText("Nothing waits, of any bank.")).toBeVisible();

  const wallets: Page[] = [];
  for (const side of sides) {
    wallets.push(await pay(journey, side));
    if (wallets.length === 1) await expect(desk.getByText("Harbour Bank is short by HK$48.00")).toBeVisible();
  }
  await expect(desk.getByText("3 of the 3 obligations of all banks")).toBeVisible();
  await expect(desk.getByRole("row", { name: "Lotus Bank HK$48.00 Can settle now Credit line" })).toBeVisible();
  await expect(desk.getByRole("row", { name: "Jade Bank HK$48.00 Can settle now Credit line" })).toBeVisible();
  for (const wallet of wallets)
    await expect(wallet.getByText("They settle later; your payment is final")).toBeVisible();

  expect(keepOnce(network)).toBe("Settled 3 obligations: HKD HK$144.00.\n");
  await expect(desk.getByText("Nothing waits, of any bank.")).toBeVisible();
  await expect(desk.getByRole("img", { name: "Saved HK$48.00 of HK$48.00" })).toBeVisible();
  for (const wallet of wallets) await expect(factOf(wallet, "Between the banks")).toHaveText("Settled");
  const client = createPublicClient({ transport: http(`${network.address}/rpc`) });
  const { rounds } = await readQueueHistory(client, network.deployment.contracts);
  expect(rounds.map(({ grossMinor, netMinor, payments }) => ({ grossMinor, netMinor, payments }))).toEqual([
    { grossMinor: 144_00n, netMinor: 0n, payments: 3 },
  ]);

  const operator = await journey.openNew(DESK);
  await operator.goto(`${network.address}/operator/queue`);
  await expect(operator.getByRole("img", { name: "Saved HK$144.00 of HK$144.00" })).toBeVisible();
});

test("a treasury queues an obligation, cancels it with a reason, and any clerk settles what can settle", async ({
  journey,
}) => {
  await takeReservesOut(journey.network);
  const harbour = await openQueue(journey, "A clerk at Harbour Bank");
  await queue(harbour, { to: "Jade Bank", amount: "1,000.00", reference: "loan 17" });
  await expect(harbour.getByText("Harbour Bank is short by HK$1,000.00")).toBeVisible();
  await queue(harbour, { to: "Jade Bank", amount: "5.00", reference: "loan 18" });
  await expect(harbour.getByText("Waits behind an earlier one of Harbour Bank")).toBeVisible();
  await harbour.getByRole("link", { name: "Jade Bank" }).last().click();
  await expect(harbour.getByText("loan 18")).toBeVisible();
  await harbour.getByRole("button", { name: "Cancel this obligation…" }).click();
  await harbour.getByRole("button", { name: "Cancel HK$5.00" }).click();
  await expect(harbour.getByText("Write a reason first.")).toBeVisible();
  await harbour.getByLabel("Reason, for the record").fill("twice");
  await harbour.getByRole("button", { name: "Cancel HK$5.00" }).dblclick(); // a double click cancels once
  await expect(harbour.getByRole("alertdialog")).toBeHidden();
  await expect(harbour.getByText("Waits behind an earlier one of Harbour Bank")).toBeHidden();

  const jade = await openQueue(journey, "A clerk at Jade Bank");
  await expect(jade.getByRole("row", { name: "Harbour Bank HK$1,000.00 Harbour Bank is short" })).toBeVisible();
  await queue(jade, { to: "Harbour Bank", amount: "1,000.00", reference: "loan 19" });
  const reader = await openQueue(journey, "A third clerk at Lotus Bank");
  await expect(reader.getByRole("button", { name: "Queue an obligation" })).toBeDisabled();
  await reader.getByRole("button", { name: "Settle now…" }).click();
  await reader.getByRole("button", { name: "Settle 2 obligations" }).dblclick(); // a double click settles once
  await expect(reader.getByText("2 obligations are settled")).toBeVisible();
  await expect(harbour.getByText("Nothing waits, of any bank.")).toBeVisible();
});

async function openQueue(journey: Journey, who: string): Promise<Page> {
  const desk = await journey.openNew(DESK);
  await desk.goto(journey.network.links.get(who) ?? "");
  await desk.getByRole("link", { name: "Queue" }).click();
  await expect(desk.getByRole("heading", { name: "What would settle now" })).toBeVisible();
  return desk;
}

async function queue(desk: Page, { to, amount, reference }: { to: string; amount: string; reference: string }) {
  await desk.getByRole("button", { name: "Queue an obligation" }).click();
  await desk.getByLabel("To which bank").selectOption(to);
  await desk.getByLabel("Amount").fill(amount);
  await desk.getByLabel("Reference, for both banks' books").fill(reference);
  await desk.getByRole("button", { name: "Queue…" }).click();
  await desk.getByRole("button", { name: `Queue HK$${amount}` }).dblclick(); // a double click queues once
  await expect(desk.getByRole("dialog")).toBeHidden();
}

/** Pays HK$48.00, which is final for both at once; the wallet stays at the receipt. */
async function pay(journey: Journey, { walletKey, tillKey, payerBank, payeeBank }: Side): Promise<Page> {
  const { address } = journey.network;
  const till = await journey.openNew();
  await till.goto(`${address}/till#key=${tillKey}`);
  const link = await showLink(till, "4800");
  const wallet = await journey.openNew();
  await wallet.goto(`${address}/wallet#key=${walletKey}`);
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.goto(link);
  await wallet.getByRole("button", { name: "Pay HK$48.00" }).click();
  await expect(till.getByText(`Final for you. ${payerBank} settles with ${payeeBank} later`)).toBeVisible();
  await expect(wallet.getByText("Paid HK$48.00")).toBeVisible();
  return wallet;
}

/** Lets a keeper look at the queue once; what it says. */
function keepOnce({ address, deployment, links }: RunningNetwork): string {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-keeper-"));
  const files = { key: join(folder, "keeper.key"), network: join(folder, "network.json") };
  writeFileSync(files.key, keyInLink(links.get("A third clerk at Lotus Bank")), { mode: 0o600 });
  writeFileSync(files.network, JSON.stringify(deployment));
  const where = ["--key", files.key, "--network", files.network, "--rpc", `${address}/rpc`];
  const { stdout, stderr } = spawnSync(process.execPath, ["scripts/keeper.ts", "--once", ...where], {
    cwd: root,
    encoding: "utf8",
  });
  return stdout + stderr;
}

function factOf(page: Page, term: string) {
  return page.locator("dt", { hasText: term }).locator("xpath=following-sibling::dd");
}
