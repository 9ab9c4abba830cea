import { memo, useEffect, useMemo } from "react";
import type { Address } from "viem";
import { getAddresses, getChainId } from "viem/actions";
import { type Config, useConfig, useConnect, useConnection, useConnectors, useDisconnect, WagmiProvider } from "wagmi";
import { getConnectorClient, switchChain } from "wagmi/actions";
import { useNetwork } from "../network/useNetwork.ts";
import { walletConfigOf } from "../network/walletConfig.ts";
import type { ConnectedWallet } from "./ConnectedWallet.ts";
import type { SigningClient } from "./sign.ts";
import { createSigner, type Signer } from "./Signer.ts";
import { WalletMismatchError } from "./WalletMismatchError.ts";

interface InjectedWalletsProps {
  /** Each change of what is installed or connected. */
  onWallet: (wallet: ConnectedWallet) => void;
}

/**
 * Draws nothing: listens to the extensions, and tells `WalletConnection`. Not drawn again when that is: wagmi's provider
 * connects anew each time it is drawn, and reports again.
 */
export const InjectedWallets = memo(function InjectedWallets({ onWallet }: InjectedWalletsProps) {
  const network = useNetwork();
  return (
    <WagmiProvider config={walletConfigOf(network)}>
      <ConnectionReport onWallet={onWallet} />
    </WagmiProvider>
  );
});

function ConnectionReport({ onWallet }: InjectedWalletsProps) {
  const config = useConfig();
  const { chain } = useNetwork();
  const { status, address } = useConnection();
  const connectors = useConnectors();
  const { mutate: connect, error } = useConnect();
  const { mutate: disconnect } = useDisconnect();

  const signer = useMemo(
    () => (status === "connected" ? createInjectedSigner(config, chain.id, address) : undefined),
    [config, chain.id, status, address],
  );
  const wallet = useMemo<ConnectedWallet>(
    () => ({
      status: signer ? "connected" : status === "reconnecting" ? "settling" : "none",
      signer,
      installed: connectors.map((connector) => ({
        id: connector.uid,
        name: connector.name,
        connect: () => connect({ connector, chainId: chain.id }),
      })),
      error: error ?? undefined,
      disconnect: () => disconnect({}),
    }),
    [signer, status, connectors, error, connect, disconnect, chain.id],
  );
  useEffect(() => onWallet(wallet), [onWallet, wallet]);
  return null;
}

function createInjectedSigner(config: Config, chainId: number, address: Address): Signer {
  return createSigner({
    role: "wallet",
    address,
    source: "injected",
    client: () => checkedClient(config, chainId, address),
  });
}

/** Asks the wallet itself which chain and account it is on: what it said when it connected may be old. */
async function checkedClient(config: Config, chainId: number, address: Address): Promise<SigningClient> {
  const asked = await getConnectorClient(config, { assertChainId: false });
  if ((await getChainId(asked)) !== chainId) await switchChain(config, { chainId });
  const client = await getConnectorClient(config, { chainId, account: address, assertChainId: false });
  const [actualChainId, accounts] = await Promise.all([getChainId(client), getAddresses(client)]);
  if (actualChainId !== chainId) throw new WalletMismatchError("chain");
  if (!accounts.includes(address)) throw new WalletMismatchError("account");
  return client;
}
