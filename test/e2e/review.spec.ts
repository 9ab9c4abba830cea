import { linkBesideCode, openCodeInWallet } from "./support/code.ts";
import { expect, test } from "./support/journey.ts";

test("a code that the shop cancels while its payer looks at it cannot be paid any more, and says so", async ({
  journey,
}) => {
  const { till, wallet } = await openCodeInWallet(journey, "1700");
  const pay = wallet.getByRole("button", { name: "Pay HK$17.00" });
  await expect(pay).toBeEnabled();
  await till.getByRole("button", { name: "Cancel" }).click();
  await expect(wallet.getByText("The shop has cancelled this code")).toBeVisible();
  await expect(pay).toBeDisabled();
});

test("a code that somebody else has paid meanwhile cannot be paid any more, and says so", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1800");
  const pay = wallet.getByRole("button", { name: "Pay HK$18.00" });
  await expect(pay).toBeEnabled();
  const other = await journey.openAs("ken");
  await other.goto(await linkBesideCode(till));
  await other.getByRole("button", { name: "Pay HK$18.00" }).click();
  await expect(other.getByText("Paid HK$18.00")).toBeVisible();
  await expect(wallet.getByText("Somebody else has paid this code")).toBeVisible();
  await expect(pay).toBeDisabled();
});
