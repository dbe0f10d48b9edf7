"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { Select, TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import type { AssignableRoles } from "../members/assignable-roles";
import { OwnRoles } from "../members/own-roles";
import { invite } from "./actions";

/** Asks somebody by mail to become a member. */
export function InviteForm({ companyId, assignable }: { companyId: string; assignable: AssignableRoles }) {
  const text = useDictionary();
  const labels = text.invitations;
  const [state, submit] = useActionState(invite.bind(null, companyId), {});
  // Owners are made of members, not of whoever reads a mail.
  const roles = assignable.roles.filter((role) => role !== "owner").reverse();
  const errors = fieldErrors(state, text);

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} />
      <div className={form.columns}>
        <TextInput
          name="email"
          label={labels.email}
          type="email"
          autoComplete="off"
          maxLength={254}
          defaultValue={state.values?.email ?? ""}
          errors={errors.email}
        />
        <Select
          name="role"
          label={labels.role}
          value={state.values?.role ?? "member"}
          choices={roles.map((role) => ({ value: role, text: text.companies.roles[role] }))}
        />
      </div>
      <OwnRoles roles={assignable.ownRoles} given={(id) => `role:${id}` in (state.values ?? {})} />
      <div className={form.actions}>
        <SubmitButton pendingText={labels.sending}>{labels.invite}</SubmitButton>
      </div>
    </form>
  );
}
