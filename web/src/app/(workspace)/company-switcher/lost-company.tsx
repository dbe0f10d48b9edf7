import { currentCompany } from "@/auth/session";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Notice } from "@/ui/notice";
import styles from "./lost-company.module.css";

/** Says that the person works in no company now, because the provider gives no token for theirs any more. */
export async function LostCompany() {
  const text = (await currentDictionary()).switcher;
  const { lost } = await currentCompany();
  if (lost === undefined) return null;
  return (
    <div className={styles.lost}>
      <Notice tone="warning">{lost ? format(text.lost, { name: lost }) : text.lostUnnamed}</Notice>
    </div>
  );
}
