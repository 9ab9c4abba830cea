import type { Page } from "@playwright/test";
import { DESK, expect, test } from "./support/journey.ts";

test("a clerk who acts only with another proposes to issue from the deposits page", async ({ journey }) => {
  const desk = await journey.openAs("harbourClerk", DESK);
  await openDeposits(desk);
  await chooseKen(desk);
  await expect(desk.getByRole("dialog").getByText("You propose it, and another clerk approves it.")).toBeVisible();
});

test("what a clerk proposes waits at the top of the second clerk's home, who names the customer and rejects it", async ({
  journey,
}) => {
  const desk = await journey.openAs("harbourClerk", DESK);
  await openDeposits(desk);
  await expect(desk.getByLabel("Amount")).toBeHidden(); // nobody is chosen beforehand
  await chooseKen(desk);
  await desk.getByLabel("Amount").fill("20.00");
  await desk.getByLabel("Reason, for the record").fill("cash");
  await desk.getByRole("button", { name: "Issue…" }).click();
  await desk.getByRole("button", { name: "Propose HK$20.00" }).click();
  await expect(desk.getByText("Proposed to issue HK$20.00")).toBeInViewport();

  const checker = await journey.openAs("harbourChecker", DESK);
  await expect(checker.getByRole("link", { name: "Approvals 1 waits" })).toBeVisible();
  await checker.evaluate(() => localStorage.clear()); // the demonstration's link brought the names along
  await checker.reload();
  const inbox = checker.getByRole("region", { name: "Waits for approval" });
  await expect(inbox.getByText(/Issue HK\$20\.00 to ···[0-9a-fA-F]{6}$/)).toBeVisible();
  await inbox.getByLabel("Name, for this desk's own book").fill("Kenneth");
  await inbox.getByRole("button", { name: "Keep the name" }).click();
  await expect(inbox.getByText("Issue HK$20.00 to Kenneth")).toBeVisible();
  await inbox.getByRole("button", { name: "Reject…" }).click();
  await checker.getByRole("button", { name: "Reject it" }).click();
  await expect(inbox).toBeHidden();

  await desk.goto(`${journey.network.address}/bank/approvals`);
  const decided = desk.getByRole("listitem").filter({ hasText: "HK$20.00" });
  await expect(decided.getByText("Rejected")).toBeVisible();
  await expect(decided.getByText(/^Decided by ···/)).toBeVisible();
});

async function openDeposits(desk: Page) {
  await desk.getByRole("link", { name: "Deposits", exact: true }).click();
  await desk.getByRole("button", { name: "Issue or redeem" }).click();
}

async function chooseKen(desk: Page) {
  const customers = desk.getByLabel("Customer", { exact: true });
  await customers.selectOption((await customers.getByRole("option", { name: /^Ken / }).textContent()) ?? "");
}
