import type { Metadata } from "next";
import { getReceivedInvitation } from "@/api/generated/company";
import { loadIfThere } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import form from "@/ui/form.module.css";
import { PageHeader } from "@/ui/page-header";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../failure-view";
import { withKey } from "../with-key";
import { AnswerForm } from "./answer-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).invitations.received.title };
}

export default async function InvitationPage({ params, searchParams }: PageProps<"/invitations/[invitationId]">) {
  const { invitations, companies } = await currentDictionary();
  const text = invitations.received;
  const { invitationId } = await params;
  const { key: value } = await searchParams;
  const key = typeof value === "string" ? value : undefined;
  // One that is gone is nothing strange here: it has words of its own.
  const found = await loadIfThere(getReceivedInvitation(invitationId, withKey(key)));
  if (!found) return <Gone />;
  const { data: invitation, failure } = found;
  if (failure) return <FailureView level={1} failure={failure} />;

  const roles = [companies.roles[invitation.role], ...invitation.roles].join(", ");
  return (
    <>
      <PageHeader title={format(text.to, { company: invitation.companyName })} />
      <Panel>
        <div className={form.form}>
          <p>
            {format(invitation.invitedByName ? text.text : text.textOfSomebody, {
              who: invitation.invitedByName ?? "",
              company: invitation.companyName,
              inn: invitation.companyInn ?? "–",
            })}
          </p>
          <p>{format(text.roles, { roles })}</p>
          <p>
            {format(text.sentTo, { email: invitation.email })} {invitations.until} <Day of={invitation.expiresAt} />
          </p>
          <AnswerForm invitationId={invitation.id} mailKey={key} />
        </div>
      </Panel>
    </>
  );
}

async function Gone() {
  const text = (await currentDictionary()).invitations.received;
  return (
    <Panel>
      <StateView icon="company" title={text.goneTitle} text={text.goneText}>
        <ButtonLink href="/companies">{text.toCompanies}</ButtonLink>
      </StateView>
    </Panel>
  );
}
