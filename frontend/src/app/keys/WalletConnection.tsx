import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { type ConnectedWallet, ConnectedWalletContext, NO_WALLET } from "./ConnectedWallet.ts";

const InjectedWallets = lazy(async () => ({ default: (await import("./InjectedWallets.tsx")).InjectedWallets }));

const SETTLING: ConnectedWallet = { ...NO_WALLET, status: "settling" };

/** Lets the wallet place use an extension. A phone has none, and so never loads the code that talks to one. */
export function WalletConnection({ children }: { children: ReactNode }) {
  const isInstalled = useIsWalletInstalled();
  const [wallet, setWallet] = useState(SETTLING);
  return (
    <ConnectedWalletContext value={isInstalled ? wallet : NO_WALLET}>
      {isInstalled && (
        <Suspense fallback={null}>
          <InjectedWallets onWallet={setWallet} />
        </Suspense>
      )}
      {children}
    </ConnectedWalletContext>
  );
}

/** Extensions announce themselves when asked (EIP-6963); an older one is found at `window.ethereum`. */
function useIsWalletInstalled(): boolean {
  const [isInstalled, setIsInstalled] = useState(() => "ethereum" in globalThis);
  useEffect(() => {
    const hear = () => setIsInstalled(true);
    addEventListener("eip6963:announceProvider", hear);
    dispatchEvent(new Event("eip6963:requestProvider"));
    return () => removeEventListener("eip6963:announceProvider", hear);
  }, []);
  return isInstalled;
}
