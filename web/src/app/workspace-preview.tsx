import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import styles from "./workspace-preview.module.css";

const samples = [
  { name: "ООО «Северный чай»", inn: "7707083893" },
  { name: "ИП Орлова Мария", inn: "500100732259" },
  { name: "АО «Прибой»", inn: "7736050003" },
];

/** A picture of the product, drawn with its own parts so that it follows language and appearance. */
export async function WorkspacePreview() {
  const text = await currentDictionary();
  return (
    <div className={styles.frame} role="img" aria-label={text.landing.preview}>
      <div aria-hidden="true" className={styles.window}>
        <div className={styles.bar}>
          <strong>{text.companies.title}</strong>
          <Badge tone="good">{text.landing.previewSigned}</Badge>
        </div>
        {samples.map((sample) => (
          <div key={sample.inn} className={styles.row}>
            <Avatar name={sample.name.replace(/^\S+ /, "")} square />
            <span className={styles.name}>
              {sample.name}
              <small>
                {text.companies.inn} {sample.inn}
              </small>
            </span>
            <Badge tone="good">{text.companies.statuses.active}</Badge>
          </div>
        ))}
      </div>
    </div>
  );
}
