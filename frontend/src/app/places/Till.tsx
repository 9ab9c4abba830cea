import { MerchantPlace } from "../../features/merchant/MerchantPlace.tsx";
import { KeyGate } from "../keys/KeyGate.tsx";
import { NetworkProvider } from "../network/NetworkProvider.tsx";

export function Till() {
  return (
    <NetworkProvider>
      <KeyGate keyRole="till">
        <MerchantPlace />
      </KeyGate>
    </NetworkProvider>
  );
}
