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
  const { archive: text } = await currentDictionary();
  const name = displayName(company);
  const reloadHref = `/companies/${company.id}/settings`;
  return (
    <div className={`${styles.panels} ${styles.narrow}`}>
      <Panel title={text.restore.action}>
        <div className={form.form}>
          <p>{text.restore.lead}</p>
          <ConfirmDialog
            id="restore-company"
            opener={{ text: text.restore.action }}
            title={text.restore.title}
            text={format(text.restore.text, { name })}
            confirm={text.restore.confirm}
            look="primary"
            action={restore.bind(null, company.id)}
            version={version}
            reloadHref={reloadHref}
          />
        </div>
      </Panel>
      <Panel title={text.delete.action}>
        <div className={form.form}>
          <p>{text.delete.lead}</p>
          <ConfirmDialog
            id="delete-company"
            opener={{ text: text.delete.action }}
            title={text.delete.title}
            text={format(text.delete.text, { name })}
            confirm={text.delete.confirm}
            action={remove.bind(null, company.id)}
            version={version}
            reloadHref={reloadHref}
          />
        </div>
      </Panel>
    </div>
  );
}
