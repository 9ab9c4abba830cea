import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { roleOf } from "@jiaozi/sdk/duties";
import { expect } from "chai";
import { Wallet } from "ethers";
import hre from "hardhat";
import { type Address, type Hex, pad, stringToHex, toFunctionSelector, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { IMPLEMENTATION_SLOT } from "../../scripts/network/code.ts";
import { type BankManifest, DEMONSTRATION, type NetworkManifest } from "../../scripts/network/manifest.ts";
import { applyNetwork, planNetwork, type PlanOptions } from "../../scripts/network/plan.ts";
import { type DeploymentRecord, RecordMismatch } from "../../scripts/network/record.ts";
import { NETWORK_ROLES } from "../../scripts/network/roles.ts";
import { createSender, type Provider } from "../../scripts/network/sender.ts";
import type { Step } from "../../scripts/network/steps.ts";
import { compileSuccessors, deploySuccessor } from "../support/successors.ts";
import { askAt, FREE, HKD, LOTUS, openTown, signedOf, type Town } from "../support/town.ts";

const DAY_SECONDS = 24 * 60 * 60;
const GOVERNOR_DELAY_SECONDS = 2 * DAY_SECONDS;
const ADMIN_DELAY_SECONDS = 7 * DAY_SECONDS;
const ADMIN_ROLE = 0n;
const REASON = stringToHex("by order of the test", { size: 32 });

const JADE: BankManifest = {
  id: 3,
  name: "Jade Bank",
  bic: "ZZJDHKHHXXX",
  lei: "00000000000000000392",
  currencies: ["HKD"],
  tiers: [{ tier: 1, paymentMinor: 20_000_00n, dayMinor: 50_000_00n, balanceMinor: 500_000_00n }],
  issuance: { capMinor: 1_000_000_00n, windowSeconds: DAY_SECONDS },
  dayOffsetMinutes: 8 * 60,
};

/** A line that was cut stays so. */
const GIVE_UP_SECONDS = 0.2;

describe("a network and its manifest", () => {
  let town: Town;
  before(compileSuccessors);
  beforeEach(async () => {
    town = await openTown();
  });

  const senderOf = (key: string) => createSender(town.provider, town.deployment.chainId, key as Hex);
  const planBy = (key: string, options: Partial<PlanOptions> = {}) =>
    planNetwork(senderOf(key), { manifest: DEMONSTRATION, record: town.deployment, ...options });
  const applyBy = (key: string, options: Partial<PlanOptions> = {}) =>
    applyNetwork(senderOf(key), { manifest: DEMONSTRATION, record: town.deployment, ...options });
  const sentencesOf = (steps: readonly Step[]) => steps.map(({ sentence, by }) => `${sentence} (${by})`);
  const blockNumber = () => town.ethers.provider.getBlockNumber();
  const now = async () => (await town.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  const wait = async (seconds: number) => {
    await town.provider.request({ method: "evm_increaseTime", params: [seconds] });
    await town.provider.request({ method: "evm_mine" });
  };

  it("agree once it is deployed: applying the manifest again sends no transaction", async () => {
    const before = await blockNumber();
    const { steps, record } = await applyBy(town.operator.privateKey);
    expect(steps).to.deep.equal([]);
    expect(record).to.deep.equal(town.deployment);
    expect(await blockNumber()).to.equal(before);
  });

  it("differ by a function that was taken from its role: the plan says it, and it is given back after the delay", async () => {
    const { authority, participants, operator } = town;
    const selector = toFunctionSelector("suspend(uint16,bytes32)");
    const target = await participants.getAddress();
    const take = authority.interface.encodeFunctionData("setTargetFunctionRole", [target, [selector], ADMIN_ROLE]);
    await authority.connect(operator).schedule(await authority.getAddress(), take, 0, FREE);
    await wait(ADMIN_DELAY_SECONDS);
    await authority.connect(operator).setTargetFunctionRole(target, [selector], ADMIN_ROLE, FREE);

    const expected = "Participant registry: leave suspend to the operator";
    expect(await planBy(operator.privateKey)).to.deep.equal([
      {
        sentence: expected,
        by: "administrator of roles",
        standing: { is: "to be announced", delaySeconds: ADMIN_DELAY_SECONDS },
      },
    ]);
    await applyBy(operator.privateKey);
    const from = (await now()) + ADMIN_DELAY_SECONDS;
    const announced = await blockNumber();
    const { steps: second } = await applyBy(operator.privateKey);
    expect(second.map(({ standing }) => standing)).to.deep.equal([{ is: "announced", from }]);
    expect(await blockNumber()).to.equal(announced);

    await wait(ADMIN_DELAY_SECONDS);
    const { steps: last } = await applyBy(operator.privateKey);
    expect(last.map(({ standing }) => standing)).to.deep.equal([{ is: "done" }]);
    expect(await planBy(operator.privateKey)).to.deep.equal([]);
    await expect(participants.connect(operator).suspend(LOTUS, REASON, FREE)).to.emit(
      participants,
      "ParticipantStatusChanged",
    );
  });

  it("differ by a bank: it is announced, deployed and admitted, and its customer pays at another bank's till", async () => {
    const { operator, ethers, authority, participants, customers, settlement, hub, deployment } = town;
    const [clerk, checker, third] = [1, 2, 3].map(() => new Wallet(generatePrivateKey(), ethers.provider));
    if (!clerk || !checker || !third) throw new Error("Jade Bank has no people");
    const manifest = { ...DEMONSTRATION, banks: [...DEMONSTRATION.banks, JADE] };
    const parties = {
      operator: operator.address as Address,
      administrators: { [JADE.id]: clerk.address as Address },
      signatories: { [JADE.id]: [clerk, checker, third].map(({ address }) => address as Address) },
    };
    const { record, steps } = await applyBy(operator.privateKey, { manifest, parties });
    expect(new Set(steps.map(({ standing }) => standing.is))).to.deep.equal(
      new Set(["done", "announced", "another's"]),
    );
    const { record: same } = await applyBy(operator.privateKey, { manifest, parties, record });
    expect(same, "nothing is deployed twice").to.deep.equal(record);

    await wait(ADMIN_DELAY_SECONDS);
    await applyBy(operator.privateKey, { manifest, parties, record });
    expect(sentencesOf(await planBy(operator.privateKey, { manifest, parties, record }))).to.deep.equal([
      "Jade Bank HKD deposits: set the limits of tier 1 (Jade Bank's administration)",
      "Jade Bank HKD deposits: set the cap of what is issued (Jade Bank's administration)",
      "Jade Bank HKD deposits: set when its day begins (Jade Bank's administration)",
    ]);
    await applyBy(clerk.privateKey, { manifest, parties, record });
    expect(await planBy(operator.privateKey, { manifest, parties, record })).to.deep.equal([]);

    const jade = record.banks.find(({ id }) => id === JADE.id);
    const deposits = await ethers.getContractAt("DepositToken", jade?.depositTokens[HKD] ?? "");
    expect(await participants.depositToken(JADE.id, HKD)).to.equal(await deposits.getAddress());
    for (const duty of ["onboarding", "treasury"] as const) {
      await authority.connect(clerk).grantRole(roleOf(JADE.id, duty), clerk.address, 0, FREE);
    }
    const reserves = await ethers.getContractAt("ReserveToken", deployment.reserveTokens[HKD] ?? "");
    await reserves.connect(operator).issue(clerk.address, 1_000_00n, REASON, FREE);
    await settlement.connect(clerk).fund(JADE.id, HKD, 1_000_00n, FREE);
    const yu = new Wallet(generatePrivateKey(), ethers.provider);
    const validUntil = (await now()) + ADMIN_DELAY_SECONDS;
    await customers.connect(clerk).enrol(JADE.id, yu.address, `0x${"11".repeat(24)}`, 1, validUntil, FREE);
    const control = await ethers.getContractAt("FourEyes", jade?.control ?? "");
    const issue = deposits.interface.encodeFunctionData("issue", [yu.address, 500_00n, REASON]);
    await control.connect(clerk).propose(await deposits.getAddress(), issue, REASON, (await now()) + 600, FREE);
    await control.connect(checker).approve(0, issue, FREE);

    await hub.connect(yu).pay(signedOf(await askAt(town, 48_00n)), JADE.id, 48_00n, 0n, zeroHash, FREE);
    expect(await deposits.balanceOf(yu.address)).to.equal(452_00n);
    expect(await settlement.settlementBalance(JADE.id, HKD)).to.equal(952_00n);
  });

  it("differ by a currency: the reserves and each bank's deposits in it are what is missing", async () => {
    const banks = DEMONSTRATION.banks.map((bank) =>
      bank.id === LOTUS ? { ...bank, currencies: [...bank.currencies, "USD"] } : bank,
    );
    const manifest: NetworkManifest = { ...DEMONSTRATION, currencies: ["HKD", "CNY", "USD"], banks };
    expect(sentencesOf(await planBy(town.operator.privateKey, { manifest }))).to.deep.equal([
      "USD reserves: deploy it (governor)",
      "USD reserves: admit the settlement hub (administrator of roles)",
      "USD reserves: register the token (governor)",
      "Lotus Bank USD deposits: deploy it (governor)",
      "Lotus Bank: register a deposit token for USD (governor)",
      "Lotus Bank USD deposits: set the limits of tier 1 (Lotus Bank's administration)",
      "Lotus Bank USD deposits: set the limits of tier 2 (Lotus Bank's administration)",
      "Lotus Bank USD deposits: set the cap of what is issued (Lotus Bank's administration)",
      "Lotus Bank USD deposits: set when its day begins (Lotus Bank's administration)",
      "Lotus Bank USD deposits: set the age of a proof (administrator of roles)",
      "USD reserves: leave admitCaller, dismissCaller, upgradeToAndCall to the governor (administrator of roles)",
      "USD reserves: leave issue, withdraw to the control (administrator of roles)",
      "Lotus Bank USD deposits: leave setAttestationAge to the governor (administrator of roles)",
    ]);
    const { record } = await applyBy(town.operator.privateKey, { manifest });
    await wait(ADMIN_DELAY_SECONDS);
    await applyBy(town.operator.privateKey, { manifest, record });
    await applyBy(town.lotusClerk.privateKey, { manifest, record });
    expect(await planBy(town.operator.privateKey, { manifest, record })).to.deep.equal([]);
  });

  it("differ by the rules of one bank: only its own administration changes them", async () => {
    const banks = DEMONSTRATION.banks.map((bank) =>
      bank.id === LOTUS ? { ...bank, issuance: { capMinor: 7_00n, windowSeconds: 60 } } : bank,
    );
    const manifest = { ...DEMONSTRATION, banks };
    const before = await blockNumber();
    const { steps } = await applyBy(town.operator.privateKey, { manifest });
    expect(steps.map(({ by, standing }) => `${by}: ${standing.is}`)).to.deep.equal(
      Array(2).fill("Lotus Bank's administration: another's"),
    );
    expect(await blockNumber()).to.equal(before);
    await applyBy(town.lotusClerk.privateKey, { manifest });
    expect(await planBy(town.operator.privateKey, { manifest })).to.deep.equal([]);
    expect(await town.lotusDeposits.issuable()).to.equal(7_00n);
  });

  it("differ by code: the governor renews a registry's, each bank its own deposits'", async () => {
    const { provider, operator, customers, lotusDeposits, deployment } = town;
    const { participantRegistry, customerRegistry, settlementHub, depositRelease } = deployment.contracts;
    const sender = senderOf(operator.privateKey);
    const depositArgs = [participantRegistry, customerRegistry, settlementHub, depositRelease];
    const changed = [
      [await customers.getAddress(), await deploySuccessor(sender, "CustomerRegistry", [participantRegistry])],
      [await lotusDeposits.getAddress(), await deploySuccessor(sender, "DepositToken", depositArgs)],
    ] as const;
    for (const [proxy, code] of changed) {
      await provider.request({
        method: "hardhat_setStorageAt",
        params: [proxy, IMPLEMENTATION_SLOT, pad(code, { size: 32 })],
      });
    }
    expect(sentencesOf(await planBy(operator.privateKey))).to.deep.equal([
      "Customer registry: take the new code (governor)",
      "Lotus Bank HKD deposits: take the new code (Lotus Bank's administration)",
    ]);
    await applyBy(operator.privateKey);
    await wait(GOVERNOR_DELAY_SECONDS);
    await applyBy(operator.privateKey);
    expect(sentencesOf(await planBy(operator.privateKey))).to.deep.equal([
      "Lotus Bank HKD deposits: take the new code (Lotus Bank's administration)",
    ]);
    await applyBy(town.lotusClerk.privateKey);
    expect(await planBy(operator.privateKey)).to.deep.equal([]);
  });

  it("differ by a fee plan: a new one is the governor's to publish, a published one never changes", async () => {
    const added = { interchangeBps: 10, schemeBps: 1, isReturned: false };
    const more = { ...DEMONSTRATION, feePlans: [...DEMONSTRATION.feePlans, added] };
    expect(sentencesOf(await planBy(town.operator.privateKey, { manifest: more }))).to.deep.equal([
      "Fee plan 2: publish it (governor)",
    ]);
    const [step] = await planBy(town.operator.privateKey, { manifest: { ...DEMONSTRATION, feePlans: [added] } });
    expect(step?.standing).to.deep.equal({ is: "for people" });
  });

  it("differ by whom the chain lets in besides: that is said, and left to people", async () => {
    const { operator, settlement, authority, ken, mei } = town;
    const hub = await settlement.getAddress();
    const admit = settlement.interface.encodeFunctionData("admitCaller", [ken.address]);
    const { governor } = NETWORK_ROLES;
    const grant = authority.interface.encodeFunctionData("grantRole", [governor, mei.address, 0]);
    await authority.connect(operator).schedule(hub, admit, 0, FREE);
    await authority.connect(operator).schedule(await authority.getAddress(), grant, 0, FREE);
    await wait(ADMIN_DELAY_SECONDS);
    await settlement.connect(operator).admitCaller(ken.address, FREE);
    await authority.connect(operator).grantRole(governor, mei.address, 0, FREE);
    const anyCase = operator.address.toLowerCase() as Address;
    const parties = { operator: anyCase, administrators: {}, signatories: {} };
    const { steps } = await applyBy(operator.privateKey, { parties });
    expect(steps).to.deep.equal([
      {
        sentence: `Settlement hub: ${ken.address} is admitted and not in the manifest; retire or dismiss it`,
        by: "people",
        standing: { is: "for people" },
      },
      {
        sentence: `Network authority: ${mei.address} is governor and not in the manifest; revoke its role`,
        by: "people",
        standing: { is: "for people" },
      },
    ]);
  });

  it("are refused together when the chain, its genesis or the network's name is another one", async () => {
    const { operator, deployment } = town;
    const cases: [Partial<DeploymentRecord>, string][] = [
      [{ chainId: 1 }, "The addresses are of chain 1, and this is chain 20071."],
      [{ genesisHash: zeroHash }, "Chain 20071 was replaced since the addresses were written: its genesis differs."],
      [{ guid: "hk.jiaozi" }, "The addresses are of the network hk.jiaozi, the manifest of test.jiaozi."],
    ];
    for (const [other, sentence] of cases) {
      const refusal = await planBy(operator.privateKey, { record: { ...deployment, ...other } }).catch(
        (error: unknown) => error,
      );
      expect(refusal).to.be.instanceOf(RecordMismatch).with.property("message", sentence);
    }
  });
});

describe("a deployment that was interrupted", () => {
  it("goes on where it stopped, and deploys nothing twice", async () => {
    const { provider } = await hre.network.create({ network: "default", override: { accounts: [] } });
    const address = (key: Hex) => privateKeyToAccount(key).address;
    const [deployer, operator, ...clerks] = Array.from({ length: 5 }, () => generatePrivateKey());
    if (!deployer || !operator || !clerks[0]) throw new Error("no keys");
    const [bank] = DEMONSTRATION.banks;
    if (!bank) throw new Error("no bank");
    const options = {
      manifest: { ...DEMONSTRATION, banks: [bank] },
      parties: {
        operator: address(operator),
        administrators: { [bank.id]: address(clerks[0]) },
        signatories: { [bank.id]: clerks.map(address) },
      },
    };
    const connect = (failsAfter: number) => {
      let sent = 0;
      const failing: Provider = {
        async request(request) {
          if (request.method === "eth_sendRawTransaction" && ++sent > failsAfter) throw new Error("the line is cut");
          return await provider.request(request);
        },
      };
      return createSender(failing, 20071, deployer, GIVE_UP_SECONDS);
    };

    let record: DeploymentRecord | undefined;
    let runs = 0;
    for (let isDone = false; !isDone; runs++) {
      isDone = await applyNetwork(connect(13), {
        ...options,
        record,
        onRecord: (kept) => (record = structuredClone(kept)),
      })
        .then(() => true)
        .catch(() => false);
    }
    expect(runs).to.be.greaterThan(5);
    const reader = connect(0).reader;
    const sent = await reader.getTransactionCount({ address: address(deployer) });
    const once = await countTransactions(options);
    expect(sent).to.equal(once);
    const [governs] = await reader.readContract({
      address: record?.contracts.networkAuthority ?? "0x",
      abi: networkAuthorityAbi,
      functionName: "hasRole",
      args: [NETWORK_ROLES.governor, address(operator)],
    });
    expect(governs).to.equal(true);
  });

  async function countTransactions(options: PlanOptions): Promise<number> {
    const { provider } = await hre.network.create({ network: "default", override: { accounts: [] } });
    const sender = createSender(provider, 20071, generatePrivateKey());
    await applyNetwork(sender, options);
    return await sender.reader.getTransactionCount({ address: sender.address });
  }
});
