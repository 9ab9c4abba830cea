import { encodeMpm } from "@jiaozi/sdk/emv/mpm-encode";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { requestLink } from "@jiaozi/sdk/request/link";
import type { Page } from "@playwright/test";
import { showLink } from "./support/code.ts";
import { expect, type Journey, test } from "./support/journey.ts";

const GUID = "test.jiaozi";

interface RpcRequest {
  id: number;
  method: string;
}

interface RpcAnswer {
  id: number;
  result: unknown;
}

async function codeOfTill(journey: Journey): Promise<string> {
  const till = await journey.openAs("till");
  const link = await showLink(till, ["9", "00"]);
  return Buffer.from(new URL(link).hash.slice(1), "base64url").toString();
}

async function bring(wallet: Page, journey: Journey, code: string) {
  await wallet.goto(requestLink(journey.network.address, code));
}

test("a code that was edited and resealed is stopped with a sentence, and nothing can be approved", async ({
  journey,
}) => {
  const code = decodeQr(await codeOfTill(journey), { mode: "strict", ownGuids: [GUID] });
  if (code.mode !== "mpm") throw new Error("not a shop's code");
  const fields = code.objects.filter(({ id }) => id !== "63").map(({ id, value }) => ({ id, value }));
  const wallet = await journey.openAs("mei");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  const edits = { "54": "0.90", "59": "Lucky Noodl3s", "60": "Kowloon", "53": "156" };
  for (const [edited, value] of Object.entries(edits)) {
    const text = encodeMpm(fields.map((field) => (field.id === edited ? { id: edited, value } : field)));
    await bring(wallet, journey, text);
    await expect(wallet.getByText("was changed or does not belong to this shop")).toBeVisible();
    await expect(wallet.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
  }
  await bring(wallet, journey, encodeMpm([...fields, { id: "82", value: "0003abc" }]));
  await expect(wallet.getByText("Something was added to this code.")).toBeVisible();
});

test("a code of another scheme is named, and its text cannot turn or break the page", async ({ journey }) => {
  const wallet = await journey.openAs("mei");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  const foreign = encodeMpm([
    { id: "00", value: "01" },
    { id: "01", value: "12" },
    { id: "26", value: "0012hk.com.hkicl02070000506" },
    { id: "52", value: "0000" },
    { id: "53", value: "344" },
    { id: "54", value: "10.50" },
    { id: "58", value: "HK" },
    { id: "59", value: "<b>Shop</b>\u202e\u0007" },
    { id: "60", value: "HK" },
  ]);
  await bring(wallet, journey, foreign);
  await expect(wallet.getByText("belongs to another payment scheme")).toBeVisible();
  await expect(wallet.getByText("FPS")).toBeVisible();
  await expect(wallet.getByText("<b>Shop</b>\ufffd\ufffd")).toBeVisible();
  await expect(wallet.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
});

test("nothing leaves for a third party, and no page runs foreign code", async ({ journey }) => {
  const { address, links } = journey.network;
  const till = await journey.openNew();
  const foreign: string[] = [];
  till.context().on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  const assets = new Set<string>();
  till.on("response", (response) => void assets.add(response.url()));
  for (const path of ["/", "/till", "/wallet", "/wallet/scan", "/bank"]) {
    await till.goto(address + path);
    await till.waitForLoadState("networkidle");
  }
  expect(foreign).toEqual([]);
  const response = await till.request.get(address);
  expect(response.headers()["content-security-policy"]).toContain("default-src 'self'");
  const violation = await till.evaluate(async () => {
    const blocked = new Promise<string>((resolve) => {
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
    });
    await fetch("https://example.org/").catch(() => undefined);
    return await blocked;
  });
  expect(violation).toBe("connect-src");

  // No demonstration person's key stands in anything that is served
  const keys = [...links.values()].map((link) => /#key=0x([0-9a-f]{64})/.exec(link)?.[1] ?? "none");
  for (const url of [...assets, `${address}/deployment.json`]) {
    const body = await (await till.request.get(url)).text();
    for (const key of keys) expect(body.includes(key), `${url} holds a key`).toBe(false);
  }
});

test("an enrolment link's key leaves the address before anything is shown", async ({ journey }) => {
  const wallet = await journey.openAs("ken");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  expect(new URL(wallet.url()).hash).toBe("");
  const stored = await wallet.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(stored).not.toMatch(/0x[0-9a-f]{64}"/);
});

test("a wallet without network says since when, until it is back", async ({ journey }) => {
  const wallet = await journey.openAs("ken");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.route("**/rpc", (route) => route.abort());
  await expect(wallet.getByText(/No connection since/)).toBeVisible({ timeout: 15_000 });
  await wallet.unroute("**/rpc");
  await expect(wallet.getByText(/No connection since/)).toBeHidden({ timeout: 15_000 });
});

test("a network that makes no block says since when, until it makes one", async ({ journey }) => {
  const wallet = await journey.openAs("ken");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  let standing: unknown;
  await wallet.route("**/rpc", async (route) => {
    const asked = [route.request().postDataJSON() as RpcRequest | RpcRequest[]].flat();
    const answers = [(await (await route.fetch()).json()) as RpcAnswer | RpcAnswer[]].flat();
    for (const { id, method } of asked) {
      const answer = answers.find((each) => each.id === id);
      if (method === "eth_getBlockByNumber" && answer) answer.result = standing ??= answer.result;
    }
    await route.fulfill({ json: Array.isArray(route.request().postDataJSON()) ? answers : answers[0] });
  });
  await expect(wallet.getByText(/The network has stood still since/)).toBeVisible({ timeout: 20_000 });
  await wallet.unroute("**/rpc");
  await expect(wallet.getByText(/The network has stood still since/)).toBeHidden({ timeout: 5_000 });
});

test("a link with a key is no way in where keys are real", async ({ journey }) => {
  const page = await journey.openNew();
  await page.route("**/deployment.json", async (route) => {
    const deployment = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...deployment, guid: "hk.jiaozi" } });
  });
  await page.goto(`${journey.network.address}/wallet#key=0x${"17".repeat(32)}`);
  await expect(page.getByRole("button", { name: "Set up this wallet" })).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
});

test("a browser under the POSIX locale, whose language is no language tag, opens the dApp", async ({ journey }) => {
  const page = await journey.openNew();
  await page.addInitScript(() => Object.defineProperty(navigator, "language", { value: "en-US@posix" }));
  await page.goto(`${journey.network.address}/wallet`);
  await expect(page.getByRole("button", { name: "Set up this wallet" })).toBeVisible();
});
