import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";

/** Stands in for a page that is there, but not for this member. */
export async function NoPermission({ text, back }: { text?: string; back: { href: string; text: string } }) {
  const { states } = await currentDictionary();
  return (
    <Panel>
      <StateView icon="lock" title={states.forbiddenTitle} text={text ?? states.forbiddenText}>
        <ButtonLink look="secondary" href={back.href}>
          {back.text}
        </ButtonLink>
      </StateView>
    </Panel>
  );
}
