import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Panel } from "@/ui/panel";
import styles from "../../../claims/claims.module.css";
import type { Membership } from "../../load-membership";
import { claimantName, loadClaims } from "./load-claims";

/** Who waits to be made a member, for the owners; nothing where nobody does, and nothing for others. */
export async function ClaimList({ membership: { company, mayChange } }: { membership: Membership }) {
  const dictionary = await currentDictionary();
  const text = dictionary.claims.received;
  if (!mayChange("ownership.transfer")) return null;
  // What is only beside the page's own content may be missing without a word.
  const { data: page } = await loadClaims(company.id);
  if (!page?.items.length) return null;

  return (
    <Panel title={text.title} flush>
      <p className={styles.lead}>{text.lead}</p>
      <ul className={styles.claims}>
        {page.items.map((claim) => {
          const name = claimantName(claim, dictionary);
          return (
            <li key={claim.id}>
              <span className={styles.who}>
                <strong>{name}</strong>
                {claim.message && <span>{claim.message}</span>}
                <small>
                  {claim.email && claim.email !== name && `${claim.email} · `}
                  {text.until} <Day of={claim.expiresAt} />
                </small>
              </span>
              <ButtonLink
                look="secondary"
                href={`/companies/${company.id}/members/claims/${claim.id}`}
                aria-label={format(text.answerOf, { name })}
              >
                {text.answer}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
