import { type ContractErrorName, findContractError } from "@jiaozi/sdk/contract-errors";
import { expect } from "chai";
import { createPublicClient, custom, type EIP1193RequestFn, type Hex, parseAbi, zeroHash } from "viem";
import { askAt, FREE, HKD, LOTUS, openTown, signedOf, type Town } from "../support/town.ts";

const hubAbi = parseAbi(["function cancelApproval(bytes32 requestDigest, bytes32 nonce)"]);
const depositAbi = parseAbi(["function issue(address account, uint256 amountMinor, bytes32 reason)"]);

/** From a real refusal of the chain, however deep in the contracts, and as each library wraps it. */
describe("a contract's refusal", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });

  async function refusalOf(call: () => Promise<unknown>, name: ContractErrorName) {
    const thrown: unknown = await call().then(
      () => undefined,
      (error: unknown) => error,
    );
    const found = findContractError(thrown);
    expect(found?.name).to.equal(name);
    expect(found?.sentence).to.match(/^[A-Z].*[.]$/);
    return found;
  }

  it("is found in what ethers throws, with what was asked and what is allowed", async () => {
    const pay = async (amountMinor: bigint) =>
      town.hub
        .connect(town.mei)
        .pay.staticCall(signedOf(await askAt(town, amountMinor)), LOTUS, amountMinor, 0n, zeroHash, FREE);
    const above = await refusalOf(() => pay(50_000_01n), "TerminalCapExceeded");
    expect(above?.args).to.deep.equal([50_000_01n, 50_000_00n]);
    const poor = await refusalOf(() => pay(40_000_00n), "DepositBalanceTooLow"); // of the token, two contracts deeper
    expect(poor?.args).to.deep.equal([town.mei.address, 5_000_00n, 40_000_00n]);
  });

  it("is found in what viem throws", async () => {
    const transport = custom({ request: town.provider.request.bind(town.provider) as EIP1193RequestFn });
    const viem = createPublicClient({ transport });
    const account = town.mei.address as Hex;
    await town.hub.connect(town.mei).cancelApproval(zeroHash, zeroHash, FREE);
    await refusalOf(
      () =>
        viem.simulateContract({
          address: town.deployment.contracts.paymentHub,
          abi: hubAbi,
          functionName: "cancelApproval",
          args: [zeroHash, zeroHash],
          account,
        }),
      "ApprovalAlreadyCancelled",
    );
    const issue = await refusalOf(
      () =>
        viem.simulateContract({
          address: town.deployment.banks[1]?.depositTokens[HKD] ?? "0x",
          abi: depositAbi, // which does not name the error: it is the authority's
          functionName: "issue",
          args: [account, 1n, zeroHash],
          account,
        }),
      "DutyRequired",
    );
    expect(issue?.args).to.deep.equal([account, LOTUS, 2]);
  });
});
