"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { answer } from "./actions";

export function AnswerForm({ invitationId, mailKey }: { invitationId: string; mailKey?: string }) {
  const text = useDictionary().invitations.received;
  const [state, submit, pending] = useActionState(answer.bind(null, invitationId, mailKey), {});

  return (
    <form action={submit} className={form.form}>
      <FormOutcome state={state} />
      <div className={form.actions}>
        <Button type="submit" name="intent" value="accept" disabled={pending} aria-busy={pending}>
          {text.accept}
        </Button>
        <Button type="submit" look="secondary" name="intent" value="decline" disabled={pending}>
          {text.decline}
        </Button>
      </div>
    </form>
  );
}
