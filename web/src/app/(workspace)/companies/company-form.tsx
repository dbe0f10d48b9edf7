"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { TextInput } from "@/ui/inputs";
import { Panel } from "@/ui/panel";
import { SubmitButton } from "@/ui/submit-button";
import { BankFields } from "./bank-fields";
import { ClaimOffer } from "./claims/claim-offer";
import styles from "./company-form.module.css";
import type { CompanyFormState } from "./company-form-state";
import { KnownByFields } from "./known-by-fields";

interface Props {
  action: (state: CompanyFormState, form: FormData) => Promise<CompanyFormState>;
  /** When adding: the countries that a foreign company can be of. */
  countries?: { value: string; text: string }[];
  /** When editing: what is stored, its version, and where it can be looked at. What the company is known by stays as it is. */
  stored?: { values: Record<string, string>; version: string; href: string };
}

/** The field of a number that another company has. */
const taken: Record<string, string> = { inn_taken: "inn", registration_number_taken: "registrationNumber" };

export function CompanyForm({ action, countries = [], stored }: Props) {
  const text = useDictionary();
  const labels = text.companyForm;
  const [state, submit] = useActionState(action, {});
  const values: Record<string, string> = { kind: "legalEntity", ...stored?.values, ...state.values };
  const takenField = taken[state.code ?? ""];
  const errors = takenField ? { [takenField]: [text.refusals[state.code ?? ""] ?? ""] } : fieldErrors(state, text);
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", errors: errors[name] });
  const kind = stored?.values.kind;

  return (
    <form action={submit} className={`${form.form} ${styles.form}`} noValidate>
      {/* What the Enter key presses is the first button of a form: that is not to be the look into the register. */}
      {!stored && <button type="submit" hidden tabIndex={-1} />}
      <FormOutcome state={state} reloadHref={stored && `${stored.href}/settings`} />
      {state.code === "inn_taken" && <ClaimOffer inn={values.inn ?? ""} />}
      {stored && <input type="hidden" name="version" value={state.values?.version ?? stored.version} />}
      <Panel title={labels.identifiers}>
        <div className={form.form}>
          {!stored && <KnownByFields field={field} countries={countries} registry={state.registry} />}
          <div className={form.columns}>
            {kind !== "soleProprietor" && (
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
            {kind !== "foreignCompany" && (
              <div className={styles.ogrn}>
                <TextInput
                  {...field("ogrn")}
                  label={kind === "soleProprietor" ? text.company.ogrnip : text.company.ogrn}
                  hint={labels.ogrnHint}
                  optional={labels.optional}
                  inputMode="numeric"
                  maxLength={15}
                />
              </div>
            )}
            <TextInput
              {...field("okved")}
              label={text.company.okved}
              hint={labels.okvedHint}
              optional={labels.optional}
              maxLength={8}
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
          {stored && (
            <TextInput
              {...field("postalAddress")}
              label={text.company.postalAddress}
              hint={labels.postalAddressHint}
              optional={labels.optional}
              maxLength={1000}
            />
          )}
        </div>
      </Panel>
      {stored && <BankFields field={field} />}
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{stored ? labels.save : labels.create}</SubmitButton>
        <ButtonLink look="secondary" href={stored?.href ?? "/companies"}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
