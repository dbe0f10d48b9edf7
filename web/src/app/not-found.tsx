import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { SiteShell } from "@/ui/site-shell";
import { StateView } from "@/ui/state-view";

export default async function NotFound() {
  const { states } = await currentDictionary();
  return (
    <SiteShell narrow>
      <StateView level={1} icon="search" title={states.notFoundTitle} text={states.notFoundText}>
        <ButtonLink href="/">{states.home}</ButtonLink>
      </StateView>
    </SiteShell>
  );
}
