import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { mineEverySecond } from "../../scripts/embedded/blocks.ts";

it("blocks never overlap when one takes longer than a second", async () => {
  let now = 0;
  let most = 0;
  let mined = 0;
  const stop = mineEverySecond(async () => {
    most = Math.max(most, ++now);
    await sleep(1300);
    now--;
    mined++;
  });
  await sleep(3600);
  await stop();
  assert.equal(most, 1);
  assert.ok(mined >= 1 && mined <= 2, `${mined} blocks`);
});

it("stopping waits for the block that is being mined and starts no other", async () => {
  let begun = 0;
  let finished = 0;
  const stop = mineEverySecond(async () => {
    begun++;
    await sleep(400);
    finished++;
  });
  while (begun === 0) await sleep(20);
  await stop();
  assert.equal(finished, 1);
  await sleep(1200);
  assert.equal(begun, 1);
});
