"use client";

import { useActionState } from "react";
import type { MachineClient } from "@/api/generated/company";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { ChoiceGroup } from "@/ui/choice-group";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import type { AssignableRoles } from "../members/assignable-roles";
import { OwnRoles } from "../members/own-roles";
import type { SecretState } from "./actions";
import { IssuedSecret } from "./issued-secret";

interface Props {
  action: (state: SecretState, form: FormData) => Promise<SecretState>;
  assignable: AssignableRoles;
  /** Where all clients are. */
  back: string;
  stored?: MachineClient;
}

/** Makes a client, whose secret then stands in the place of the form, or changes one. */
export function ClientForm({ action, assignable, back, stored }: Props) {
  const text = useDictionary();
  const labels = text.clients;
  const [state, submit] = useActionState(action, {});
  if (state.issued) return <IssuedSecret issued={state.issued} back={back} />;

  const { values } = state;
  const errors = fieldErrors(state, text);
  if (errors.name) errors.name = [labels.nameError];
  // A client is nobody who could answer for a company.
  const roles = assignable.roles.filter((role) => role !== "owner");

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} reloadHref={stored && `${back}/${stored.clientId}`} />
      {stored && <input type="hidden" name="version" value={values?.version ?? stored.eTag} />}
      <TextInput
        name="name"
        label={labels.name}
        hint={labels.nameHint}
        maxLength={100}
        defaultValue={values?.name ?? stored?.name ?? ""}
        errors={errors.name}
      />
      <ChoiceGroup
        legend={text.members.role}
        name="role"
        value={values?.role ?? stored?.role ?? "member"}
        choices={roles.map((role) => ({
          value: role,
          text: text.companies.roles[role],
          hint: labels.roleHints[role],
        }))}
      />
      <OwnRoles
        roles={assignable.ownRoles}
        given={(id) => (values ? `role:${id}` in values : Boolean(stored?.roles.some((role) => role.id === id)))}
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
