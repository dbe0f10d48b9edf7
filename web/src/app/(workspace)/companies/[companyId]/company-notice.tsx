import { currentDictionary } from "@/i18n/locale";
import { Notice } from "@/ui/notice";
import styles from "./company.module.css";

/** What has just been done, as the address says it. */
export async function CompanyNotice({ notice }: { notice: string | string[] | undefined }) {
  const { notices } = (await currentDictionary()).company;
  if (typeof notice !== "string" || !Object.hasOwn(notices, notice)) return null;
  return (
    <div className={styles.notice}>
      <Notice tone="success">{notices[notice as keyof typeof notices]}</Notice>
    </div>
  );
}
