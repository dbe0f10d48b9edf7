import type { MachineClient } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Moment } from "@/i18n/moment";
import { ButtonLink } from "@/ui/button";
import type { Membership } from "../load-membership";
import { withinOwn } from "../members/may-manage";
import styles from "../section-list.module.css";

/** Each with its id and roles; only those that may no more than the person can be changed. */
export async function ClientList({ membership, clients }: { membership: Membership; clients: MachineClient[] }) {
  const text = await currentDictionary();
  const { company, you, mayChange } = membership;
  return (
    <ul className={styles.list}>
      {clients.map((client) => (
        <li key={client.clientId}>
          <div className={styles.item}>
            <h2>{client.name}</h2>
            <p>{client.clientId}</p>
            <p>{[text.companies.roles[client.role], ...client.roles.map(({ name }) => name)].join(", ")}</p>
            <p>
              {text.clients.secretSince} <Moment of={client.secretCreatedAt} />
            </p>
          </div>
          {mayChange("clients.manage") && withinOwn(you.permissions, client.permissions) && (
            <ButtonLink
              look="secondary"
              href={`/companies/${company.id}/clients/${client.clientId}`}
              aria-label={format(text.clients.editOf, { name: client.name })}
            >
              {text.clients.edit}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
