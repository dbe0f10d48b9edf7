import type { Company } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { remove, restore } from "../../actions";
import { displayName } from "../../display-name";
import styles from "../company.module.css";

/** What there is to do with a company that is archived: bring it back, or delete it for good. */
export async function ArchivedCompany({ company, version }: { company: Company; version: string }) {
  const { company: text } = await currentDictionary();
  const name = displayName(company);
  const reloadHref = `/companies/${company.id}/settings`;
  return (
    <div className={`${styles.panels} ${styles.narrow}`}>
      <Panel title={text.restore}>
        <div className={form.form}>
          <p>{text.restoreLead}</p>
          <ConfirmDialog
            id="restore-company"
            opener={{ text: text.restore }}
            title={text.restoreTitle}
            text={format(text.restoreText, { name })}
            confirm={text.restoreConfirm}
            look="primary"
            action={restore.bind(null, company.id)}
            version={version}
            reloadHref={reloadHref}
          />
        </div>
      </Panel>
      <Panel title={text.delete}>
        <div className={form.form}>
          <p>{text.deleteLead}</p>
          <ConfirmDialog
            id="delete-company"
            opener={{ text: text.delete }}
            title={text.deleteTitle}
            text={format(text.deleteText, { name })}
            confirm={text.deleteConfirm}
            action={remove.bind(null, company.id)}
            version={version}
            reloadHref={reloadHref}
          />
        </div>
      </Panel>
    </div>
  );
}
