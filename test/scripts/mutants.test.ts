import assert from "node:assert/strict";
import { describe, it } from "node:test";
import solc from "solc";
import { applyTo, type Mutant, mutantsOf, type SyntaxNode } from "../../scripts/mutate/mutants.ts";
import { inSampleOrder } from "../../scripts/mutate/sample.ts";

describe("mutants of a contract", () => {
  it("change operators, conditions, numbers and results, one at a time", () => {
    const text = contractOf(
      "function f(uint a, uint b) public pure returns (uint) { if (a < b) return a + 1; return b; }",
    );
    const made = mutantsOf("A.sol", text, treeOf(text));
    assert.deepEqual(made.map((mutant) => changeOf(text, mutant)).toSorted(), [
      "if (a < b) return 0; return b;",
      "if (a < b) return a + 0; return b;",
      "if (a < b) return a + 1; return 0;",
      "if (a < b) return a + 2; return b;",
      "if (a < b) return a - 1; return b;",
      "if (a <= b) return a + 1; return b;",
      "if (false) return a + 1; return b;",
      "if (true) return a + 1; return b;",
    ]);
  });

  it("leave out a statement or a modifier, and let neighbours of one type change places", () => {
    const text = contractOf(
      "event E(uint, uint); modifier m() { _; } function f(uint a, uint b) public m { emit E(a, b); }",
    );
    const made = mutantsOf("A.sol", text, treeOf(text));
    assert.deepEqual(made.map((mutant) => mutant.replacement).toSorted(), ["", "b, a", "{}"]);
  });

  it("take a requirement for met, and nothing else of it", () => {
    const text = contractOf("function f(bool a) public pure { require(!a); }");
    const made = mutantsOf("A.sol", text, treeOf(text));
    assert.deepEqual(
      made.map((mutant) => changeOf(text, mutant)),
      ["require(a);", "require(true);"],
    );
  });

  it("are found behind text of more than one byte a letter", () => {
    const text = `// 饺子 ≤ 12\n${contractOf("function f(uint a) public pure returns (bool) { return a == a; }")}`;
    const first = mutantsOf("A.sol", text, treeOf(text)).find(({ replacement }) => replacement === "!=");
    assert.equal(first && changeOf(text, first), "return a != a;");
  });
});

describe("a sample", () => {
  const mutants = [...mutantsIn("large.sol", 80), ...mutantsIn("small.sol", 20)];

  it("is the same for the same seed", () => {
    assert.deepEqual(inSampleOrder(mutants, 7), inSampleOrder(mutants, 7));
    assert.notDeepEqual(inSampleOrder(mutants, 7), inSampleOrder(mutants, 8));
  });

  it("holds of each file as large a share as the file has of all", () => {
    const sample = inSampleOrder(mutants, 7).slice(0, 50);
    assert.equal(sample.filter(({ file }) => file === "small.sol").length, 10);
  });
});

function contractOf(body: string): string {
  return `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\ncontract A { ${body} }`;
}

function treeOf(text: string): SyntaxNode {
  const settings = { outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: { "A.sol": { content: text } }, settings };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as { sources: { "A.sol": { ast: SyntaxNode } } };
  return output.sources["A.sol"].ast;
}

/** The function's body with the mutant in it. */
function changeOf(text: string, mutant: Mutant): string {
  return / \{ ([^{}]*) \} \}$/.exec(applyTo(text, mutant))?.[1] ?? "";
}

function mutantsIn(file: string, count: number): Mutant[] {
  const one = { file, length: 1, replacement: "-", line: 1, within: "f", original: "a + b", mutated: "a - b" };
  return Array.from({ length: count }, (_, start) => ({ ...one, start }));
}
