import hre from "hardhat";
import type { EIP1193Provider } from "hardhat/types/providers";
import { mineEverySecond } from "./blocks.ts";

export interface EmbeddedChain {
  /** In this process only: no port of its own, so nobody outside reaches the methods that administer the chain. */
  provider: EIP1193Provider;
  /** Goes over from a block for each transaction (for deploying) to a block a second. */
  startBlocks(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEmbeddedChain(): Promise<EmbeddedChain> {
  const connection = await hre.network.create({
    network: "default",
    override: {
      // Nobody is given native coin, and no key that the world knows is worth anything.
      accounts: [],
      // Deploying mines many blocks a second. Were each a second later than the last, the chain's clock would run
      // ahead by that, and every payment request would expire so much too early.
      allowBlocksWithSameTimestamp: true,
    },
  });
  const { provider } = connection;
  let stopBlocks: (() => Promise<void>) | undefined;

  // A block more than half full raises the next base fee from 0 to 1 wei, which stops all who have no native coin:
  // set for the block about to be mined, and again so that the pending block never shows anything else.
  const mine = async () => {
    await zeroNextBaseFee(provider);
    await provider.request({ method: "evm_mine" });
    await zeroNextBaseFee(provider);
  };

  return {
    provider,
    async startBlocks() {
      if (stopBlocks) return;
      await provider.request({ method: "evm_setAutomine", params: [false] });
      stopBlocks = mineEverySecond(mine);
    },
    async stop() {
      await stopBlocks?.();
      await connection.close();
    },
  };
}

async function zeroNextBaseFee(provider: EIP1193Provider): Promise<void> {
  await provider.request({ method: "hardhat_setNextBlockBaseFeePerGas", params: ["0x0"] });
}
