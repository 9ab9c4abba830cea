import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { type Duty as AnyDuty, roleOf } from "@jiaozi/sdk/duties";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import type { Address } from "viem";
import { readContract } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";

/** The departments that work at this desk. An attester signs elsewhere. */
export const DESK_DUTIES = [
  "administration",
  "onboarding",
  "issuance",
  "treasury",
  "acquiring",
  "compliance",
] as const satisfies readonly AnyDuty[];
export type Duty = (typeof DESK_DUTIES)[number];

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

/** `null` while no bank has admitted this key. */
export function useDesk() {
  const { address } = useSigner("bank");
  return useChainQuery(["desk", address], (network) => readDesk(network, address));
}

async function readDesk(network: Network, clerk: Address): Promise<Desk | null> {
  for (const bank of network.deployment.banks) {
    const member = { address: bank.control, abi: fourEyesAbi, functionName: "isMember", args: [clerk] } as const;
    const [duties, isMember] = await Promise.all([
      readDuties(network, bank.id, clerk),
      readContract(network.client, member),
    ]);
    if (duties.size === 0 && !isMember) continue;
    const control = { address: bank.control, isMember, duties: await readDuties(network, bank.id, bank.control) };
    return { bank, clerk, duties, control, currencies: currenciesOf(bank, network) };
  }
  return null;
}

async function readDuties({ client, deployment }: Network, bank: number, clerk: Address): Promise<Set<Duty>> {
  const held = await Promise.all(
    DESK_DUTIES.map(async (duty) => {
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
