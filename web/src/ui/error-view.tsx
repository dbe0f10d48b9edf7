"use client";

import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "./button";
import { Panel } from "./panel";
import { StateView } from "./state-view";

/** What was not foreseen. The digest is the line in the server's log. */
export function ErrorView({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const text = useDictionary();
  const note = error.digest && format(text.form.trace, { id: error.digest });
  return (
    <Panel>
      <StateView level={1} icon="alert" title={text.states.errorTitle} text={text.states.errorText} note={note}>
        <Button onClick={reset}>{text.states.retry}</Button>
      </StateView>
    </Panel>
  );
}
