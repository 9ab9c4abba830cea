import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { DESK, expect, test } from "./support/journey.ts";

const root = join(import.meta.dirname, "../..");

test("the operator issues reserves and suspends a bank, and the bank's desk and the till say so", async ({
  journey,
}) => {
  const { address, folder } = journey.network;
  const operate = (...args: string[]) => {
    const where = ["--rpc", `${address}/rpc`, "--network", join(folder, "20071.json")];
    const key = ["--key", join(folder, "20071.operator.key")];
    return spawnSync(process.execPath, ["scripts/operate.ts", ...args, ...where, ...key], {
      cwd: root,
      encoding: "utf8",
    });
  };
  const desk = await journey.openAs("lotusClerk", DESK);
  const card = desk.getByRole("region", { name: "CNY" });
  await expect(card.getByText("CN¥30,000,000.00")).toBeVisible();
  const issued = operate(
    "reserves",
    "issue",
    "--bank",
    "2",
    "--currency",
    "CNY",
    "--amount",
    "1000000.00",
    "--reason",
    "e2e",
  );
  expect(issued.stdout).toBe("Issued CN¥1,000,000.00 of reserves, bank 2.\n");
  await expect(card.getByText("CN¥31,000,000.00")).toBeVisible();

  const till = await journey.openAs("till");
  await expect(till.getByRole("group", { name: "Keypad" })).toBeVisible();
  expect(operate("bank", "suspend", "--bank", "1", "--reason", "e2e").stdout).toBe("Bank 1 is suspended.\n");
  await expect(till.getByText("Your bank is not taking part at the moment")).toBeVisible();
  expect(operate("bank", "reinstate", "--bank", "1", "--reason", "e2e").stdout).toBe("Bank 1 is active.\n");
  await expect(till.getByRole("group", { name: "Keypad" })).toBeVisible();

  const refused = operate("bank", "reinstate", "--bank", "1", "--reason", "e2e");
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("(StatusChangeNotAllowed)");
  expect(operate("reserves", "issue", "--bank", "9").status).toBe(2);
});
