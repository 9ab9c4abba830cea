import type { Page } from "@playwright/test";
import { approveWaiting } from "./support/approve.ts";
import { keyIn, showLink } from "./support/code.ts";
import { DESK, expect, test } from "./support/journey.ts";

/** The code that a new device shows, as text. */
async function enrolmentCode(device: Page, begin: string): Promise<string> {
  await device.getByRole("button", { name: begin }).click();
  await device.getByRole("button", { name: "Copy the code as text" }).click();
  await expect(device.getByText("Copied")).toBeVisible();
  return await device.evaluate(async () => await navigator.clipboard.readText());
}

test("a new customer and a new till are enrolled by their codes, and pay and are paid", async ({ journey }) => {
  const { address } = journey.network;
  const desk = await journey.openAs("harbourClerk", DESK);
  await expect(desk.getByRole("heading", { name: "Today" })).toBeVisible();

  const wallet = await journey.openNew();
  await wallet.goto(`${address}/wallet`);
  const customerCode = await enrolmentCode(wallet, "Set up this wallet");
  await desk.getByRole("link", { name: "Customers" }).click();
  await desk.getByRole("button", { name: "Enrol a customer" }).click();
  await desk.getByLabel("Text or link of the code").fill(customerCode);
  await desk.getByRole("button", { name: "Use this text" }).click();
  await desk.getByLabel("Name, for your bank's own book").fill("Ho");
  await desk.getByRole("button", { name: "Enrol Ho" }).click();
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible(); // by itself

  await desk.getByRole("link", { name: "Ho", exact: true }).click();
  await desk.getByLabel("Account").selectOption("HKD");
  await desk.getByLabel("Amount").fill("1,000.00");
  await desk.getByLabel("Reason, for the record").fill("cash paid in");
  await desk.getByRole("button", { name: "Issue…" }).click();
  await desk.getByRole("button", { name: "Propose HK$1,000.00" }).dblclick(); // a double click proposes once
  await expect(desk.getByText("Proposed to issue HK$1,000.00")).toBeVisible();
  await desk.goto(`${address}/bank/approvals`);
  const waiting = desk.getByRole("list", { name: "Waiting" });
  await expect(waiting.getByText("Issue HK$1,000.00 to Ho")).toBeVisible();
  await expect(waiting.getByText("Another clerk must approve this.")).toBeVisible(); // the maker is not the checker
  await expect(waiting.getByRole("button", { name: "Approve…" })).toBeHidden();
  const checker = await journey.openAs("harbourChecker", DESK);
  await approveWaiting(checker);
  await expect(wallet.getByText("HK$1,000.00").first()).toBeVisible();
  await expect(desk.getByText("Nothing waits for approval")).toBeVisible();

  const till = await journey.openNew();
  await till.goto(`${address}/till`);
  const terminalCode = await enrolmentCode(till, "Set up this till");
  await desk.goto(`${address}/bank/merchants`);
  await desk.getByRole("link", { name: "Lucky Noodles" }).click();
  await desk.getByLabel("Text or link of the code").fill(customerCode);
  await desk.getByRole("button", { name: "Use this text" }).click();
  await expect(desk.getByText("This code is of another kind")).toBeVisible();
  await desk.getByLabel("Text or link of the code").fill(terminalCode);
  await desk.getByRole("button", { name: "Use this text" }).click();
  await desk.getByLabel("Currency").selectOption("HKD");
  await desk.getByRole("button", { name: "Register this till" }).click();
  await expect(till.getByRole("group", { name: "Keypad" })).toBeVisible(); // by itself

  await wallet.goto(await showLink(till, ["7", "00"]));
  await wallet.getByRole("button", { name: "Pay HK$7.00" }).click();
  await expect(till.getByText("Paid HK$7.00")).toBeVisible();
  await expect(wallet.getByText("Paid HK$7.00")).toBeVisible();

  await desk.getByRole("button", { name: "Revoke this till" }).last().click();
  await desk.getByLabel("Reason, for the record").last().fill("lost");
  await desk.getByRole("alertdialog").getByRole("button", { name: "Revoke this till" }).click();
  await expect(till.getByText("Your bank has withdrawn this till")).toBeVisible();
  await till.getByRole("button", { name: "Set up another till" }).click();
  await till.getByRole("button", { name: "Copy the code as text" }).click();
  await expect(till.getByText("Copied")).toBeVisible();
  expect(await till.evaluate(async () => await navigator.clipboard.readText())).not.toBe(terminalCode);
});

