import { DUTIES, roleOf } from "@jiaozi/sdk/duties";
import { expect } from "chai";
import { toHex } from "viem";
import { NETWORK_ROLES } from "../../scripts/network/roles.ts";
import { FREE, HARBOUR, HKD, LOTUS, openTown, type Town } from "../support/town.ts";

const REASON = toHex("by order of the test", { size: 32 });
const ADMIN_ROLE = 0n;

describe("a network that was deployed", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });

  it("is governed by its operator with a delay, and administered with a longer one", async () => {
    const delay = async (role: bigint) => (await town.authority.hasRole(role, town.operator.address)).executionDelay;
    expect(await delay(NETWORK_ROLES.operator)).to.equal(0n);
    expect(await delay(NETWORK_ROLES.governor)).to.equal(2n * 86_400n);
    expect(await delay(ADMIN_ROLE)).to.equal(7n * 86_400n);
  });

  it("has one administrator, and it is not whoever deployed it", async () => {
    const granted = await town.authority.queryFilter(town.authority.filters.RoleGranted(ADMIN_ROLE));
    const held = [];
    for (const { args } of granted) {
      const [isMember] = await town.authority.hasRole(ADMIN_ROLE, args.account);
      if (isMember) held.push(args.account);
    }
    expect(held).to.deep.equal([town.operator.address]);
  });

  it("numbers its banks' duties as the contract does", async () => {
    for (const duty of Object.keys(DUTIES) as (keyof typeof DUTIES)[]) {
      expect(await town.authority.roleOf(LOTUS, DUTIES[duty])).to.equal(roleOf(LOTUS, duty));
    }
  });

  it("lets a bank's clerk act for that bank only", async () => {
    const { harbourClerk, settlement, lotusDeposits, authority, mei } = town;
    await expect(settlement.connect(harbourClerk).defund(LOTUS, HKD, 1n, FREE))
      .to.be.revertedWithCustomError(authority, "DutyRequired")
      .withArgs(harbourClerk.address, LOTUS, DUTIES.treasury);
    await expect(lotusDeposits.connect(harbourClerk).issue(mei.address, 1n, REASON, FREE))
      .to.be.revertedWithCustomError(authority, "DutyRequired")
      .withArgs(harbourClerk.address, LOTUS, DUTIES.issuance);
  });

  it("lets the operator touch no bank's money, and no code before its delay", async () => {
    const { operator, settlement, harbourDeposits, authority, customers } = town;
    await expect(settlement.connect(operator).defund(HARBOUR, HKD, 1n, FREE)).to.be.revertedWithCustomError(
      authority,
      "DutyRequired",
    );
    await expect(harbourDeposits.connect(operator).setAttestationAge(0n, REASON, FREE)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerNotScheduled",
    );
    await expect(
      customers.connect(operator).upgradeToAndCall(operator.address, "0x", FREE),
    ).to.be.revertedWithCustomError(authority, "AccessManagerNotScheduled");
  });
});
