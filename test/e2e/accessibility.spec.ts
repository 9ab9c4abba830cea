import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { LAMED } from "./support/chain-health.ts";
import { showLink } from "./support/code.ts";
import { DESK, expect, type Journey, test } from "./support/journey.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const DEVICES = [
  { name: "320 px", device: { viewport: { width: 320, height: 640 } } },
  { name: "1280 px", device: DESK },
  { name: "1280 px in the dark", device: { ...DESK, colorScheme: "dark" as const } },
];

async function expectAccessible(page: Page, screen: string) {
  await page.evaluate(
    async () => await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))),
  );
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const found = violations.map(({ id, nodes }) => `${screen}: ${id} at ${nodes.map(({ target }) => target).join(" ")}`);
  expect(found).toEqual([]);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWider, `${screen} scrolls sideways`).toBe(false);
}

async function open(page: Page, journey: Journey, path: string, heading: string | RegExp) {
  await page.goto(journey.network.address + path);
  await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
}

for (const { name, device } of DEVICES) {
  test(`the till and the wallet are accessible at ${name}`, async ({ journey }) => {
    const till = await journey.openAs("till", device);
    await expect(till.getByRole("group", { name: "Keypad" })).toBeVisible();
    await expectAccessible(till, "till, keying");
    const link = await showLink(till, ["5", "00"]);
    await expectAccessible(till, "till, showing");

    const wallet = await journey.openAs("mei", device);
    await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
    await expectAccessible(wallet, "wallet, home");
    await wallet.goto(link);
    await expect(wallet.getByText("Verified by Harbour Bank")).toBeVisible();
    await expectAccessible(wallet, "wallet, review");
    await wallet.getByRole("button", { name: "Pay HK$5.00" }).click();
    await expect(wallet.getByText("Paid HK$5.00")).toBeVisible();
    await expectAccessible(wallet, "wallet, receipt");
    await expect(till.getByText("Paid HK$5.00")).toBeVisible();
    await expectAccessible(till, "till, paid");

    await open(till, journey, "/till/today", "Today");
    await expect(till.getByText("Customer of Lotus Bank").first()).toBeVisible();
    await expectAccessible(till, "till, today");
    await open(till, journey, "/till/printed", "Lucky Noodles");
    await expectAccessible(till, "till, no printed code");
    await till.getByRole("button", { name: "Make a printed code" }).click();
    await expect(till.getByRole("img", { name: /^Printed payment code/ })).toBeVisible();
    await expectAccessible(till, "till, printed code");

    await open(wallet, journey, "/wallet/scan", "Scan to pay");
    await expect(wallet.getByRole("button", { name: "Use this text" })).toBeVisible();
    await expectAccessible(wallet, "wallet, scan");
    await open(wallet, journey, "/wallet/payments", "Payments");
    await expect(wallet.getByText("Lucky Noodles").first()).toBeVisible();
    await expectAccessible(wallet, "wallet, payments");
    await open(wallet, journey, "/wallet/account", "Account");
    await expectAccessible(wallet, "wallet, account");
    await open(wallet, journey, "/r#aGVsbG8", "Payment");
    await expect(wallet.getByText("This code cannot be paid")).toBeVisible();
    await expectAccessible(wallet, "wallet, stopped");
  });

  test(`the bank's desk and the front door are accessible at ${name}`, async ({ journey }) => {
    const desk = await journey.openAs("harbourClerk", device);
    await expect(desk.getByRole("heading", { name: "Today" })).toBeVisible();
    await expect(desk.getByText("Deposits outstanding").first()).toBeVisible();
    await expectAccessible(desk, "bank, home");
    await open(desk, journey, "/bank/customers", "Customers");
    await expect(desk.getByRole("link", { name: "Ken" })).toBeVisible();
    await expectAccessible(desk, "bank, customers");
    await desk.getByRole("link", { name: "Ken" }).click();
    await expect(desk.getByRole("dialog")).toBeVisible();
    await expectAccessible(desk, "bank, customer");
    await desk.getByRole("button", { name: "Suspend" }).click();
    await expect(desk.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(desk, "bank, suspend");
    await open(desk, journey, "/bank/customers/new", "Enrol a customer");
    await expectAccessible(desk, "bank, enrol a customer");
    await open(desk, journey, "/bank/merchants", "Merchants");
    await desk.getByRole("link", { name: "Lucky Noodles" }).click();
    await expect(desk.getByRole("heading", { name: "Tills" })).toBeVisible();
    await expectAccessible(desk, "bank, merchant");
    await open(desk, journey, "/bank/merchants/new", "Enrol a merchant");
    await expectAccessible(desk, "bank, enrol a merchant");
    await open(desk, journey, "/bank/deposits", "Deposits");
    await expect(desk.getByText("Ken").first()).toBeVisible();
    await expectAccessible(desk, "bank, deposits");
    await open(desk, journey, "/bank/settlement", "Settlement");
    await expect(desk.getByText("Funded").first()).toBeVisible();
    await expectAccessible(desk, "bank, settlement");
    await open(desk, journey, "/bank/queue", "What would settle now");
    await expectAccessible(desk, "bank, queue");
    await open(desk, journey, "/bank/queue/new", "Queue an obligation");
    await expectAccessible(desk, "bank, queue an obligation");
    await open(desk, journey, "/bank/clerks", "Clerks");
    await expect(desk.getByText("(this desk)")).toBeVisible();
    await expectAccessible(desk, "bank, clerks");

    const newcomer = await journey.openNew(device);
    await newcomer.goto(journey.network.address);
    await expect(newcomer.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(newcomer, "front door");
    for (const [place, begin] of [
      ["till", "Set up this till"],
      ["wallet", "Set up this wallet"],
      ["bank", "Set up this desk"],
    ] as const) {
      await newcomer.goto(`${journey.network.address}/${place}`);
      await newcomer.getByRole("button", { name: begin }).click();
      await expect(newcomer.getByRole("img", { name: "Enrolment code of this device" })).toBeVisible();
      await expectAccessible(newcomer, `${place}, enrolment`);
    }
    await newcomer.goto(`${journey.network.address}/nowhere`);
    await expectAccessible(newcomer, "no such page");
  });

  test(`the operator's page is accessible at ${name}`, async ({ journey }) => {
    const page = await journey.openNew(device);
    await page.route("**/chain-health.json", (route) => route.fulfill({ json: LAMED }));
    await page.goto(`${journey.network.address}/operator`);
    await expect(page.getByText("The chain stands still")).toBeVisible();
    await expectAccessible(page, "operator, chain");
    await open(page, journey, "/operator/queue", "Who owes whom");
    await expectAccessible(page, "operator, queue");
  });
}
