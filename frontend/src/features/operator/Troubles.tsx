import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { Trans, useLingui } from "@lingui/react/macro";
import { Notice } from "../../components/Notice.tsx";

const STANDSTILL_SECONDS = 10;
/** Of its last blocks: who signs fewer is ill, or far away. */
const FEW_SIGNED = 0.8;

/**
 * What the operator should do something about, each in a sentence.
 * @param readAt in milliseconds, by this device's clock.
 */
export function Troubles({ health, readAt }: { health: ChainHealth; readAt: number }) {
  const { i18n } = useLingui();
  const { secondsSinceBlock, validators, lookedAt } = health;
  const voters = validators.filter(({ power }) => power > 0);
  const down = voters.filter(({ state }) => state === "down");
  const slow = voters.filter(({ state, signed }) => state !== "down" && signed < lookedAt * FEW_SIGNED);
  const names = (of: readonly { name: string }[]) =>
    new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(of.map(({ name }) => name));
  const powerOf = (of: readonly { power: number }[]) => of.reduce((sum, { power }) => sum + power, 0);
  const [downPower, totalPower] = [powerOf(down), powerOf(voters)];
  // To the minute: each change of an alert is read out
  const since = i18n.date(new Date(readAt - secondsSinceBlock * 1000), { timeStyle: "short" });
  return (
    <>
      {secondsSinceBlock > STANDSTILL_SECONDS && (
        <Notice kind="refused" title={<Trans>The chain stands still</Trans>}>
          <Trans>
            There has been no block since {since}. Nothing is lost: what was final stays so, and it goes on as soon as
            more than two thirds of the votes are back.
          </Trans>
        </Notice>
      )}
      {down.length > 0 && (
        <Notice kind="attention" title={<Trans>Down: {names(down)}</Trans>}>
          {downPower * 3 < totalPower ? (
            <Trans>
              {downPower} of {totalPower} votes are missing, and the chain goes on without them. It does not if a third
              is missing: bring them back.
            </Trans>
          ) : (
            <Trans>
              {downPower} of {totalPower} votes are missing, and the chain needs more than two thirds.
            </Trans>
          )}
        </Notice>
      )}
      {slow.length > 0 && (
        <Notice kind="attention" title={<Trans>Misses blocks: {names(slow)}</Trans>}>
          <Trans>Its machine or its line may be too slow, or it was started a moment ago.</Trans>
        </Notice>
      )}
    </>
  );
}
