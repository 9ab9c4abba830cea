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
  const begun = Promise.withResolvers<void>();
  const events: string[] = [];
  const stop = mineEverySecond(async () => {
    events.push("begun");
    begun.resolve();
    await sleep(400);
    events.push("finished");
  });
  await begun.promise;
  await stop();
  assert.deepEqual(events, ["begun", "finished"]);
  await sleep(1200);
  assert.deepEqual(events, ["begun", "finished"]);
});