test("a printed code takes the amount that its payer enters, and stops at its cap", async ({ journey }) => {
  const till = await journey.openAs("till");
  await till.getByRole("link", { name: "Printed code" }).click();
  await till.getByRole("button", { name: "Make a printed code" }).click();
  const picture = till.getByRole("img", { name: /^Printed payment code/ });
  await expect(picture).toBeVisible();
  const text = await till.evaluate(() => {
    const kept = Object.entries(localStorage).find(([name]) => name.startsWith("jiaozi:static-code:"));
    return (JSON.parse(kept?.[1] ?? "{}") as { text?: string }).text ?? "";
  });
  const wallet = await journey.openAs("mei");
  await wallet.getByRole("link", { name: "Scan to pay" }).click();
  await wallet.getByLabel("Text or link of the code").fill(text);
  await wallet.getByRole("button", { name: "Use this text" }).click();
  await keyIn(wallet, ["1", "2", "3", "4", "00"]);
  await expect(wallet.getByText("This code takes up to HK$1,000.00.")).toBeVisible();
  await expect(wallet.getByRole("button", { name: /^Pay/ })).toBeDisabled();
  await keyIn(wallet, ["Delete the last digit", "Delete the last digit"]);
  await wallet.getByRole("button", { name: "Pay HK$12.34" }).click();
  await expect(wallet.getByText("Paid HK$12.34")).toBeVisible();
  await till.getByRole("link", { name: "Today" }).click();
  await expect(till.getByText("+HK$12.34")).toBeVisible();
});

test("a desk whose network was started afresh says so and enrols again", async ({ journey }) => {
  const wallet = await journey.openAs("ken");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.route("**/deployment.json", async (route) => {
    const response = await route.fetch();
    const deployment = (await response.json()) as { genesisHash: string };
    await route.fulfill({ json: { ...deployment, genesisHash: `0x${"ab".repeat(32)}` } });
  });
  await wallet.reload();
  await expect(wallet.getByText("This network was started afresh")).toBeVisible();
  await wallet.getByRole("button", { name: "Enrol again" }).click();
  await expect(wallet.getByRole("img", { name: "Enrolment code of this device" })).toBeVisible();
});

test("an enrolment link that was cut short says so, and enrols nobody", async ({ journey }) => {
  const link = [...journey.network.links.values()].find((each) => each.includes("/wallet#key=")) ?? "";
  const wallet = await journey.openNew();
  await wallet.goto(link.slice(0, -5));
  await expect(wallet.getByText("This enrolment link is not whole")).toBeVisible();
  expect(new URL(wallet.url()).hash).toBe("");
  await wallet.getByRole("button", { name: "Go on without it" }).click();
  await expect(wallet.getByRole("button", { name: "Set up this wallet" })).toBeVisible();
});

test("a code that is opened where there is no wallet yet waits for one, and says so", async ({ journey }) => {
  const link = await showLink(await journey.openAs("till"), ["8", "00"]);
  const wallet = await journey.openNew();
  await wallet.goto(link);
  await expect(wallet.getByText("A payment waits for this wallet")).toBeVisible();
  await wallet.getByRole("button", { name: "Set up this wallet" }).click();
  await expect(wallet.getByRole("img", { name: "Enrolment code of this device" })).toBeVisible();
  await expect(wallet.getByText("A payment waits for this wallet")).toBeVisible();
});
