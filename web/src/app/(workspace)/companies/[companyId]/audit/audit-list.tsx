import type { AuditChange, AuditEntry } from "@/api/generated/company";
import { type Dictionary, format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Moment } from "@/i18n/moment";
import styles from "./audit-list.module.css";

/** What was done, by whom, when and from where, and what it changed. */
export async function AuditList({ entries }: { entries: AuditEntry[] }) {
  const text = await currentDictionary();
  return (
    <ol className={styles.entries}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className={styles.head}>
            <strong>{text.audit.actions[entry.action] ?? entry.action}</strong>
            <small>
              <Moment of={entry.at} />
            </small>
          </div>
          <p className={styles.who}>
            {actorOf(entry, text)}
            {entry.ipAddress && ` · ${format(text.audit.from, { address: entry.ipAddress })}`}
          </p>
          {entry.changes.length > 0 && (
            <dl className={styles.changes}>
              {entry.changes.map((change) => (
                <div key={change.field}>
                  <dt>{text.audit.fields[change.field] ?? change.field}</dt>
                  <dd>{valuesOf(change, text)}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

function actorOf({ actor }: AuditEntry, { audit }: Dictionary): string {
  if (actor.kind === "system") return audit.platform;
  return actor.name ?? (actor.kind === "client" ? actor.id : audit.unknown);
}

/** What came new, or went, has no other side to show. */
function valuesOf({ field, before, after, isErased }: AuditChange, { audit, companies }: Dictionary): string {
  if (isErased) return audit.erased;
  const words: Record<string, Record<string, string>> = {
    kind: companies.kinds,
    status: companies.statuses,
    role: companies.roles,
  };
  const said = (values: string[]) => values.map((value) => words[field]?.[value] ?? value).join(", ");
  const [was, is] = [said(before), said(after)];
  if (!was) return is;
  return format(audit.change, { before: was, after: is || audit.nothing });
}
