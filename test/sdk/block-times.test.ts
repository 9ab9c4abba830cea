import assert from "node:assert/strict";
import { it } from "node:test";
import { withTimes } from "@jiaozi/sdk/payment/block-times";
import { createPublicClient, custom } from "viem";

const GENESIS_SECONDS = 1_800_000_000;

it("the times of many blocks are asked for a few at once, each once", async () => {
  let [underWay, most, asked] = [0, 0, 0];
  const transport = custom({
    async request({ params: [number] }: { params: [string] }) {
      asked += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
      return { number, timestamp: `0x${(GENESIS_SECONDS + Number(number)).toString(16)}`, transactions: [] };
    },
  });
  const events = Array.from({ length: 1000 }, (_, n) => ({ blockNumber: BigInt(n % 500) }));
  const timed = await withTimes(createPublicClient({ transport }), events);
  assert.deepEqual(
    timed.map(({ at }) => at),
    events.map(({ blockNumber }) => GENESIS_SECONDS + Number(blockNumber)),
  );
  assert.equal(asked, 500);
  assert.ok(most <= 20, `${most} at once`);
});
