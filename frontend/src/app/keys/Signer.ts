import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  Hash,
  Hex,
  TypedData,
  TypedDataDefinition,
} from "viem";
import { loadSentences } from "../network/findRefusal.ts";
import type { Role } from "./role.ts";
import type { BeforeSend, ContractWrite, SigningClient } from "./sign.ts";

/** Whoever acts at a place: a key of this browser, or a wallet that the person connected. */
export interface Signer {
  role: Role;
  address: Address;
  source: "key" | "injected";
  /**
   * Sends a call at gas price zero and gives its transaction hash; one at a time, in the order asked.
   * @throws viem's error, with the contract's named error inside, before anything is sent.
   */
  write: <
    const abi extends Abi | readonly unknown[],
    functionName extends ContractFunctionName<abi, "nonpayable">,
    const args extends ContractFunctionArgs<abi, "nonpayable", functionName>,
  >(
    call: ContractWrite<abi, functionName, args>,
    beforeSend?: BeforeSend,
  ) => Promise<Hash>;
  signTypedData: <const types extends TypedData, primaryType extends keyof types | "EIP712Domain">(
    definition: TypedDataDefinition<types, primaryType>,
  ) => Promise<Hex>;
}

interface SignerOf extends Pick<Signer, "role" | "address" | "source"> {
  /** Asked anew for every signature: a connected wallet may have changed meanwhile. */
  client: () => Promise<SigningClient>;
}

export function createSigner({ client, ...identity }: SignerOf): Signer {
  // Two calls at once would take the same nonce
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...identity,
    write: (call, beforeSend = () => undefined) => {
      const sent = last.then(async () => {
        const { sendCall } = await import("./sign.ts");
        return await sendCall(await client(), call as unknown as ContractWrite, beforeSend);
      });
      last = sent.catch(() => undefined);
      return sent;
    },
    signTypedData: async (definition) => {
      const { signDefinition } = await import("./sign.ts");
      return await signDefinition(await client(), definition as unknown as TypedDataDefinition);
    },
  };
}

/** Fetches what signing needs before somebody signs: then it costs no time, and no connection to the page's server. */
export function preloadSigning(): void {
  const needed = [import("./sign.ts"), import("./privateKey.ts"), loadSentences()];
  void Promise.all(needed).catch(() => undefined); // signing will say so
}
