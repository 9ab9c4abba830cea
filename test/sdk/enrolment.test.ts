import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { enrolmentText, readEnrolment } from "@jiaozi/sdk/enrolment";
import { getAddress } from "viem";

const ADDRESS = getAddress("0x8ba1f109551bd432803012645ac136ddd64dba72");
const GENESIS = "0x132a3dfdee5ba72539580001ea39e9c98050641d7f45f9075c37358fa3090f7a";

describe("an enrolment code", () => {
  it("gives the address back to a clerk who wants that kind", () => {
    for (const kind of ["customer", "terminal", "clerk"] as const) {
      const text = enrolmentText({ kind, address: ADDRESS, genesisHash: GENESIS });
      assert.equal(readEnrolment(` ${text}\n`, kind, GENESIS), ADDRESS);
    }
  });
  it("is refused when it is of another kind or another network", () => {
    const text = enrolmentText({ kind: "customer", address: ADDRESS, genesisHash: GENESIS });
    assert.throws(() => readEnrolment(text, "terminal", GENESIS), { code: "WRONG_KIND" });
    assert.throws(() => readEnrolment(text, "customer", `0xff${GENESIS.slice(4)}`), { code: "OTHER_NETWORK" });
  });
  it("is refused when a character was mistyped", () => {
    const text = enrolmentText({ kind: "customer", address: ADDRESS, genesisHash: GENESIS });
    const mistyped = text.replace("8ba1", "8bA1");
    assert.notEqual(mistyped, text);
    assert.throws(() => readEnrolment(mistyped, "customer", GENESIS), { code: "NOT_AN_ENROLMENT_CODE" });
    assert.throws(() => readEnrolment("hello", "customer", GENESIS), { code: "NOT_AN_ENROLMENT_CODE" });
  });
});
