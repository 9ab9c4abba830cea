import { Trans } from "@lingui/react/macro";
import { useConnectedWallet } from "../../app/keys/ConnectedWallet.ts";
import { useSigner } from "../../app/keys/useSigner.ts";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";

/** This browser's own key, or a wallet installed beside it. */
export function WhoApproves() {
  const { source } = useSigner("wallet");
  const wallet = useConnectedWallet();
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-title font-semibold">
        <Trans>Who approves</Trans>
      </h2>
      {source === "injected" ? (
        <>
          <p className="text-ink-soft">
            <Trans>A wallet installed in this browser approves your payments.</Trans>
          </p>
          <Button width="full" onClick={wallet.disconnect}>
            <Trans>Use this browser's own key again</Trans>
          </Button>
        </>
      ) : (
        <>
          <p className="text-ink-soft">
            <Trans>This browser approves your payments with a key that never leaves it.</Trans>
          </p>
          {wallet.installed.map(({ id, name, connect }) => (
            <Button key={id} width="full" icon="wallet" onClick={connect}>
              <Trans>Use {name} instead</Trans>
            </Button>
          ))}
        </>
      )}
      {wallet.error && (
        <Notice kind="attention" title={<Trans>The wallet was not connected</Trans>}>
          <Trans>It declined, or did not answer. Open it and try again.</Trans>
        </Notice>
      )}
    </section>
  );
}
