import { holdFirst, isHandingIn, isSending, openCodeInWallet } from "./support/code.ts";
import { expect, test } from "./support/journey.ts";

test.beforeEach(({ journey }) => {
  const hasRelayers = journey.network.deployment.banks.every(({ relayer }) => relayer !== undefined);
  test.skip(!hasRelayers, "no bank of this network has a relayer");
});

test("the payer's bank brings what its customer approved, and the wallet sends no transaction", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1100");
  const sent: string[] = [];
  wallet.on("request", (request) => {
    if (isSending(request)) sent.push("transaction");
    if (isHandingIn(request)) sent.push("approval");
  });
  await wallet.getByRole("button", { name: "Pay HK$11.00" }).click();
  await expect(wallet.getByText("Paid HK$11.00")).toBeVisible();
  await expect(till.getByText("Paid HK$11.00")).toBeVisible();
  expect(sent).toEqual(["approval"]);
});

test("a payment passes where its bank's relayer is lost", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1200");
  await wallet.route("**/relayer/**", (route) => route.abort());
  await wallet.getByRole("button", { name: "Pay HK$12.00" }).click();
  await expect(wallet.getByText("Paid HK$12.00")).toBeVisible();
  await expect(till.getByText("Paid HK$12.00")).toBeVisible();
});

test("an approval that was lost on its way is handed in again after a reload", async ({ journey }) => {
  const { till, wallet } = await openCodeInWallet(journey, "1300");
  const request = await holdFirst(wallet, "request", isHandingIn);
  await wallet.getByRole("button", { name: "Pay HK$13.00" }).click();
  await request.held;
  await wallet.reload();
  await expect(wallet.getByText("Paid HK$13.00")).toBeVisible();
  await expect(till.getByText("Paid HK$13.00")).toBeVisible();
});
