import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { Address } from "viem";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { MAX_BOOK_NAME } from "./book.ts";
import { useOpenDesk } from "./DeskContext.ts";

/** Names stay on the computer that enrolled a customer: another clerk's desk learns them from its clerk. */
export function NameAccount({ account }: { account: Address }) {
  const { book } = useOpenDesk();
  const [text, setText] = useState("");
  if (book.nameOf(account)) return null;
  const name = text.trim();
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== "") book.enter({ account, name });
      }}
    >
      <Field
        label={<Trans>Name, for this desk's own book</Trans>}
        value={text}
        maxLength={MAX_BOOK_NAME}
        hint={<Trans>This desk does not know who has this account. What you write stays on this computer.</Trans>}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={name === ""}>
        <Trans>Keep the name</Trans>
      </Button>
    </form>
  );
}
