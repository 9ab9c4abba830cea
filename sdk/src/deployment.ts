import type { Address, Hex } from "viem";

/** A bank as the deployment made it. Everything else about it is read from the chain. */
export interface DeployedBank {
  /** Its number in ParticipantRegistry. */
  id: number;
  name: string;
  bic: string;
  /** Its FourEyes: what takes two people is proposed and approved there. */
  control: Address;
  /** Its deposit token in each currency, by ISO 4217 number. */
  depositTokens: Record<string, Address>;
  /** Where it takes its customers' approvals, on the dApp's own origin; without it they bring their payments themselves. */
  relayer?: string;
}

/** One network's addresses, written by the deploy script, served to the dApp, given to the sdk as an argument. */
export interface Deployment {
  chainId: number;
  /** Tells a chain that was replaced from the one a key was enrolled on. */
  genesisHash: Hex;
  /** Names the network inside its codes (EMV object 26, sub-object 00). */
  guid: string;
  /** What one waits for a block, to size polling and time-outs. */
  blockSeconds: number;
  contracts: {
    networkAuthority: Address;
    participantRegistry: Address;
    customerRegistry: Address;
    merchantRegistry: Address;
    settlementHub: Address;
    nettingQueue: Address;
    /** Made by the netting queue, for what may settle out of order. */
    bypassAuction: Address;
    paymentHub: Address;
    depositRelease: Address;
  };
  /** ISO 4217 numbers of all that is settled, in the order in which people see them. */
  currencies: number[];
  /** Reserve tokens, by ISO 4217 number. */
  reserveTokens: Record<string, Address>;
  banks: DeployedBank[];
}
