"use client";

import { useActionState } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { ChoiceGroup } from "@/ui/choice-group";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { SubmitButton } from "@/ui/submit-button";
import type { AssignableRoles } from "../../assignable-roles";
import { OwnRoles } from "../../own-roles";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  assignable: AssignableRoles;
  back: string;
}

/** Makes whose claim it is a member, in the roles that are chosen. */
export function AcceptForm({ action, assignable, back }: Props) {
  const text = useDictionary();
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className={form.form}>
      <FormOutcome state={state} />
      <ChoiceGroup
        legend={text.members.role}
        name="role"
        value={state.values?.role ?? "member"}
        choices={assignable.roles.map((role) => ({
          value: role,
          text: text.companies.roles[role],
          hint: text.members.roleHints[role],
        }))}
      />
      <OwnRoles roles={assignable.ownRoles} given={(id) => `role:${id}` in (state.values ?? {})} />
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{text.claims.received.accept}</SubmitButton>
        <ButtonLink look="secondary" href={back}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
