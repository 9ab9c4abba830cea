import { codeOfFragment } from "@jiaozi/sdk/request/link";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { readRequest } from "@jiaozi/sdk/request/read";
import { registryReader } from "@jiaozi/sdk/request/registry-reader";
import { RequestError } from "@jiaozi/sdk/request/request-error";
import { type TipRule, tipRuleOf } from "@jiaozi/sdk/request/tip";
import { type VerifiedRequest, verifyRequest } from "@jiaozi/sdk/request/verify";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Hex } from "viem";
import { getBlock } from "viem/actions";
import { type Network, useNetwork } from "../../app/network/useNetwork.ts";

export interface PayableCode extends VerifiedRequest {
  tipRule: TipRule;
}

/** A code that is stopped, and why; never a warning. */
export interface StoppedCode {
  stopped: RequestError;
  text: string;
  /** Where a request could be read: it may have been paid before it was stopped. */
  digest: Hex | undefined;
}

/** The code in this page's address. */
export function useCodeText(): string {
  const fragment = useSyncExternalStore(subscribeToFragment, () => location.hash);
  return codeOfFragment(fragment) ?? "";
}

/** What the code is worth: checked against the chain once, before anything of it is shown. */
export function useVerifiedCode(text: string) {
  const network = useNetwork();
  return useQuery({
    queryKey: ["code", network.deployment.genesisHash, text],
    queryFn: () => verifyCode(text, network),
    staleTime: Infinity,
  });
}

async function verifyCode(text: string, { client, deployment }: Network): Promise<PayableCode | StoppedCode> {
  const { chainId, guid, contracts } = deployment;
  const network = { chainId, guid, paymentHub: contracts.paymentHub };
  let digest: Hex | undefined;
  try {
    const read = readRequest(text, guid);
    digest = requestDigest(read.request, network);
    const { timestamp } = await getBlock(client);
    const verified = await verifyRequest(read, network, timestamp, registryReader(client, contracts));
    return { ...verified, tipRule: tipRuleOf(verified.decoded, verified.currency) };
  } catch (error) {
    if (error instanceof RequestError) return { stopped: error, text, digest };
    throw error; // the network did not answer: the query tries again
  }
}

function subscribeToFragment(listener: () => void) {
  addEventListener("hashchange", listener);
  addEventListener("popstate", listener);
  return () => {
    removeEventListener("hashchange", listener);
    removeEventListener("popstate", listener);
  };
}
