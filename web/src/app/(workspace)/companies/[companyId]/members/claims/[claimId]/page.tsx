import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReceivedClaim } from "@/api/generated/company";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../../failure-view";
import { BackLink } from "../../../back-link";
import styles from "../../../company.module.css";
import { loadMembership } from "../../../load-membership";
import { NoPermission } from "../../../no-permission";
import { sectionTitle } from "../../../section-title";
import { loadAssignableRoles } from "../../assignable-roles";
import { accept, decline } from "../actions";
import { claimantName, loadClaims } from "../load-claims";
import { AcceptForm } from "./accept-form";

type Props = PageProps<"/companies/[companyId]/members/claims/[claimId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).claims.received.title);
}

/** One claim, for an owner to answer. */
export default async function ClaimPage({ params }: Props) {
  const dictionary = await currentDictionary();
  const text = dictionary.claims.received;
  const { companyId, claimId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/members`, text: dictionary.members.all };
  if (!membership.mayChange("ownership.transfer")) return <NoPermission back={back} />;
  const [claims, roles] = await Promise.all([loadClaims(companyId), loadAssignableRoles(companyId, membership.you)]);
  if (claims.failure) return <FailureView failure={claims.failure} />;
  if (roles.failure) return <FailureView failure={roles.failure} />;
  const claim = claims.data.items.find(({ id }) => id === claimId);
  if (!claim) notFound();

  const name = claimantName(claim, dictionary);
  return (
    <>
      <BackLink {...back} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        <Panel title={format(text.claimOf, { name })} flush>
          <ClaimFacts claim={claim} />
        </Panel>
        <Panel title={text.accept}>
          <AcceptForm action={accept.bind(null, companyId, claimId)} assignable={roles.assignable} back={back.href} />
        </Panel>
        <Panel title={text.decline}>
          <div className={form.form}>
            <p>{format(text.declineLead, { name })}</p>
            <ConfirmDialog
              id="decline-claim"
              opener={{ text: text.decline }}
              title={format(text.declineTitle, { name })}
              text={format(text.declineLead, { name })}
              confirm={text.declineConfirm}
              action={decline.bind(null, companyId, claimId)}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}

async function ClaimFacts({ claim }: { claim: ReceivedClaim }) {
  const text = (await currentDictionary()).claims.received;
  const facts = [
    { label: text.name, value: claim.name },
    { label: text.email, value: claim.email },
    { label: text.message, value: claim.message },
    { label: text.made, value: <Day of={claim.createdAt} /> },
    { label: text.until, value: <Day of={claim.expiresAt} /> },
  ];
  return (
    <dl>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd className={value ? undefined : styles.none}>{value ?? text.noMessage}</dd>
        </div>
      ))}
    </dl>
  );
}
