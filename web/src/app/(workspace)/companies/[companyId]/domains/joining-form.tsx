"use client";

import { useActionState } from "react";
import type { Domain } from "@/api/generated/company";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ChoiceGroup } from "@/ui/choice-group";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { Select } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import { joinings } from "./joining";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  domain: Domain;
  roles: { id: string; name: string }[];
  href: string;
}

/** What people with an address in the domain may do, and what they get. */
export function JoiningForm({ action, domain, roles, href }: Props) {
  const dictionary = useDictionary();
  const text = dictionary.domains;
  const [state, submit] = useActionState(action, {});
  const { values } = state;
  const given = domain.role && !roles.some(({ id }) => id === domain.role?.id) ? [domain.role] : [];

  return (
    <form action={submit} className={form.form}>
      <FormOutcome state={state} reloadHref={href} />
      <input type="hidden" name="version" value={values?.version ?? domain.eTag} />
      {domain.status === "pending" && <p>{text.joiningPending}</p>}
      <ChoiceGroup
        legend={text.joining}
        name="joining"
        value={values?.joining ?? domain.joining}
        choices={joinings.map((value) => ({ value, ...text.choices[value] }))}
      />
      {roles.length + given.length > 0 && (
        <Select
          name="roleId"
          label={text.role}
          value={values?.roleId ?? domain.role?.id ?? ""}
          choices={[
            { value: "", text: text.noRole },
            ...[...given, ...roles].map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      )}
      <div className={form.actions}>
        <SubmitButton pendingText={dictionary.form.saving}>{text.save}</SubmitButton>
      </div>
    </form>
  );
}
