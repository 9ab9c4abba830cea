import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contractErrorsAbi } from "@jiaozi/sdk/abis/contract-errors";
import { decodeContractError, findContractError } from "@jiaozi/sdk/contract-errors";
import { SENTENCES as hans } from "@jiaozi/sdk/sentences/zh-hans";
import { SENTENCES as hant } from "@jiaozi/sdk/sentences/zh-hant";
import { BaseError, encodeErrorResult, parseAbi } from "viem";

const solidityErrors = parseAbi(["error Error(string reason)", "error Panic(uint256 code)"]);
const revertData = encodeErrorResult({ abi: contractErrorsAbi, errorName: "RequestExpired", args: [301n, 300n] });

describe("a contract error", () => {
  it("has a sentence, whichever it is", () => {
    for (const { name, inputs } of contractErrorsAbi) {
      const args = inputs.map(({ type }) =>
        /^u?int/.test(type) ? 0 : type === "string" ? "" : `0x${"00".repeat(bytesOf(type))}`,
      );
      const data = encodeErrorResult({ abi: contractErrorsAbi, errorName: name, args: args as never });
      const found = decodeContractError(data);
      assert.equal(found?.name, name);
      assert.match(found.sentence, /^[A-Z].*[.]$/);
    }
  });
  for (const [language, sentences] of Object.entries({ "Traditional Chinese": hant, "Simplified Chinese": hans })) {
    it(`has a sentence in ${language}, whichever it is`, () => {
      for (const { name } of contractErrorsAbi) assert.match(sentences[name], /^[\u4e00-\u9fff].*。$/, name);
      assert.equal(decodeContractError(revertData, sentences)?.sentence, sentences.RequestExpired);
    });
  }
  it("is found wherever a library has put the node's answer", () => {
    const nested = new BaseError("call failed", { cause: Object.assign(new Error("reverted"), { data: revertData }) });
    assert.equal(findContractError(nested)?.name, "RequestExpired"); // viem
    assert.deepEqual(findContractError({ code: "CALL_EXCEPTION", data: revertData })?.args, [301n, 300n]); // ethers
    assert.equal(findContractError({ code: 3, data: { data: revertData } })?.name, "RequestExpired"); // a bare provider
  });
  it("is not seen in what the chain did not refuse", () => {
    assert.equal(findContractError(new Error("fetch failed")), undefined);
    assert.equal(findContractError({ data: "0xdeadbeef" }), undefined);
    assert.equal(findContractError(undefined), undefined);
  });
  it("is not seen in what Solidity itself throws", () => {
    const reason = encodeErrorResult({ abi: solidityErrors, errorName: "Error", args: ["paused"] });
    const panic = encodeErrorResult({ abi: solidityErrors, errorName: "Panic", args: [0x11n] });
    for (const data of [reason, panic]) assert.equal(decodeContractError(data), undefined);
  });
});

function bytesOf(type: string): number {
  return type === "address" ? 20 : Number(type.replace("bytes", ""));
}
