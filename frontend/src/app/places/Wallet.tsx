import { WalletPlace } from "../../features/wallet/WalletPlace.tsx";
import { KeyGate } from "../keys/KeyGate.tsx";
import { WalletConnection } from "../keys/WalletConnection.tsx";
import { NetworkProvider } from "../network/NetworkProvider.tsx";

export function Wallet() {
  return (
    <NetworkProvider>
      <WalletConnection>
        <KeyGate keyRole="wallet">
          <WalletPlace />
        </KeyGate>
      </WalletConnection>
    </NetworkProvider>
  );
}
