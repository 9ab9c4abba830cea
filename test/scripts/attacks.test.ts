import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { DEFENCES } from "../../scripts/audit/defences.ts";
import { root } from "../../scripts/command.ts";

const ATTACKS = 19; // the twentieth is the client's

const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("docs/attacks.md", () => {
  const page = read("docs/attacks.md");

  it("names for each attack a test, whose defence the audit takes away", () => {
    for (let attack = 1; attack <= ATTACKS; attack++) {
      const row = page.split("\n").find((line) => new RegExp(`^\\|\\s*${attack}\\s*\\|`).test(line)) ?? "";
      const own = DEFENCES.filter((defence) => defence.attack === attack);
      assert.ok(own.length > 0, `attack ${attack} has no defence`);
      for (const { test } of own) assert.ok(row.includes(test.file) && row.includes(`\`${test.title}\``), test.title);
    }
  });

  it("names only tests that there are", () => {
    for (const row of page.split("\n").filter((line) => /^\|\s*\d+\s*\|/.test(line))) {
      const [, , , files = "", titles = ""] = row.split("|");
      const sources =
        files
          .match(/(?<=`)[^`]+\.(sol|ts)(?=`)/g)
          ?.map(read)
          .join("\n") ?? "";
      for (const title of titles.match(/(?<=`)[^`]+(?=`)/g) ?? []) {
        if (title.trim().length > 3) assert.ok(sources.includes(title), `${title} is in none of ${files}`);
      }
    }
  });

  it("is about defences that stand where the audit looks for them", () => {
    for (const { file, defence } of DEFENCES) {
      assert.equal(read(file).split(defence).length - 1, 1, `in ${file}: ${defence}`);
    }
  });
});
