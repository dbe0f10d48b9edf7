"use client";

import { useActionState } from "react";
import type { Member } from "@/api/generated/company";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { ChoiceGroup } from "@/ui/choice-group";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { SubmitButton } from "@/ui/submit-button";
import type { AssignableRoles } from "../assignable-roles";
import { OwnRoles } from "../own-roles";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  member: Member;
  assignable: AssignableRoles;
  href: string;
  back: string;
}

export function RolesForm({ action, member, assignable, href, back }: Props) {
  const text = useDictionary();
  const [state, submit] = useActionState(action, {});
  const { values } = state;

  return (
    <form action={submit} className={form.form}>
      <FormOutcome state={state} reloadHref={href} />
      <input type="hidden" name="version" value={values?.version ?? member.eTag} />
      <ChoiceGroup
        legend={text.members.role}
        name="role"
        value={values?.role ?? member.role}
        choices={assignable.roles.map((role) => ({
          value: role,
          text: text.companies.roles[role],
          hint: text.members.roleHints[role],
        }))}
      />
      <OwnRoles
        roles={assignable.ownRoles}
        given={(id) => (values ? `role:${id}` in values : member.roles.some((role) => role.id === id))}
      />
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{text.members.save}</SubmitButton>
        <ButtonLink look="secondary" href={back}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
