import type { Page } from "@playwright/test";
import { expect } from "./journey.ts";

/** A second clerk approves the one thing that waits. */
export async function approveWaiting(checker: Page) {
  await checker.getByRole("link", { name: "Approvals" }).click();
  await checker.getByRole("button", { name: "Approve…" }).click();
  await checker.getByRole("button", { name: "Approve and do it" }).dblclick(); // a double click approves once
  await expect(checker.getByText("Nothing waits for approval")).toBeVisible();
  await expect(checker.getByText("Approved and done").first()).toBeVisible();
}
