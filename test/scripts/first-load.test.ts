import assert from "node:assert/strict";
import { it } from "node:test";
import { FIRST_LOAD_BYTES, firstLoadBytes } from "../../scripts/bench/first-load.ts";

it("each place is drawn after at most 200 kB of HTML, JavaScript and CSS, compressed", () => {
  const places = firstLoadBytes();
  assert.deepEqual([...places.keys()], ["front door", "till", "wallet", "bank"]);
  for (const [place, bytes] of places) assert.ok(bytes <= FIRST_LOAD_BYTES, `${place}: ${bytes} bytes`);
});
