import type { Role } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import type { Membership } from "../load-membership";
import { withinOwn } from "../members/may-manage";
import list from "../section-list.module.css";
import { permissionName } from "./catalogue";
import styles from "./roles.module.css";

/** Each with what it allows; only those that allow no more than the person's own can be changed. */
export async function RoleList({ membership, roles }: { membership: Membership; roles: Role[] }) {
  const text = await currentDictionary();
  const { company, you, mayChange } = membership;
  return (
    <ul className={list.list}>
      {roles.map((role) => (
        <li key={role.id}>
          <div className={list.item}>
            <h2>{role.name}</h2>
            {role.description && <p>{role.description}</p>}
            {role.permissions.length > 0 ? (
              <ul aria-label={text.roles.permissions} className={styles.permissions}>
                {role.permissions.map((permission) => (
                  <li key={permission} className={styles.permission}>
                    {permissionName(permission, text)}
                  </li>
                ))}
              </ul>
            ) : (
              <p>{text.roles.noPermissions}</p>
            )}
          </div>
          {mayChange("roles.manage") && withinOwn(you.permissions, role.permissions) && (
            <ButtonLink
              look="secondary"
              href={`/companies/${company.id}/roles/${role.id}`}
              aria-label={format(text.roles.editOf, { name: role.name })}
            >
              {text.roles.edit}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
