import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import type { Address } from "viem";
import { readContract } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";

/** A bank's departments, as the contracts number them (Types.sol). */
export const DUTIES = {
  administration: 0,
  onboarding: 1,
  issuance: 2,
  treasury: 3,
  acquiring: 4,
  compliance: 5,
} as const;
export type Duty = keyof typeof DUTIES;

/** A currency of the bank, with its two tokens. */
export interface DeskCurrency {
  currency: Currency;
  depositToken: Address;
  reserveToken: Address;
}

interface Control {
  address: Address;
  /** Whether this clerk proposes and approves. */
  isMember: boolean;
  duties: ReadonlySet<Duty>;
}

/** Whose desk this is, and what its clerk may do. */
export interface Desk {
  bank: DeployedBank;
  clerk: Address;
  duties: ReadonlySet<Duty>;
  /** What the bank's clerks do by two: one proposes, another approves. */
  control: Control;
  currencies: readonly DeskCurrency[];
}

/** NetworkAuthority.roleOf. */
export function roleOf(bank: number, duty: Duty): bigint {
  return (BigInt(bank) << 8n) | BigInt(DUTIES[duty]);
}

/** `null` while no bank has admitted this key. */
export function useDesk() {
  const { address } = useSigner("bank");
  return useChainQuery(["desk", address], (network) => readDesk(network, address));
}

async function readDesk(network: Network, clerk: Address): Promise<Desk | null> {
  for (const bank of network.deployment.banks) {
    const [duties, isMember, ofControl] = await Promise.all([
      readDuties(network, bank.id, clerk),
      readContract(network.client, {
        address: bank.control,
        abi: fourEyesAbi,
        functionName: "isMember",
        args: [clerk],
      }),
      readDuties(network, bank.id, bank.control),
    ]);
    if (duties.size === 0 && !isMember) continue;
    const control = { address: bank.control, isMember, duties: ofControl };
    return { bank, clerk, duties, control, currencies: currenciesOf(bank, network) };
  }
  return null;
}

async function readDuties({ client, deployment }: Network, bank: number, clerk: Address): Promise<Set<Duty>> {
  const held = await Promise.all(
    (Object.keys(DUTIES) as Duty[]).map(async (duty) => {
      const [isMember, delaySeconds] = await readContract(client, {
        address: deployment.contracts.networkAuthority,
        abi: networkAuthorityAbi,
        functionName: "hasRole",
        args: [roleOf(bank, duty), clerk],
      });
      return isMember && delaySeconds === 0 ? [duty] : []; // as NetworkAuthority.requireDuty
    }),
  );
  return new Set(held.flat());
}

function currenciesOf(bank: DeployedBank, { deployment }: Network): DeskCurrency[] {
  return deployment.currencies.flatMap((number) => {
    const currency = currencyByNumber(number);
    const depositToken = bank.depositTokens[number];
    const reserveToken = deployment.reserveTokens[number];
    return currency && depositToken && reserveToken ? [{ currency, depositToken, reserveToken }] : [];
  });
}
