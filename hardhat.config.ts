import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import ethers from "@nomicfoundation/hardhat-ethers";
import chaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import mocha from "@nomicfoundation/hardhat-mocha";
import networkHelpers from "@nomicfoundation/hardhat-network-helpers";
import typechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

const require = createRequire(import.meta.url);
const compiler = { version: "0.8.37", path: require.resolve("solc/soljson.js") }; // a native one is not on npm
const settings = {
  evmVersion: "osaka",
  outputSelection: { "*": { "*": ["storageLayout"] } },
};
const optimizer = { enabled: true, runs: 700 };
const PROXY = "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
/** Without the optimizer they are larger than a contract may be. */
const SUCCESSORS = "test/solidity/support/Successors.sol";
/**
 * What is deployed is compiled through the IR, for its gas; tests deploy just that, and are themselves compiled without
 * it and without the optimizer, all at once, in a third of the time. JIAOZI_BUILD=quick leaves the IR out altogether: for
 * the audit, which compiles some dozens of times.
 */
const viaIR = process.env["JIAOZI_BUILD"] !== "quick";
/** Called in every payment, and small enough for it. */
const inlined = new Set(["payment/PaymentHub", "settlement/SettlementHub"]);
const deployed = [
  "authority/FourEyes",
  "authority/NetworkAuthority",
  "money/DepositRelease",
  "money/DepositToken",
  "money/ReserveToken",
  "network/ChainMembership",
  "payment/PaymentHub",
  "registry/CustomerRegistry",
  "registry/MerchantRegistry",
  "registry/ParticipantRegistry",
  "settlement/BypassAuction",
  "settlement/NettingQueue",
  "settlement/SettlementHub",
].map((contract) => {
  const own = inlined.has(contract) ? { ...optimizer, runs: 1_000_000 } : optimizer;
  return compiledWith(`contracts/${contract}.sol`, { optimizer: own, viaIR });
});

function compiledWith(file: string, more: Record<string, unknown>) {
  return [file, { ...compiler, settings: { ...settings, ...more } }] as const;
}

/** Hardhat leaves one core idle while it compiles. */
const everyCore: HardhatPlugin = {
  id: "every-core",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        build: async (context, files, options, next) =>
          await next(context, files, { ...options, concurrency: availableParallelism() }),
      }),
    }),
  },
};

export default defineConfig({
  plugins: [everyCore, ethers, chaiMatchers, mocha, networkHelpers, typechain],
  solidity: {
    compilers: [{ ...compiler, settings }],
    overrides: Object.fromEntries([
      ...deployed,
      compiledWith(PROXY, { optimizer }),
      compiledWith(SUCCESSORS, { optimizer: { ...optimizer, runs: 1 } }),
    ]),
    splitTestsCompilation: true,
    npmFilesToBuild: [PROXY],
  },
  paths: { tests: { solidity: "test/solidity", mocha: "test/contracts" } },
  test: {
    mocha: { timeout: 60_000 },
    solidity: {
      fuzz: { runs: 256 },
      invariant: { runs: 20, depth: 500, failOnRevert: false },
    },
  },
  networks: {
    // One chain in memory: the embedded network of `npm start` and the fixture of the tests.
    default: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: 20071,
      hardfork: "osaka",
      initialBaseFeePerGas: 0,
    },
  },
});
