import { Trans, useLingui } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { useSearchParams } from "wouter";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import type { CustomerRow } from "./useCustomers.ts";

const ALL = "all";

/** Both live in the address, so that a list can be sent on and comes back with the page. */
export function CustomerFilters() {
  const { t } = useLingui();
  const [search, setSearch] = useSearchParams();

  function set(name: "state" | "find", value: string) {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === "" || value === ALL) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  }

  return (
    <search className="grid gap-4 wide:grid-cols-3">
      <Select
        label={<Trans>Show</Trans>}
        value={search.get("state") ?? ALL}
        options={[
          { value: ALL, label: t`All` },
          { value: String(STATUS.active), label: t`Active` },
          { value: String(STATUS.suspended), label: t`Suspended` },
          { value: String(STATUS.closed), label: t`Closed` },
        ]}
        onValue={(value) => set("state", value)}
      />
      <Field
        label={<Trans>Find a customer</Trans>}
        type="search"
        value={search.get("find") ?? ""}
        onChange={(event) => set("find", event.target.value)}
      />
    </search>
  );
}

export function isShown({ status, name, account }: CustomerRow, search: URLSearchParams): boolean {
  const state = search.get("state") ?? ALL;
  const find = (search.get("find") ?? "").trim().toLowerCase();
  return (state === ALL || String(status) === state) && `${name ?? ""} ${account}`.toLowerCase().includes(find);
}
