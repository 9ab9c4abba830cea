import { type ReactNode, useMemo } from "react";
import { getAddresses, getChainId } from "viem/actions";
import { type Config, useConfig, useConnect, useConnection, useConnectors, useDisconnect, WagmiProvider } from "wagmi";
import { getConnectorClient, switchChain } from "wagmi/actions";
import type { Address } from "viem";
import { useNetwork } from "../network/useNetwork.ts";
import { createWalletConfig } from "../network/walletConfig.ts";
import { ConnectedWalletContext, type ConnectedWallet } from "./ConnectedWallet.ts";
import { createSigner, type Signer, type SigningClient } from "./Signer.ts";
import { WalletMismatchError } from "./WalletMismatchError.ts";

/** Lets the wallet place use an extension. Its code, and wagmi's, is loaded there only. */
export function WalletConnection({ children }: { children: ReactNode }) {
  const network = useNetwork();
  const config = useMemo(() => createWalletConfig(network), [network]);
  return (
    <WagmiProvider config={config}>
      <ConnectedWalletProvider>{children}</ConnectedWalletProvider>
    </WagmiProvider>
  );
}

function ConnectedWalletProvider({ children }: { children: ReactNode }) {
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
  return <ConnectedWalletContext value={wallet}>{children}</ConnectedWalletContext>;
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
