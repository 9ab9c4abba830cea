import type { Page } from "@playwright/test";
import { createWalletClient, type Hex, http, numberToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { approveWaiting } from "./support/approve.ts";
import { showLink } from "./support/code.ts";
import { DESK, expect, type Journey, test } from "./support/journey.ts";

/** A wallet extension as a page sees one (EIP-1193, EIP-6963). Its key stays in this process. */
async function installWallet(page: Page, { network }: Journey) {
  const account = privateKeyToAccount(generatePrivateKey());
  const rpc = `${network.address}/rpc`;
  let isAuthorized = false;
  const client = createWalletClient({ account, transport: http(rpc) });
  await page.exposeFunction("walletRequest", async (method: string, params: unknown[]) => {
    if (method === "eth_requestAccounts") isAuthorized = true; // until then it tells a page nothing
    if (method === "eth_requestAccounts" || method === "eth_accounts") return isAuthorized ? [account.address] : [];
    if (method === "wallet_requestPermissions") return [{ parentCapability: "eth_accounts" }];
    if (method === "wallet_switchEthereumChain") return null;
    if (method === "eth_chainId") return numberToHex(network.deployment.chainId);
    if (method === "eth_sendTransaction") {
      const [{ to, data, gas }] = params as [{ to: Hex; data: Hex; gas?: Hex }];
      const limit = gas === undefined ? {} : { gas: BigInt(gas) };
      return await client.sendTransaction({ account, chain: null, to, data, gasPrice: 0n, ...limit });
    }
    return await client.request({ method, params } as never);
  });
  await page.addInitScript(() => {
    const bridge = window as unknown as { walletRequest: (method: string, params: unknown) => Promise<unknown> };
    const provider = {
      request: ({ method, params }: { method: string; params?: unknown }) => bridge.walletRequest(method, params ?? []),
      on: () => undefined,
      removeListener: () => undefined,
    };
    const info = {
      uuid: crypto.randomUUID(),
      name: "Test Wallet",
      icon: "data:image/svg+xml,<svg/>",
      rdns: "test.wallet",
    };
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
  });
  return account.address;
}

test("an injected wallet is enrolled and pays as well", async ({ journey }) => {
  const { address } = journey.network;
  const wallet = await journey.openNew();
  await installWallet(wallet, journey);
  await wallet.goto(`${address}/wallet`);
  await wallet.getByRole("button", { name: "Use Test Wallet" }).click();
  await wallet.getByRole("button", { name: "Copy the code as text" }).click();
  await expect(wallet.getByText("Copied")).toBeVisible();
  const code = await wallet.evaluate(async () => await navigator.clipboard.readText());

  const desk = await journey.openAs("lotusClerk", DESK);
  await desk.getByRole("link", { name: "Customers" }).click();
  await desk.getByRole("button", { name: "Enrol a customer" }).click();
  await desk.getByLabel("Text or link of the code").fill(code);
  await desk.getByRole("button", { name: "Use this text" }).click();
  await desk.getByLabel("Name, for your bank's own book").fill("Wing");
  await desk.getByRole("button", { name: "Enrol Wing" }).click();
  await desk.getByRole("link", { name: "Wing", exact: true }).click();
  await desk.getByLabel("Account").selectOption("HKD");
  await desk.getByLabel("Amount").fill("50");
  await desk.getByLabel("Reason, for the record").fill("opening");
  await desk.getByRole("button", { name: "Issue…" }).click();
  await desk.getByRole("button", { name: "Propose HK$50.00" }).click();
  await expect(desk.getByText("Proposed to issue HK$50.00")).toBeVisible();
  await approveWaiting(await journey.openAs("lotusChecker", DESK));
  await expect(wallet.getByText("HK$50.00").first()).toBeVisible();

  const till = await journey.openAs("till");
  await wallet.goto(await showLink(till, ["6", "00"]));
  await wallet.getByRole("button", { name: "Pay HK$6.00" }).click();
  await expect(wallet.getByText("Paid HK$6.00")).toBeVisible();
  await expect(till.getByText("Paid HK$6.00")).toBeVisible();
});
