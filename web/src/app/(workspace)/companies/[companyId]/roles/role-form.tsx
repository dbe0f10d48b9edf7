"use client";

import { useActionState } from "react";
import type { Role } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import { Checkbox, CheckboxGroup } from "@/ui/choice-group";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { TextInput } from "@/ui/inputs";
import { SubmitButton } from "@/ui/submit-button";
import type { PermissionGroup } from "./catalogue";
import styles from "./roles.module.css";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  groups: PermissionGroup[];
  /** The names of those that no role can have. */
  ownersOnly: string[];
  /** Where all roles are. */
  back: string;
  stored?: Role;
}

export function RoleForm({ action, groups, ownersOnly, back, stored }: Props) {
  const text = useDictionary();
  const labels = text.roles;
  const [state, submit] = useActionState(action, {});
  const { values } = state;
  const errors = fieldErrors(state, text);
  if (state.code === "role_name_taken") errors.name = [text.refusals.role_name_taken ?? ""];
  else if (errors.name) errors.name = [labels.nameError];
  const checked = (permission: string) =>
    values ? `permission:${permission}` in values : Boolean(stored?.permissions.includes(permission));

  return (
    <form action={submit} className={form.form} noValidate>
      <FormOutcome state={state} reloadHref={stored && `${back}/${stored.id}`} />
      {stored && <input type="hidden" name="version" value={values?.version ?? stored.eTag} />}
      <TextInput
        name="name"
        label={labels.name}
        maxLength={100}
        defaultValue={values?.name ?? stored?.name ?? ""}
        errors={errors.name}
      />
      <TextInput
        name="description"
        label={labels.description}
        optional={text.companyForm.optional}
        maxLength={500}
        defaultValue={values?.description ?? stored?.description ?? ""}
        errors={errors.description}
      />
      <fieldset>
        <legend className={styles.legend}>{labels.permissions}</legend>
        <div className={styles.groups}>
          {groups.map((group) => (
            <CheckboxGroup key={group.name} legend={group.name}>
              {group.permissions.map((permission) => (
                <Checkbox
                  key={permission.value}
                  name={`permission:${permission.value}`}
                  text={permission.text}
                  hint={permission.hint}
                  checked={checked(permission.value)}
                />
              ))}
            </CheckboxGroup>
          ))}
        </div>
        <p className={styles.note}>{format(labels.ownersOnly, { names: ownersOnly.join(", ") })}</p>
      </fieldset>
      <div className={form.actions}>
        <SubmitButton pendingText={text.form.saving}>{stored ? labels.save : labels.add}</SubmitButton>
        <ButtonLink look="secondary" href={back}>
          {text.form.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
