import { blankCamera, pointCameraAt } from "./support/camera.ts";
import { holdFirst, isSending, linkBesideCode, openCodeInWallet, showCode, showLink } from "./support/code.ts";
import { expect, type Journey, test } from "./support/journey.ts";

/** A code of HK$48.00 is drawn, seen by the wallet's camera, reviewed and approved; both screens turn to paid. */
async function payByCamera(journey: Journey, payer: "mei" | "ken") {
  const till = await journey.openAs("till");
  const before = await journey.readMoney();
  const picture = await showCode(till, "4800");
  const browser = till.context().browser();
  if (!browser) throw new Error("no browser");
  await pointCameraAt(picture, browser);

  const wallet = await journey.openAs(payer);
  await wallet.getByRole("link", { name: "Scan to pay" }).click();
  await expect(wallet.getByRole("heading", { name: "Lucky Noodles" })).toBeVisible();
  await expect(wallet.getByText("Verified by Harbour Bank")).toBeVisible();
  await wallet.getByRole("button", { name: "Pay HK$48.00" }).dblclick(); // a double tap pays once

  await expect(wallet.getByText("Paid HK$48.00")).toBeVisible();
  await expect(till.getByText("Paid HK$48.00")).toBeVisible();
  return { before, after: await journey.readMoney(), till, wallet };
}

test("a scanned code becomes a settled deposit between two banks", async ({ journey }) => {
  const { before, after, till } = await payByCamera(journey, "mei");
  await expect(till.getByText("Lotus Bank has settled with Harbour Bank")).toBeVisible();

  // Harbour Bank is 1, Lotus Bank is 2
  expect(after.depositsMinor[2]).toBe((before.depositsMinor[2] ?? 0n) - 4800n);
  expect(after.depositsMinor[1]).toBe((before.depositsMinor[1] ?? 0n) + 4800n);
  for (const bank of [1, 2]) {
    const depositsBy = (after.depositsMinor[bank] ?? 0n) - (before.depositsMinor[bank] ?? 0n);
    const settlementBy = (after.settlementMinor[bank] ?? 0n) - (before.settlementMinor[bank] ?? 0n);
    expect(settlementBy).toBe(depositsBy);
  }
  expect(sum(after.depositsMinor)).toBe(sum(before.depositsMinor));
  expect(sum(after.settlementMinor)).toBe(sum(before.settlementMinor));
  expect(await balanceBy(before, after, "mei")).toBe(-4800n);
  expect(await balanceBy(before, after, "lin")).toBe(4800n);
});

test("two customers of one bank move no reserves", async ({ journey }) => {
  const { before, after, till } = await payByCamera(journey, "ken");
  await expect(till.getByText("Settled within Harbour Bank")).toBeVisible();

  expect(after.depositsMinor).toEqual(before.depositsMinor);
  expect(after.settlementMinor).toEqual(before.settlementMinor);
  expect(await balanceBy(before, after, "ken")).toBe(-4800n);
  expect(await balanceBy(before, after, "lin")).toBe(4800n);
});

