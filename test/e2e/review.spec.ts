import type { Page } from "@playwright/test";
import { linkBesideCode, openCodeInWallet, showLink } from "./support/code.ts";
import { expect, test } from "./support/journey.ts";

test("a code that the shop cancels while its payer looks at it cannot be paid any more, and says so", async ({
  journey,
}) => {
  const { till, wallet } = await openCodeInWallet(journey, "1700");
  const pay = wallet.getByRole("button", { name: "Pay HK$17.00" });
  await expect(pay).toBeEnabled();
  await expect(wallet.getByRole("timer")).toBeVisible();
  await till.getByRole("button", { name: "Cancel" }).click();
  await expect(wallet.getByText("The shop has cancelled this code")).toBeVisible();
  await expect(pay).toBeHidden();
  await expect(wallet.getByRole("timer")).toBeHidden();
  await expect(wallet.getByRole("link", { name: "Scan another code" })).toBeVisible();
});

test("a code that somebody else has paid meanwhile cannot be paid any more, and says so", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1800");
  const pay = wallet.getByRole("button", { name: "Pay HK$18.00" });
  await expect(pay).toBeEnabled();
  const other = await journey.openAs("ken");
  await expect(other.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await other.goto(await linkBesideCode(till));
  await other.getByRole("button", { name: "Pay HK$18.00" }).click();
  await expect(other.getByText("Paid HK$18.00")).toBeVisible();
  await expect(wallet.getByText("Somebody else has paid this code")).toBeVisible();
  await expect(pay).toBeHidden();
  await expect(wallet.getByRole("link", { name: "Scan another code" })).toBeVisible();
});

test("a code that was paid meanwhile is refused to whoever approves it nevertheless, and is not offered again", async ({
  journey,
}) => {
  const { till, wallet } = await openCodeInWallet(journey, "1900");
  await expect(wallet.getByRole("button", { name: "Pay HK$19.00" })).toBeEnabled();
  const reading = await holdReading(wallet);
  const other = await journey.openAs("ken");
  await expect(other.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await other.goto(await linkBesideCode(till));
  await other.getByRole("button", { name: "Pay HK$19.00" }).click();
  await expect(other.getByText("Paid HK$19.00")).toBeVisible();
  await wallet.getByRole("button", { name: "Pay HK$19.00" }).click();
  reading.goOn();
  await expect(wallet.getByText("Somebody else has paid this code")).toBeVisible();
  await expect(wallet.getByRole("button", { name: "Back to the payment" })).toBeHidden();
  await wallet.goto(`${journey.network.address}/wallet`);
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await expect(wallet.getByText("You approved a payment")).toBeHidden();
});

test("a wallet that has too little says what to do, beside the button that cannot be pressed", async ({ journey }) => {
  const { wallet } = await openCodeInWallet(journey, "600000");
  await expect(wallet.getByText("None of your accounts has HK$6,000.00.")).toBeInViewport();
  await expect(wallet.getByRole("button", { name: /^Pay/ })).toBeDisabled();
});

test("receipt and till call a payment by one reference, and both name its bill", async ({ journey }) => {
  const till = await journey.openAs("till");
  await till.getByRole("button", { name: "Add a bill number" }).click();
  await till.getByLabel("Bill number").fill("T7");
  const link = await showLink(till, "2500");
  const wallet = await journey.openAs("mei");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.goto(link);
  await wallet.getByRole("button", { name: "Pay HK$25.00" }).click();
  await expect(wallet.getByText("Paid HK$25.00")).toBeVisible();
  await expect(wallet.getByText("T7", { exact: true })).toBeVisible();
  const reference = (await wallet.getByText(/^[0-9A-F]{10}$/).textContent()) ?? "";

  await till.goto(`${journey.network.address}/till/today`);
  const row = till.locator("details").filter({ hasText: "Bill T7" });
  await row.locator("summary").click();
  await expect(row.getByText(reference, { exact: true })).toBeVisible();
});

/** Keeps back what a page asks of the chain, until told. */
async function holdReading(page: Page) {
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  await page.route("**/rpc", async (route) => {
    await promise;
    await route.fallback();
  });
  return { goOn };
}
