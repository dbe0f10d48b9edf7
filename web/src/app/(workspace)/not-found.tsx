import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";

/** A record that does not exist and one that is none of this person's business look the same. */
export default async function NotFound() {
  const { states } = await currentDictionary();
  return (
    <Panel>
      <StateView level={1} icon="search" title={states.notFoundTitle} text={states.notFoundText}>
        <ButtonLink href="/dashboard">{states.home}</ButtonLink>
      </StateView>
    </Panel>
  );
}
