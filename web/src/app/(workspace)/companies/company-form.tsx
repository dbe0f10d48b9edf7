"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { ChoiceGroup } from "@/ui/choice-group";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { TextInput } from "@/ui/inputs";
import { Panel } from "@/ui/panel";
import { SubmitButton } from "@/ui/submit-button";
import styles from "./company-form.module.css";
import type { CompanyFormState } from "./company-form-state";
import { RegistryNote } from "./registry-note";

interface Props {
  action: (state: CompanyFormState, form: FormData) => Promise<CompanyFormState>;
  /** When editing: what is stored, its version, and where it can be looked at. Kind and INN stay as they are. */
  stored?: { values: Record<string, string>; version: string; href: string };
}

export function CompanyForm({ action, stored }: Props) {
  const text = useDictionary();
  const labels = text.companyForm;
  const [state, submit] = useActionState(action, {});
  const values = { kind: "legalEntity", ...stored?.values, ...state.values };
  const errors = state.code === "inn_taken" ? { inn: [text.refusals.inn_taken ?? ""] } : fieldErrors(state, text);
  const field = (name: string) => ({
    name,
    defaultValue: values[name as keyof typeof values] ?? "",
    errors: errors[name],
  });
  const sole = stored?.values.kind === "soleProprietor";

  return (
    <form action={submit} className={`${form.form} ${styles.form}`} noValidate>
      {/* What the Enter key presses is the first button of a form: that is not to be the look into the register. */}
      {!stored && <button type="submit" hidden tabIndex={-1} />}
      <FormOutcome state={state} reloadHref={stored && `${stored.href}/settings`} />
      {stored && <input type="hidden" name="version" value={state.values?.version ?? stored.version} />}
      <Panel title={labels.identifiers}>
        <div className={form.form}>
          {!stored && (
            <>
              <ChoiceGroup
                legend={text.companies.kind}
                name="kind"
                value={values.kind}
                choices={[
                  { value: "legalEntity", text: text.companies.kinds.legalEntity, hint: labels.legalEntityHint },
                  {
                    value: "soleProprietor",
                    text: text.companies.kinds.soleProprietor,
                    hint: labels.soleProprietorHint,
                  },
                ]}
              />
              <div className={styles.inn}>
                <TextInput
                  {...field("inn")}
                  label={text.companies.inn}
                  hint={labels.innHint}
                  inputMode="numeric"
                  maxLength={12}
                />
                <SubmitButton look="secondary" name="intent" value="lookup" pendingText={labels.registry.pending}>
                  {labels.registry.fill}
                </SubmitButton>
              </div>
              {state.registry && <RegistryNote lookup={state.registry} />}
            </>
          )}
          <div className={form.columns}>
            {!sole && (
              <div className={styles.kpp}>
                <TextInput
                  {...field("kpp")}
                  label={text.company.kpp}
                  hint={labels.kppHint}
                  optional={labels.optional}
                  maxLength={9}
                />
              </div>
            )}
            <TextInput
              {...field("ogrn")}
              label={sole ? text.company.ogrnip : text.company.ogrn}
              hint={labels.ogrnHint}
              optional={labels.optional}
              inputMode="numeric"
              maxLength={15}
            />
          </div>
        </div>
      </Panel>
      <Panel title={labels.names}>
        <div className={form.form}>
          <TextInput {...field("fullName")} label={text.company.fullName} hint={labels.fullNameHint} maxLength={500} />
          <TextInput
            {...field("shortName")}
            label={text.company.shortName}
            hint={labels.shortNameHint}
            optional={labels.optional}
            maxLength={500}
          />
          <TextInput
            {...field("legalAddress")}
            label={text.company.legalAddress}
            optional={labels.optional}
            maxLength={1000}
          />
        </div>
      </Panel>
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{stored ? labels.save : labels.create}</SubmitButton>
        <ButtonLink look="secondary" href={stored?.href ?? "/companies"}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
