import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "./Button.tsx";
import { Field } from "./Field.tsx";

interface PasteCodeProps {
  onText: (text: string) => void;
  /** Why the text was not taken. */
  error?: string | undefined;
}

export function PasteCode({ onText, error }: PasteCodeProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onText(text.trim());
      }}
    >
      <Field
        label={<Trans>Text or link of the code</Trans>}
        placeholder={t`Paste it here`}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        error={error}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" icon="paste" width="full" disabled={text.trim() === ""}>
        <Trans>Use this text</Trans>
      </Button>
    </form>
  );
}
