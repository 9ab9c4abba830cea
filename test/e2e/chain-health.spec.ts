import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { LAMED, SOUND } from "./support/chain-health.ts";
import { DESK, expect, PHONE, type Journey, test } from "./support/journey.ts";

async function openOperator(journey: Journey, health: ChainHealth) {
  const page = await journey.openNew(DESK);
  await page.route("**/chain-health.json", (route) => route.fulfill({ json: health }));
  await page.goto(journey.network.address);
  await page.getByRole("link", { name: "Operator" }).click();
  return page;
}

test("the operator's page tells the embedded chain's newest block, and that it has no validators", async ({
  journey,
}) => {
  test.skip(journey.network.deployment.chainId !== 20071, "this chain has validators");
  const page = await journey.openNew();
  await page.goto(`${journey.network.address}/operator`);
  await expect(page.getByText(/^[\d,]+, \d s ago$/)).toBeVisible();
  await expect(page.getByText("No validators to show")).toBeVisible();
});

test("the operator's page names every validator of the chain behind it, running", async ({ journey }) => {
  test.skip(journey.network.deployment.chainId === 20071, "the embedded chain has none");
  const page = await journey.openNew();
  await page.goto(`${journey.network.address}/operator`);
  for (const { name } of SOUND.validators) {
    await expect(page.getByRole("row", { name: new RegExp(`^${name} Running 1`) })).toBeVisible();
  }
  await expect(page.getByText("The chain stands still")).toBeHidden();
});

test("the operator's page tells each validator's state, votes, block, peers and disk", async ({ journey }) => {
  const page = await openOperator(journey, SOUND);
  await expect(page.getByRole("row", { name: "Jade Bank Running 1 50 1,234 3 42 MB 73.8 GB" })).toBeVisible();
  await expect(page.getByText("1,234, 1 s ago")).toBeVisible();
  await expect(page.getByText("0.51 s")).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("on a phone all of a validator's row is on the screen, each value beside what it is", async ({ journey }) => {
  const page = await openOperator(journey, SOUND);
  await page.setViewportSize(PHONE.viewport);
  const row = page.getByRole("row", { name: "Jade Bank Running 1 50 1,234 3 42 MB 73.8 GB" });
  const free = row.getByText("73.8 GB");
  await expect(row.getByText("Free there")).toBeVisible();
  const box = await free.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= PHONE.viewport.width).toBe(true);
});

test("the operator's page says who is down, and that the chain stands still without them", async ({ journey }) => {
  const page = await openOperator(journey, LAMED);
  await expect(page.getByText("The chain stands still")).toBeVisible();
  await expect(page.getByText("Down: Lotus Bank and Jade Bank")).toBeVisible();
  await expect(page.getByText("2 of 4 votes are missing, and the chain needs more than two thirds.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^Jade Bank Down/ })).toBeVisible();
});

test("the operator's page says that the chain goes on while one of four is down", async ({ journey }) => {
  const validators = LAMED.validators.map((one, n) => (n === 2 ? { ...one, state: "running" as const } : one));
  const page = await openOperator(journey, { ...SOUND, validators });
  await expect(page.getByText("Down: Jade Bank")).toBeVisible();
  await expect(page.getByText("1 of 4 votes are missing, and the chain goes on without them.")).toBeVisible();
  await expect(page.getByText("Misses blocks: Lotus Bank")).toBeVisible();
  await expect(page.getByText("The chain stands still")).toBeHidden();
});
