"use client";

import { useDictionary } from "@/i18n/dictionary-provider";
import { Checkbox, CheckboxGroup } from "@/ui/choice-group";
import type { AssignableRoles } from "./assignable-roles";

const prefix = "role:";

/** The roles of the company's own, each to be given or not; nothing where there are none. */
export function OwnRoles({ roles, given }: { roles: AssignableRoles["ownRoles"]; given: (id: string) => boolean }) {
  const text = useDictionary().members;
  if (roles.length === 0) return null;
  return (
    <CheckboxGroup legend={text.ownRoles}>
      {roles.map((role) => (
        <Checkbox
          key={role.id}
          name={prefix + role.id}
          text={role.name}
          hint={role.description ?? undefined}
          checked={given(role.id)}
        />
      ))}
    </CheckboxGroup>
  );
}
