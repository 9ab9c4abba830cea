import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Icon, type IconName } from "../components/Icon.tsx";
import { SealMark } from "../components/SealMark.tsx";

export function FrontDoor() {
  const { t } = useLingui();
  return (
    <main className="mx-auto flex min-h-dvh max-w-page flex-col justify-center gap-12 px-6 py-12 wide:grid wide:grid-cols-2 wide:items-center wide:gap-24 wide:px-12">
      <div className="flex flex-col gap-6">
        <SealMark className="size-20 -rotate-3" />
        <h1 className="text-amount font-semibold tracking-tight">Jiaozi</h1>
        <p className="max-w-words text-title text-ink-soft">
          <Trans>
            Scan a code, and a deposit at your bank becomes a deposit at the shop’s bank, settled between the two in one
            step.
          </Trans>
        </p>
      </div>
      <nav aria-label={t`Where to`}>
        <ul className="border-y border-line">
          <Door to="/till" icon="shop" name={<Trans>Till</Trans>}>
            <Trans>Key in an amount, show its code, see it paid.</Trans>
          </Door>
          <Door to="/wallet" icon="wallet" name={<Trans>Wallet</Trans>}>
            <Trans>Scan, look at who is paid, pay once.</Trans>
          </Door>
          <Door to="/bank" icon="bank" name={<Trans>Bank</Trans>}>
            <Trans>Enrol customers and shops, issue deposits, watch the settlement balance.</Trans>
          </Door>
          <Door to="/operator" icon="link" name={<Trans>Operator</Trans>}>
            <Trans>See whether the chain makes its blocks, and who of the validators is missing.</Trans>
          </Door>
        </ul>
      </nav>
    </main>
  );
}

function Door({ to, icon, name, children }: { to: string; icon: IconName; name: ReactNode; children: ReactNode }) {
  return (
    <li className="not-last:border-b not-last:border-line">
      <Link href={to} className="group flex items-center gap-5 px-1 py-6">
        <Icon name={icon} className="size-7 text-ink-soft transition group-hover:text-ink" />
        <span className="grow">
          <span className="block text-title font-semibold">{name}</span>
          <span className="text-ink-soft">{children}</span>
        </span>
        <Icon
          name="forward"
          className="size-5 text-ink-soft transition group-hover:translate-x-1 group-hover:text-ink"
        />
      </Link>
    </li>
  );
}
