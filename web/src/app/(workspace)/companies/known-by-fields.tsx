"use client";

import { useDictionary } from "@/i18n/dictionary-provider";
import { ChoiceGroup } from "@/ui/choice-group";
import form from "@/ui/form.module.css";
import { Select, TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import styles from "./company-form.module.css";
import type { CompanyField, RegistryLookup } from "./company-form-state";
import { RegistryNote } from "./registry-note";

interface Props {
  field: CompanyField;
  countries: { value: string; text: string }[];
  registry?: RegistryLookup;
}

/** Kind, INN and, of a foreign company, country and number: what never changes. Which are in sight follows the kind by style. */
export function KnownByFields({ field, countries, registry }: Props) {
  const text = useDictionary();
  const labels = text.companyForm;
  const { defaultValue: kind } = field("kind");
  const { defaultValue: country, ...countryField } = field("country");

  return (
    <>
      <ChoiceGroup
        legend={text.companies.kind}
        name="kind"
        value={kind}
        choices={(["legalEntity", "soleProprietor", "foreignCompany"] as const).map((value) => ({
          value,
          text: text.companies.kinds[value],
          hint: labels[`${value}Hint`],
        }))}
      />
      <div className={styles.foreign}>
        <div className={form.columns}>
          <Select
            {...countryField}
            label={text.company.country}
            value={country}
            choices={[{ value: "", text: labels.chooseCountry }, ...countries]}
          />
          <TextInput
            {...field("registrationNumber")}
            label={text.company.registrationNumber}
            hint={labels.registrationNumberHint}
            maxLength={50}
          />
        </div>
      </div>
      <div className={styles.inn}>
        <TextInput
          {...field("inn")}
          label={text.companies.inn}
          hint={
            <>
              <span className={styles.russianHint}>{labels.innHint}</span>
              <span className={styles.foreignHint}>{labels.foreignInnHint}</span>
            </>
          }
          inputMode="numeric"
          maxLength={12}
        />
        <SubmitButton look="secondary" name="intent" value="lookup" pendingText={labels.registry.pending}>
          {labels.registry.fill}
        </SubmitButton>
      </div>
      {registry && <RegistryNote lookup={registry} />}
    </>
  );
}
