import type { DeployedBank, Deployment } from "@jiaozi/sdk/deployment";
import { type Address, type Hex, zeroAddress } from "viem";
import { Refusal } from "../refusal.ts";
import type { BankManifest, NetworkManifest } from "./manifest.ts";
import { currencyOf } from "./manifest.ts";

/** A deployment with what only the deploy script needs; the zero address stands for what is not there yet. */
export interface DeploymentRecord extends Deployment {
  /** The code behind the proxies that was deployed last, by contract, whether or not it was adopted yet. */
  implementations: Record<string, Address>;
}

/** The chain or the manifest is not the one that the record describes. */
export class RecordMismatch extends Refusal {}

/** Of a network of which nothing is there yet. */
export function emptyRecord(chainId: number, genesisHash: Hex, manifest: NetworkManifest): DeploymentRecord {
  return {
    chainId,
    genesisHash,
    guid: manifest.guid,
    blockSeconds: manifest.blockSeconds,
    contracts: {
      networkAuthority: zeroAddress,
      participantRegistry: zeroAddress,
      customerRegistry: zeroAddress,
      merchantRegistry: zeroAddress,
      settlementHub: zeroAddress,
      nettingQueue: zeroAddress,
      bypassAuction: zeroAddress,
      paymentHub: zeroAddress,
      depositRelease: zeroAddress,
    },
    currencies: manifest.currencies.map((code) => currencyOf(code).number),
    reserveTokens: {},
    banks: [],
    implementations: {},
  };
}

/** The record of this chain and this manifest, brought up to the manifest in what is no address. */
export function continueRecord(
  record: DeploymentRecord,
  chainId: number,
  genesisHash: Hex,
  manifest: NetworkManifest,
): DeploymentRecord {
  requireSameChain(record, chainId, genesisHash);
  if (record.guid !== manifest.guid) {
    throw new RecordMismatch(`The addresses are of the network ${record.guid}, the manifest of ${manifest.guid}.`);
  }
  const { blockSeconds, currencies } = emptyRecord(chainId, genesisHash, manifest);
  return { ...structuredClone(record), blockSeconds, currencies };
}

/** @throws RecordMismatch where the addresses are of another chain, or of one that stood in this one's place. */
export function requireSameChain(deployment: Deployment, chainId: number, genesisHash: Hex): void {
  if (deployment.chainId !== chainId) {
    throw new RecordMismatch(`The addresses are of chain ${deployment.chainId}, and this is chain ${chainId}.`);
  }
  if (deployment.genesisHash !== genesisHash) {
    throw new RecordMismatch(`Chain ${chainId} was replaced since the addresses were written: its genesis differs.`);
  }
}

export function bankIn({ banks }: DeploymentRecord, { id, name, bic }: BankManifest): DeployedBank {
  const known = banks.find((bank) => bank.id === id);
  if (known) return Object.assign(known, { name, bic });
  const bank: DeployedBank = { id, name, bic, control: zeroAddress, depositTokens: {} };
  banks.push(bank);
  return bank;
}
