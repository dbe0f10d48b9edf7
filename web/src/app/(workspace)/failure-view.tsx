import type { Failure } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import type { IconName } from "@/ui/icon";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { RetryButton } from "./retry-button";

interface Props {
  failure: Failure;
  /** 1 where this is all there is on the page. */
  level?: 1 | 2;
}

/** Stands in for what could not be loaded. */
export async function FailureView({ failure, level }: Props) {
  const text = await currentDictionary();
  const note = failure.traceId && format(text.form.trace, { id: failure.traceId });
  const [icon, title, explanation] = wording(failure, text.states);
  return (
    <Panel>
      <StateView level={level} icon={icon} title={title} text={explanation} note={note}>
        {failure.kind !== "forbidden" && <RetryButton text={text.states.retry} />}
      </StateView>
    </Panel>
  );
}

type States = Awaited<ReturnType<typeof currentDictionary>>["states"];

function wording({ kind }: Failure, states: States): [IconName, string, string] {
  if (kind === "forbidden") return ["lock", states.forbiddenTitle, states.forbiddenText];
  if (kind === "unavailable") return ["cloud", states.unavailableTitle, states.unavailableText];
  if (kind === "tooMany") return ["alert", states.tooManyTitle, states.tooManyText];
  return ["alert", states.errorTitle, states.errorText];
}
