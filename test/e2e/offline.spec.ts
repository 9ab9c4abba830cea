import { openCodeInWallet } from "./support/code.ts";
import { expect, test } from "./support/journey.ts";

test("a payment that is approved without a connection is said not to be sent, and can be once there is one", async ({
  journey,
}) => {
  const { till, wallet } = await openCodeInWallet(journey, "1500");
  const pay = wallet.getByRole("button", { name: "Pay HK$15.00" });
  await expect(pay).toBeEnabled();
  await wallet.context().setOffline(true);
  await pay.click();
  const again = wallet.getByRole("button", { name: "Send it now" });
  await expect(again).toBeVisible({ timeout: 30_000 });
  await wallet.context().setOffline(false);
  await again.click();
  await expect(wallet.getByText("Paid HK$15.00")).toBeVisible();
  await expect(till.getByText("Paid HK$15.00")).toBeVisible();
});

test("a refund that is asked for without a connection is said not to be sent", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1600");
  await wallet.getByRole("button", { name: "Pay HK$16.00" }).click();
  await expect(till.getByText("Paid HK$16.00")).toBeVisible();
  await till.goto(`${journey.network.address}/till/today`);
  const row = till.locator("details").first();
  await row.locator("summary").click();
  await row.getByRole("button", { name: "Refund" }).click();
  const dialog = till.getByRole("alertdialog");
  await dialog.getByLabel("Amount to refund").fill("1.00");
  await till.context().setOffline(true);
  await dialog.getByRole("button", { name: /^Refund/ }).click();
  await expect(dialog.getByText("Nothing was changed; try again when it is back.")).toBeVisible({ timeout: 45_000 });
  await till.context().setOffline(false);
  await dialog.getByRole("button", { name: "Refund HK$1.00" }).click();
  await expect(row.getByText("Refunded HK$1.00")).toBeVisible();
});

test("a screen that was never opened says that there is no connection, and opens when there is", async ({
  journey,
}) => {
  const wallet = await journey.openAs("ken");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.context().setOffline(true);
  await wallet.getByRole("link", { name: "Account", exact: true }).click();
  await expect(wallet.getByText("No connection", { exact: true })).toBeVisible();
  await wallet.getByRole("link", { name: "Home", exact: true }).click(); // the rest of the place goes on
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.getByRole("link", { name: "Account", exact: true }).click();
  await wallet.context().setOffline(false);
  await expect(wallet.getByRole("heading", { name: "Another bank" })).toBeVisible();
});

test("Enter shows the code, whichever key was clicked last", async ({ journey }) => {
  const till = await journey.openAs("till");
  for (const key of ["7", "00"]) await till.getByRole("button", { name: key, exact: true }).click();
  await till.keyboard.press("Enter");
  await expect(till.getByText("HK$7.00", { exact: true })).toBeVisible();
  await expect(till.getByRole("button", { name: "Cancel" })).toBeVisible();
});
