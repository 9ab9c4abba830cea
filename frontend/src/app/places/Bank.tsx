import { BankPlace } from "../../features/bank/BankPlace.tsx";
import { KeyGate } from "../keys/KeyGate.tsx";
import { NetworkProvider } from "../network/NetworkProvider.tsx";

export function Bank() {
  return (
    <NetworkProvider>
      <KeyGate keyRole="bank">
        <BankPlace />
      </KeyGate>
    </NetworkProvider>
  );
}
