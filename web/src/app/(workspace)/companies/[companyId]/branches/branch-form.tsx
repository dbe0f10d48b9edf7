"use client";

import { useActionState } from "react";
import type { Branch } from "@/api/generated/company";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** Where all branches are. */
  back: string;
  stored?: Branch;
}

export function BranchForm({ action, back, stored }: Props) {
  const text = useDictionary();
  const labels = text.branches;
  const [state, submit] = useActionState(action, {});
  const { values } = state;
  const errors = fieldErrors(state, text);
  if (state.code === "kpp_taken") errors.kpp = [text.refusals.kpp_taken ?? ""];
  if (errors.name) errors.name = [labels.nameError];

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} reloadHref={stored && `${back}/${stored.id}`} />
      {stored && <input type="hidden" name="version" value={values?.version ?? stored.eTag} />}
      <TextInput
        name="name"
        label={labels.name}
        hint={labels.nameHint}
        maxLength={500}
        defaultValue={values?.name ?? stored?.name ?? ""}
        errors={errors.name}
      />
      <TextInput
        name="kpp"
        label={labels.kpp}
        hint={labels.kppHint}
        maxLength={9}
        defaultValue={values?.kpp ?? stored?.kpp ?? ""}
        errors={errors.kpp}
      />
      <TextInput
        name="address"
        label={labels.address}
        optional={text.companyForm.optional}
        maxLength={1000}
        defaultValue={values?.address ?? stored?.address ?? ""}
        errors={errors.address}
      />
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{stored ? labels.save : labels.add}</SubmitButton>
        <ButtonLink look="secondary" href={back}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
