import { type ReactNode, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import type { Address } from "viem";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ChainReplacedNotice } from "../network/ChainReplacedNotice.tsx";
import { createSigningClient } from "../network/networkClient.ts";
import { type Network, useNetwork } from "../network/useNetwork.ts";
import { useConnectedWallet } from "./ConnectedWallet.ts";
import { CutShortLink } from "./CutShortLink.tsx";
import {
  admitWaitingLink,
  cutShortLink,
  dropCutShortLink,
  dropWaitingLink,
  subscribeToLinks,
  waitingLink,
} from "./enrolmentLink.ts";
import { unlockKey } from "./keyStore.ts";
import { KeyUnusable } from "./KeyUnusable.tsx";
import { Newcomer } from "./Newcomer.tsx";
import { ReplaceKey } from "./ReplaceKey.tsx";
import type { Role } from "./role.ts";
import { createSigner, preloadSigning, type Signer } from "./Signer.ts";
import { useRoleKey } from "./useRoleKey.ts";
import { SignerContext } from "./useSigner.ts";

/** Lets a person in once the place has a key, and it is one of this network: inside, `useSigner` always answers. */
export function KeyGate({ keyRole: role, children }: { keyRole: Role; children: ReactNode }) {
  const network = useNetwork();
  const wallet = useConnectedWallet();
  const { status, key, create, tieTo, replace, forget } = useRoleKey(role);
  const link = useSyncExternalStore(subscribeToLinks, waitingLink);
  const cutShort = useSyncExternalStore(subscribeToLinks, cutShortLink);
  const { genesisHash } = network.deployment;
  const isNew = key !== undefined && key.genesisHash === undefined;

  const tieToNetwork = useEffectEvent(() => tieTo(genesisHash));
  useEffect(() => {
    if (isNew) void tieToNetwork();
  }, [isNew]);

  const address = key?.address;
  const signer = useMemo(
    () => wallet.signer ?? (address && createLocalSigner(network, role, address)),
    [wallet.signer, network, role, address],
  );
  useEffect(preloadSigning, []);

  if (cutShort === role) return <CutShortLink onGoOn={dropCutShortLink} />;
  if (link?.role === role && key) {
    return (
      <ReplaceKey
        kept={key.address}
        offered={link.address}
        onReplace={() => void replace(link.privateKey).then(admitWaitingLink)}
        onKeep={dropWaitingLink}
      />
    );
  }
  if (status === "failed" && !wallet.signer) return <KeyUnusable />;
  if (status === "loading" || wallet.status === "settling") return <GateSkeleton />;
  if (!signer) return <Newcomer keyRole={role} onCreate={create} />;
  if (signer.source === "key" && key?.genesisHash && key.genesisHash !== genesisHash) {
    return <ChainReplacedNotice onEnrolAgain={() => void forget().then(create)} />;
  }
  return <SignerContext value={signer}>{children}</SignerContext>;
}

function createLocalSigner(network: Network, role: Role, address: Address): Signer {
  return createSigner({
    role,
    address,
    source: "key",
    client: async () => createSigningClient(network, await unlockKey(role, address)),
  });
}

function GateSkeleton() {
  return (
    <PhonePlace title="Jiaozi">
      <Skeleton shape="amount" />
      <Skeleton shape="row" count={3} />
    </PhonePlace>
  );
}
