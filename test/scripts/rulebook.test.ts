import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { contractErrorsAbi } from "@jiaozi/sdk/abis/contract-errors";
import hre from "hardhat";
import { root } from "../../scripts/command.ts";
import { ACCESS } from "../../scripts/network/roles.ts";

const page = readFileSync(join(root, "docs/rulebook.md"), "utf8");
const errors = new Set<string>(contractErrorsAbi.map(({ name }) => name));

interface Entry {
  name: string;
  who: string[];
  failsWith: string[];
  emits: string[];
  costs: string;
}

/** The rows of a contract's table. */
function entriesOf(contract: string): Entry[] {
  const [, section = ""] = page.split(`\n### ${contract}\n`);
  const table = section.split("\n### ")[0] ?? "";
  return table
    .split("\n")
    .filter((line) => /^\|\s*`/.test(line))
    .map((line) => {
      const [, name = "", who = "", , failsWith = "", emits = "", costs = ""] = line.split("|");
      const namesIn = (cell: string) => cell.match(/(?<=`)\w+(?=`)/g) ?? [];
      return {
        name: namesIn(name)[0] ?? "",
        who: who.split(",").map((each) => each.trim()),
        failsWith: namesIn(failsWith),
        emits: namesIn(emits),
        costs: costs.trim(),
      };
    });
}

describe("docs/rulebook.md", () => {
  for (const [contract, functions] of Object.entries(ACCESS)) {
    it(`has an entry for each function of ${contract} that changes anything, by whoever may call it`, async () => {
      const { abi } = await hre.artifacts.readArtifact(contract);
      const written = new Map(entriesOf(contract).map((entry) => [entry.name, entry]));
      const changing = (abi as readonly { type: string; name?: string; stateMutability?: string }[]).filter(
        ({ type, stateMutability }) => type === "function" && !/view|pure/.test(stateMutability ?? ""),
      );
      assert.deepEqual([...written.keys()].toSorted(), [...new Set(changing.map(({ name }) => name ?? ""))].toSorted());
      for (const [name, access] of Object.entries(functions)) {
        assert.deepEqual(written.get(name)?.who, [access].flat(), name);
      }
    });

    it(`tells what each function of ${contract} costs, or why it has no cost of its own`, () => {
      for (const { name, costs } of entriesOf(contract)) {
        assert.match(costs, /^([\d,]{5,}|announced|—)$/, name);
      }
    });

    it(`names only errors and events of ${contract} that there are`, async () => {
      const { abi } = await hre.artifacts.readArtifact(contract);
      const events = new Set<string | undefined>(
        (abi as readonly { type: string; name?: string }[]).map(({ type, name }) =>
          type === "event" ? name : undefined,
        ),
      );
      const elsewhere = new Set([
        "ReservesSettled",
        "Transfer",
        "DepositsHeld",
        "HoldEnded",
        "RefundSuspended",
        "AuthorityUpdated",
      ]);
      for (const { name, failsWith, emits } of entriesOf(contract)) {
        for (const error of failsWith) assert.ok(errors.has(error), `${name}: ${error}`);
        for (const event of emits) assert.ok(events.has(event) || elsewhere.has(event), `${name}: ${event}`);
      }
    });
  }
});
