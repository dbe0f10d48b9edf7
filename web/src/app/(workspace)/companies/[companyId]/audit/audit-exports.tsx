import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import styles from "./audit-exports.module.css";

const formats = { csv: "CSV", jsonl: "JSON Lines" };

/** All that the filter lets through, as a file. Plain links, because the router would fetch what it may be asked for ahead. */
export async function AuditExports({ href, filter }: { href: string; filter: Record<string, string> }) {
  const text = (await currentDictionary()).audit;
  return (
    <span className={styles.exports}>
      {Object.entries(formats).map(([value, name]) => (
        <a
          key={value}
          href={`${href}/export?${new URLSearchParams({ ...filter, format: value })}`}
          aria-label={format(text.exportAs, { format: name })}
        >
          {name}
        </a>
      ))}
    </span>
  );
}
