import { currencyByCode } from "@jiaozi/sdk/currencies";
import { roleOf } from "@jiaozi/sdk/duties";
import { expect } from "chai";
import { Wallet } from "ethers";
import type { Hex } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { readLedger } from "../../scripts/attestation/ledger.ts";
import { attestDeposits, OffsettingDifferencesError, proveDeposits } from "../../scripts/attestation/proof.ts";
import { createSender } from "../../scripts/network/sender.ts";
import { FREE, HKD, LOTUS, openTown, type Town } from "../support/town.ts";

const WEEK_SECONDS = 7 * 24 * 60 * 60;

describe("a proof of deposits", () => {
  let town: Town;
  let key: Hex;
  beforeEach(async () => {
    town = await openTown();
    key = generatePrivateKey();
    const role = roleOf(LOTUS, "attestation");
    await town.authority.connect(town.lotusClerk).grantRole(role, new Wallet(key).address, 0, FREE);
  });

  const prove = async (balance: string, kensBalance = "0.00") => {
    const { deployment, provider, mei, ken } = town;
    const currency = currencyByCode("HKD");
    const token = deployment.banks.find(({ id }) => id === LOTUS)?.depositTokens[HKD];
    if (!currency || !token) throw new Error("no such token");
    const entries = `${mei.address},${balance}\n${ken.address},${kensBalance}\n`;
    const ledger = readLedger(`account,balance\n${entries}`, currency);
    const { reader } = createSender(provider, deployment.chainId, key);
    return { token, proof: await proveDeposits(reader, deployment, LOTUS, token, ledger) };
  };

  it("finds no difference where the ledger says what the chain says, and makes issuing fresh", async () => {
    const { token, proof } = await prove("5000.00");
    expect(proof.differences).to.deep.equal([]);
    await town.provider.request({ method: "evm_increaseTime", params: [WEEK_SECONDS + 60] });
    await attestDeposits(town.provider, town.deployment.chainId, token, proof, key);
    const [attestedAt, blockNumber] = await town.lotusDeposits.lastAttestation();
    expect(blockNumber).to.equal(proof.blockNumber);
    expect(attestedAt).to.equal((await town.ethers.provider.getBlock("latest"))?.timestamp);
  });

  it("names the entry that differs, and its record makes nothing fresh", async () => {
    const before = await town.lotusDeposits.lastAttestation();
    const { token, proof } = await prove("4999.99");
    expect(proof.differences).to.deep.equal([
      { account: town.mei.address, ledgerMinor: 4_999_99n, chainMinor: 5_000_00n },
    ]);
    await attestDeposits(town.provider, town.deployment.chainId, token, proof, key);
    const after = await town.lotusDeposits.lastAttestation();
    expect(after.attestedAt).to.equal(before.attestedAt);
    expect(after.blockNumber).to.equal(proof.blockNumber);
  });

  it("is not signed while entries differ that cancel out, and names them", async () => {
    const { mei, ken, provider, deployment, lotusDeposits } = town;
    const before = await lotusDeposits.lastAttestation();
    const { token, proof } = await prove("1000.00", "4000.00");
    const error: unknown = await attestDeposits(provider, deployment.chainId, token, proof, key).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(OffsettingDifferencesError);
    expect((error as Error).message).to.include(`${mei.address}, ${ken.address}`);
    expect(await lotusDeposits.lastAttestation()).to.deep.equal(before);
  });
});
