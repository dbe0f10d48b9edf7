import type { Domain } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Moment } from "@/i18n/moment";
import { ActionButton } from "@/ui/action-button";
import { Badge } from "@/ui/badge";
import { CopyButton } from "@/ui/copy-button";
import form from "@/ui/form.module.css";
import type { FormState } from "@/ui/form-state";
import { Notice } from "@/ui/notice";
import { Panel } from "@/ui/panel";
import styles from "./domain-record.module.css";

interface Props {
  domain: Domain;
  verify: (state: FormState, form: FormData) => Promise<FormState>;
}

/** What to publish, and what the last look at the DNS found. */
export async function DomainRecord({ domain, verify }: Props) {
  const text = (await currentDictionary()).domains;
  const { record, status, failure, checkedAt, lapsesAt } = domain;
  const parts = [
    { label: text.recordType, value: record.type },
    { label: text.recordName, value: record.name, copied: true },
    { label: text.recordValue, value: record.value, copied: true },
  ];
  return (
    <Panel
      title={text.recordTitle}
      aside={<Badge tone={status === "verified" ? "good" : "warning"}>{text.statuses[status]}</Badge>}
    >
      <div className={form.form}>
        <p>{status === "verified" ? text.recordKeep : text.recordLead}</p>
        <dl className={styles.record}>
          {parts.map(({ label, value, copied }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <code>{value}</code>
                {copied && (
                  <CopyButton
                    value={value}
                    text={text.copy}
                    label={format(text.copyOf, { what: label })}
                    copiedText={text.copied}
                  />
                )}
              </dd>
            </div>
          ))}
        </dl>
        {failure && (
          <Notice tone="warning">
            <p>{text.failures[failure]}</p>
            {lapsesAt && (
              <p>
                {text.lapses} <Moment of={lapsesAt} />
              </p>
            )}
          </Notice>
        )}
        {checkedAt && (
          <p className={styles.checked}>
            {text.checked}: <Moment of={checkedAt} />
          </p>
        )}
        <ActionButton action={verify} text={text.verify} refusals={text.refusals} />
      </div>
    </Panel>
  );
}
