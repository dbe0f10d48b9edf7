"use client";

import { useDictionary } from "@/i18n/dictionary-provider";
import form from "@/ui/form.module.css";
import { TextInput } from "@/ui/inputs";
import { Panel } from "@/ui/panel";
import type { CompanyField } from "./company-form-state";

export function BankFields({ field }: { field: CompanyField }) {
  const text = useDictionary();
  const labels = text.companyForm;
  const boxes = [
    { name: "bik", label: text.company.bik, hint: labels.bikHint, maxLength: 9 },
    { name: "settlementAccount", label: text.company.settlementAccount, hint: labels.accountHint, maxLength: 20 },
    { name: "correspondentAccount", label: text.company.correspondentAccount, hint: labels.accountHint, maxLength: 20 },
  ];
  return (
    <Panel title={labels.bank}>
      <div className={form.form}>
        {boxes.map(({ name, ...box }) => (
          <TextInput key={name} {...field(name)} {...box} optional={labels.optional} inputMode="numeric" />
        ))}
      </div>
    </Panel>
  );
}
