import type { Address, Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deploy } from "./deploy.ts";
import { DEMONSTRATION, type NetworkManifest, type Parties } from "./manifest.ts";
import type { DeploymentRecord } from "./record.ts";
import { type Person, type SeedKeys, makeSeedKeys, seed } from "./seed.ts";
import type { Provider } from "./sender.ts";

export interface Demonstration {
  deployment: DeploymentRecord;
  operatorKey: Hex;
  /** By bank id. */
  relayerKeys: Record<number, Hex>;
  people: Person[];
}

/** Who deploys on a chain that does not admit everyone. */
interface Founding {
  key: Hex;
  /** Ends the admission of the founding key and begins that of everyone who is enrolled. */
  handOver?: (deployment: DeploymentRecord) => Promise<void>;
}

/** Deploys the demonstration network on the caller's own chain and fills it with people whose keys are new. */
export async function demonstrate(
  provider: Provider,
  founding: Founding = { key: generatePrivateKey() },
  manifest: NetworkManifest = DEMONSTRATION,
): Promise<Demonstration> {
  const keys = makeSeedKeys(manifest.banks);
  const deployment = await deploy(provider, manifest, partiesOf(keys), founding.key);
  await founding.handOver?.(deployment);
  const people = await seed(provider, deployment, keys);
  return { deployment, operatorKey: keys.operator, relayerKeys: keys.relayers, people };
}

/** The addresses behind the keys: all that the deployment needs to know of them. */
function partiesOf({ operator, clerks }: SeedKeys): Parties {
  const addressesOf = (keys: readonly Hex[]) => keys.map((key) => privateKeyToAccount(key).address);
  const signatories = Object.fromEntries(Object.entries(clerks).map(([bank, keys]) => [bank, addressesOf(keys)]));
  const administrators: Record<string, Address> = {};
  for (const [bank, [first]] of Object.entries(signatories)) if (first) administrators[bank] = first;
  return { operator: privateKeyToAccount(operator).address, administrators, signatories };
}
