import { HARBOUR, HKD, LOTUS, type Town } from "./town.ts";

const SCHEME = 0;
const PERSON = 1;

/** All of HKD that a payment, a hold or an upgrade could touch. */
export async function readAllBooks(town: Town, paymentIds: readonly string[]) {
  const { settlement, hub, customers, merchants, participants, till } = town;
  const accounts = [town.mei, town.ken, town.lin].map(({ address }) => address);
  const tokens = await Promise.all(
    [town.harbourDeposits, town.lotusDeposits].map(async (token) => ({
      supplyMinor: await token.totalSupply(),
      issuableMinor: await token.issuable(),
      limits: String(await token.tierLimits(PERSON)),
      attestation: String(await token.lastAttestation()),
      accounts: await Promise.all(
        accounts.map(async (account) => ({
          balanceMinor: await token.balanceOf(account),
          heldMinor: await token.heldOf(account),
          frozenMinor: await token.frozenOf(account),
          spentTodayMinor: await token.spentToday(account),
        })),
      ),
    })),
  );
  return {
    tokens,
    positions: await Promise.all([SCHEME, HARBOUR, LOTUS].map((bank) => positionOf(town, bank))),
    reservesInHubMinor: await (await reservesOf(town)).balanceOf(await settlement.getAddress()),
    payments: await Promise.all(paymentIds.map(async (id) => String(await hub.payment(id)))),
    refundedTodayMinor: await hub.refundedToday(till.address),
    rows: [
      await Promise.all(accounts.map(async (account) => String(await customers.customer(HARBOUR, account)))),
      await Promise.all(accounts.map(async (account) => String(await customers.customer(LOTUS, account)))),
      String(await merchants.merchant("0x0001000000000001")),
      String(await merchants.terminal(till.address)),
      String(await participants.participant(HARBOUR)),
      String(await participants.participant(LOTUS)),
    ],
  };
}

/** Deposits that were issued are still there, less the fees that left them; the hub keeps what it owes, and no more. */
export async function readConservation(town: Town, hubs: readonly Town["hub"][]) {
  const supplyMinor = (await town.harbourDeposits.totalSupply()) + (await town.lotusDeposits.totalSupply());
  let issuedMinor = 0n;
  for (const token of [town.harbourDeposits, town.lotusDeposits]) {
    for (const { args } of await token.queryFilter(token.filters.DepositsIssued())) issuedMinor += args.amountMinor;
  }
  let feesMinor = 0n;
  for (const hub of hubs) {
    for (const { args } of await hub.queryFilter(hub.filters.PaymentSettled())) feesMinor += totalOf(args.fees);
    for (const { args } of await hub.queryFilter(hub.filters.PaymentCaptured())) feesMinor += totalOf(args.fees);
    for (const { args } of await hub.queryFilter(hub.filters.PaymentRefunded())) feesMinor -= totalOf(args.returned);
  }
  const positions = await Promise.all([SCHEME, HARBOUR, LOTUS].map((bank) => positionOf(town, bank)));
  return {
    supplyMinor,
    issuedLessFeesMinor: issuedMinor - feesMinor,
    reservesInHubMinor: await (await reservesOf(town)).balanceOf(await town.settlement.getAddress()),
    positionsMinor: positions.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n),
    earmarkedMinor: positions.reduce((sum, { earmarkedMinor }) => sum + earmarkedMinor, 0n),
    heldMinor: await heldBy(town),
  };
}

async function heldBy({ harbourDeposits, lotusDeposits, ken, mei }: Town): Promise<bigint> {
  return (await harbourDeposits.heldOf(ken.address)) + (await lotusDeposits.heldOf(mei.address));
}

function reservesOf({ ethers, deployment }: Town) {
  return ethers.getContractAt("ReserveToken", deployment.reserveTokens[HKD] ?? "");
}

async function positionOf({ settlement }: Town, bank: number) {
  const { balanceMinor, earmarkedMinor, schemeFeesMinor } = await settlement.position(bank, HKD);
  return { balanceMinor, earmarkedMinor, schemeFeesMinor };
}

interface Fees {
  interchangeMinor: bigint;
  schemeFeeMinor: bigint;
  acquirerFeeMinor: bigint;
}

function totalOf({ interchangeMinor, schemeFeeMinor, acquirerFeeMinor }: Fees): bigint {
  return interchangeMinor + schemeFeeMinor + acquirerFeeMinor;
}
