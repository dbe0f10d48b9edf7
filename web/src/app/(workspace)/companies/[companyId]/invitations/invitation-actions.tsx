"use client";

import { useActionState } from "react";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import { FormOutcome } from "@/ui/form-outcome";
import { change } from "./actions";
import styles from "./invitation-list.module.css";

export function InvitationActions({ companyId, id, email }: { companyId: string; id: string; email: string }) {
  const text = useDictionary().invitations;
  const [state, submit, pending] = useActionState(change.bind(null, companyId, id), {});

  return (
    <form action={submit} className={styles.actions}>
      <Button
        type="submit"
        look="secondary"
        name="intent"
        value="resend"
        disabled={pending}
        aria-label={format(text.resendTo, { email })}
      >
        {text.resend}
      </Button>
      <Button
        type="submit"
        look="secondary"
        name="intent"
        value="withdraw"
        disabled={pending}
        aria-label={format(text.withdrawOf, { email })}
      >
        {text.withdraw}
      </Button>
      <FormOutcome state={state} />
    </form>
  );
}
