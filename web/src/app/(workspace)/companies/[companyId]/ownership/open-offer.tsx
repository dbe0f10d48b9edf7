import type { ReactNode } from "react";
import { getMember, getOwnershipOffer } from "@/api/generated/company";
import { loadIfThere } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ActionButton } from "@/ui/action-button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { displayName } from "../../display-name";
import type { Membership } from "../load-membership";
import { memberName } from "../members/member-name";
import { accept, end } from "./actions";

interface Props {
  membership: Membership;
  /** What to show where no offer is open. */
  otherwise?: ReactNode;
}

/** The offer of the company that is open, for the two it is between; nothing for others. */
export async function OpenOffer({ membership: { company, you, active }, otherwise }: Props) {
  const text = await currentDictionary();
  const offer = active ? await loadIfThere(getOwnershipOffer(company.id)) : null;
  // What is only beside the page's own content may be missing without a word.
  if (!offer?.data) return otherwise;

  const yours = offer.data.toAccountId === you.accountId;
  const other = await loadIfThere(getMember(company.id, yours ? offer.data.fromAccountId : offer.data.toAccountId));
  const name = other?.data ? memberName(other.data, text) : text.ownership.somebody;
  const words = text.ownership;
  return (
    <Panel title={words.title}>
      <div className={form.form}>
        <p>
          <strong>{format(yours ? words.offeredToYou : words.offered, { name })}</strong>
          <br />
          {yours && `${format(words.acceptLead, { name })} `}
          {words.until} <Day of={offer.data.expiresAt} />
        </p>
        <div className={form.actions}>
          {yours && (
            <ConfirmDialog
              id="accept-ownership"
              opener={{ text: words.accept, look: "primary" }}
              title={words.acceptTitle}
              text={format(words.acceptText, { company: displayName(company), name })}
              confirm={words.acceptConfirm}
              look="primary"
              action={accept.bind(null, company.id)}
            />
          )}
          <ActionButton
            action={end.bind(null, company.id, yours ? "offerDeclined" : "offerWithdrawn")}
            text={yours ? words.decline : words.withdraw}
          />
        </div>
      </div>
    </Panel>
  );
}
