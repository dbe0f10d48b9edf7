"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import { claim } from "./actions";

/** Asks the owners of the company with an INN to make the person a member. */
export function ClaimForm({ inn }: { inn: string }) {
  const text = useDictionary();
  const labels = text.claims;
  const [state, submit] = useActionState(claim, {});
  const refusal = state.code && labels.refusals[state.code];
  const errors = refusal ? { inn: [refusal] } : fieldErrors(state, text);

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} refusals={labels.refusals} />
      <TextInput
        name="inn"
        label={text.companies.inn}
        hint={text.companyForm.innHint}
        inputMode="numeric"
        maxLength={12}
        defaultValue={state.values?.inn ?? inn}
        errors={errors.inn}
      />
      <TextInput
        name="message"
        label={labels.message}
        hint={labels.messageHint}
        optional={text.companyForm.optional}
        maxLength={500}
        defaultValue={state.values?.message ?? ""}
        errors={errors.message}
      />
      <p>{labels.seen}</p>
      <div className={form.actions}>
        <SubmitButton pendingText={labels.sending}>{labels.send}</SubmitButton>
        <ButtonLink look="secondary" href="/companies">
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
