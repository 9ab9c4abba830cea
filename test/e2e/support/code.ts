import type { Page, Request } from "@playwright/test";
import { DESK, expect, type Journey } from "./journey.ts";

/** Keys an amount in and shows its code: a picture of the screen, as a camera would see it. */
export async function showCode(till: Page, keys: Iterable<string>): Promise<Buffer> {
  await keyIn(till, keys);
  await till.getByRole("button", { name: "Show code" }).click();
  const code = till.getByRole("img", { name: /^Payment code for/ });
  await expect(code).toBeVisible();
  return await code.screenshot();
}

/** Keys an amount in, at a till or in a wallet. */
export async function keyIn(page: Page, keys: Iterable<string>): Promise<void> {
  const keypad = page.getByRole("group", { name: "Keypad" });
  for (const key of keys) await keypad.getByRole("button", { name: key, exact: true }).click();
}

/** Keys an amount in and shows its code: the link beside it. */
export async function showLink(till: Page, keys: Iterable<string>): Promise<string> {
  await showCode(till, keys);
  return await linkBesideCode(till);
}

export async function linkBesideCode(till: Page): Promise<string> {
  return (await till.getByRole("link", { name: "Open in wallet" }).getAttribute("href")) ?? "";
}

/** Mei's wallet follows the link beside a code. */
export async function openCodeInWallet(journey: Journey, keys: string): Promise<{ till: Page; wallet: Page }> {
  const till = await journey.openAs("till", DESK);
  const link = await showLink(till, keys);
  const wallet = await journey.openAs("mei");
  await expect(wallet.getByRole("link", { name: "Scan to pay" })).toBeVisible();
  await wallet.goto(link);
  return { till, wallet };
}

/** Keeps back the first request that a page makes of this kind, or the answer to it; `held` once that has happened. */
export async function holdFirst(
  page: Page,
  what: "request" | "answer",
  isMeant: (request: Request) => boolean,
): Promise<{ held: Promise<void> }> {
  let tell: () => void;
  const held = new Promise<void>((resolve) => (tell = resolve));
  let isHeld = false;
  await page.route("**/*", async (route) => {
    if (isHeld || !isMeant(route.request())) return await route.fallback();
    isHeld = true;
    if (what === "answer") await route.fetch();
    tell();
  });
  return { held };
}

export function isSending(request: Request): boolean {
  return request.postData()?.includes("eth_sendRawTransaction") ?? false;
}

export function isHandingIn(request: Request): boolean {
  return request.method() === "POST" && new URL(request.url()).pathname.startsWith("/relayer/");
}
