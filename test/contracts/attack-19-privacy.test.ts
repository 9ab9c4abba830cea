import { expect } from "chai";
import { toHex, zeroHash } from "viem";
import { askAt, FREE, LOTUS, openTown, signedOf } from "../support/town.ts";

/** Names that the demonstration's banks know their customers by. */
const PEOPLE = ["Mei", "Ken", "Lin"];

describe("attack 19: privacy", () => {
  it("leaves nothing on the chain that identifies a person", async () => {
    const town = await openTown();
    await town.hub.connect(town.mei).pay(signedOf(await askAt(town, 4800n)), LOTUS, 4800n, 0n, zeroHash, FREE);
    const { provider } = town.ethers;
    const written: string[] = [];
    for (let height = await provider.getBlockNumber(); height > 0; height--) {
      const block = await provider.getBlock(height, true);
      for (const { data } of block?.prefetchedTransactions ?? []) written.push(data);
    }
    for (const { data } of await provider.getLogs({ fromBlock: 0, toBlock: "latest" })) written.push(data);
    for (const name of PEOPLE) {
      // As text that stands by itself: three letters may be in bytecode by chance
      const bytes = toHex(name).slice(2);
      const alone = new RegExp(`(?:0{8,}|^0x)${bytes}0{8,}`);
      expect(written.filter((hex) => alone.test(hex))).to.deep.equal([]);
    }
    expect(written.some((hex) => hex.includes(toHex("Lucky Noodles").slice(2)))).to.equal(true); // a trading name is public
  });

  it("commits to a person anew at each bank, so that two banks cannot tell that they serve the same one", async () => {
    const town = await openTown();
    const enrolled = await town.customers.queryFilter(town.customers.filters.CustomerEnrolled());
    const identities = enrolled.map(({ args }) => args.identity);
    expect(new Set(identities).size).to.equal(identities.length);
    expect(identities.every((identity) => !/0{16}/.test(identity))).to.equal(true); // salted, not a number or a name
  });
});
