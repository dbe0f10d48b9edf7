"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";

export function AddForm({ action }: { action: (state: FormState, form: FormData) => Promise<FormState> }) {
  const text = useDictionary().domains;
  const [state, submit] = useActionState(action, {});
  const refusal = state.code && text.refusals[state.code];
  const errors = refusal ? [refusal] : state.errors?.name && [text.nameError];

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} refusals={text.refusals} />
      <TextInput
        name="name"
        label={text.name}
        hint={text.nameHint}
        maxLength={229}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        defaultValue={state.values?.name ?? ""}
        errors={errors}
      />
      <div className={form.actions}>
        <SubmitButton pendingText={text.adding}>{text.add}</SubmitButton>
      </div>
    </form>
  );
}
