import type { Metadata } from "next";
import { listAuditEntries } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { Button, ButtonLink } from "@/ui/button";
import form from "@/ui/form.module.css";
import { Select, TextInput } from "@/ui/inputs";
import { Notice } from "@/ui/notice";
import { Paging } from "@/ui/paging";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../../failure-view";
import styles from "../company.module.css";
import { loadMembership } from "../load-membership";
import { NoPermission } from "../no-permission";
import { sectionTitle } from "../section-title";
import { AuditExports } from "./audit-exports";
import { filterOf, parametersOf } from "./audit-filter";
import { AuditList } from "./audit-list";

type Props = PageProps<"/companies/[companyId]/audit">;

const pageSize = 25;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).audit.title);
}

/** Who changed what in the company; an archived one keeps its log. */
export default async function AuditPage({ params, searchParams }: Props) {
  const text = await currentDictionary();
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company, you } = membership;
  const overview = `/companies/${company.id}`;
  if (!you.permissions.includes("audit.read"))
    return <NoPermission back={{ href: overview, text: text.company.overview }} />;

  const query = await searchParams;
  const filter = filterOf(query);
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  const { data: page, failure } = await load(
    listAuditEntries(company.id, { ...parametersOf(filter), limit: pageSize, cursor }),
  );
  const href = `${overview}/audit`;
  const chosen = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const actions = Object.entries(text.audit.actions).map(([value, action]) => ({ value, text: action }));
  return (
    <div className={styles.panels}>
      {typeof query.export === "string" && (
        <Notice tone="danger">{query.export === "tooMany" ? text.audit.exportTooMany : text.audit.exportFailed}</Notice>
      )}
      <Panel title={text.audit.filter}>
        <form action={href} className={form.form}>
          <div className={form.columns}>
            <Select
              name="action"
              label={text.audit.action}
              value={filter.action ?? ""}
              choices={[{ value: "", text: text.audit.anything }, ...actions]}
            />
            <TextInput type="date" name="since" label={text.audit.since} defaultValue={filter.since} />
            <TextInput type="date" name="until" label={text.audit.until} defaultValue={filter.until} />
          </div>
          <div className={form.actions}>
            <Button type="submit">{text.audit.show}</Button>
            {chosen.length > 0 && (
              <ButtonLink look="secondary" href={href}>
                {text.audit.reset}
              </ButtonLink>
            )}
          </div>
        </form>
      </Panel>
      {failure ? (
        <FailureView failure={failure} />
      ) : (
        <div>
          <Panel
            title={text.audit.title}
            aside={page.items.length > 0 && <AuditExports href={href} filter={Object.fromEntries(chosen)} />}
            flush
          >
            {page.items.length > 0 ? (
              <AuditList entries={page.items} />
            ) : (
              <StateView
                icon="search"
                title={chosen.length > 0 ? text.audit.noneTitle : text.audit.emptyTitle}
                text={chosen.length > 0 ? text.audit.noneText : text.audit.emptyText}
              />
            )}
          </Panel>
          <Paging href={href} query={Object.fromEntries(chosen)} cursor={cursor} nextCursor={page.nextCursor} />
        </div>
      )}
    </div>
  );
}
