import { DESK, expect, test } from "./support/journey.ts";

test("a clerk who acts only with another proposes to issue from the deposits page", async ({ journey }) => {
  const desk = await journey.openAs("harbourClerk", DESK);
  await desk.getByRole("link", { name: "Deposits", exact: true }).click();
  await desk.getByRole("button", { name: "Issue or redeem" }).click();
  await expect(desk.getByRole("dialog").getByText("You propose it, and another clerk approves it.")).toBeVisible();
});