test("the till refunds a payment in part and in full, and both sides' screens say so", async ({ journey }) => {
  const { before, till, wallet } = await payByCamera(journey, "mei");
  await till.goto(`${journey.network.address}/till/today`);
  const row = till.locator("details").first();
  await row.locator("summary").click();
  await row.getByRole("button", { name: "Refund" }).click();
  const dialog = till.getByRole("alertdialog");
  await dialog.getByLabel("Amount to refund").fill("48.01");
  await expect(dialog.getByText("At most HK$48.00 of this payment is left.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Refund/ })).toBeDisabled();
  await dialog.getByLabel("Amount to refund").fill("18.00");
  await dialog.getByRole("button", { name: "Refund HK$18.00" }).dblclick(); // a double tap refunds once
  await expect(row.getByText("Refunded HK$18.00")).toBeVisible();
  await wallet.getByRole("link", { name: "Done" }).click();
  await expect(wallet.getByText("Refunded").first()).toBeVisible();

  await row.getByRole("button", { name: "Refund" }).click();
  await dialog.getByRole("button", { name: "Refund HK$30.00" }).click();
  await expect(row.getByText("Refunded HK$48.00")).toBeVisible();
  await expect(row.getByRole("button", { name: "Refund" })).toBeHidden();
  const after = await journey.readMoney();
  expect(await balanceBy(before, after, "mei")).toBe(0n);
  expect(await balanceBy(before, after, "lin")).toBe(0n);
  expect(after.settlementMinor).toEqual(before.settlementMinor);
});

test("a till that is reloaded while it waits comes back to the same code", async ({ journey }) => {
  const till = await journey.openAs("till");
  const before = await showCode(till, "1250");
  const checkCode = await till.getByText(/^\d{4}$/).textContent();
  await till.reload();
  await expect(till.getByRole("img", { name: "Payment code for HK$12.50" })).toBeVisible();
  expect(await till.getByText(/^\d{4}$/).textContent()).toBe(checkCode);
  expect(before.length).toBeGreaterThan(0);
});

test("a cancelled code can no longer be paid, and both screens say so", async ({ journey }) => {
  const till = await journey.openAs("till");
  const link = await showLink(till, "990");
  await till.getByRole("button", { name: "Cancel" }).click();
  await expect(till.getByText("The code for HK$9.90 cannot be paid any more.")).toBeVisible();
  await till.getByRole("button", { name: "Back to the keypad" }).click();
  await expect(till.getByRole("group", { name: "Keypad" })).toBeVisible();

  const wallet = await journey.openAs("mei");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.goto(link);
  await expect(wallet.getByText("The shop has cancelled this code")).toBeVisible();
  await expect(wallet.getByRole("button", { name: /^Pay/ })).toBeHidden();
});

test("the till's code opens in the wallet by a click, and a reload after approving finds the payment", async ({
  journey,
}) => {
  const { till, wallet } = await openCodeInWallet(journey, "2000");
  const answer = await holdFirst(wallet, "answer", isSending);
  await wallet.getByRole("button", { name: "Pay HK$20.00" }).click();
  await answer.held;
  await wallet.reload();
  await expect(wallet.getByText("Paid HK$20.00")).toBeVisible();
  await expect(till.getByText("Paid HK$20.00")).toBeVisible();
});

test("what was approved and lost on its way out is sent again after a reload, and paid once", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "2100");
  const before = await journey.readMoney();
  const request = await holdFirst(wallet, "request", isSending);
  await wallet.getByRole("button", { name: "Pay HK$21.00" }).click();
  await request.held;
  await wallet.reload();
  await expect(wallet.getByText("Paid HK$21.00")).toBeVisible();
  await expect(till.getByText("Paid HK$21.00")).toBeVisible();
  expect(await balanceBy(before, await journey.readMoney(), "mei")).toBe(-2100n);
});

test("a photo of the code, and its text, are ways out where there is no camera", async ({ journey }) => {
  const till = await journey.openAs("till");
  const picture = await showCode(till, "300");
  blankCamera(); // what it last saw would be scanned before anything else is done
  const wallet = await journey.openAs("mei");
  await wallet.getByRole("link", { name: "Scan to pay" }).click();
  await wallet.getByLabel("Choose a photo").setInputFiles({ name: "code.png", mimeType: "image/png", buffer: picture });
  await expect(wallet.getByRole("button", { name: "Pay HK$3.00" })).toBeVisible();

  await wallet.goto(`${journey.network.address}/wallet/scan`);
  await wallet.getByLabel("Text or link of the code").fill(await linkBesideCode(till));
  await wallet.getByRole("button", { name: "Use this text" }).click();
  await expect(wallet.getByRole("button", { name: "Pay HK$3.00" })).toBeVisible();
});

function sum(amounts: Record<number, bigint>): bigint {
  return Object.values(amounts).reduce((total, amount) => total + amount, 0n);
}

type Money = Awaited<ReturnType<Journey["readMoney"]>>;

async function balanceBy(before: Money, after: Money, person: "mei" | "ken" | "lin"): Promise<bigint> {
  return (await after.balanceOf(person)) - (await before.balanceOf(person));
}
