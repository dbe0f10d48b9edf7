import type { Metadata } from "next";
import { listCompanies } from "@/api/generated/company";
import { getCurrentUser } from "@/api/generated/user";
import { load } from "@/api/load";
import { requirePerson } from "@/auth/session";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { PageLink } from "@/ui/page-link";
import { Panel } from "@/ui/panel";
import { FailureView } from "../failure-view";
import styles from "./dashboard.module.css";
import { FirstSteps } from "./first-steps";
import { ProfileCard } from "./profile-card";
import { RecentCompanies } from "./recent-companies";

const recentCount = 4;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).dashboard.title };
}

export default async function DashboardPage() {
  const person = await requirePerson();
  const text = (await currentDictionary()).dashboard;
  // Each part stands alone: one service out of reach leaves the other's in place.
  const [companies, user] = await Promise.all([load(listCompanies({ limit: recentCount })), load(getCurrentUser())]);

  return (
    <>
      <PageHeader title={format(text.welcome, { name: user.data?.name ?? person.name })} lead={text.lead} />
      <div className={styles.grid}>
        <div className={styles.column}>
          {companies.failure ? (
            <FailureView failure={companies.failure} />
          ) : (
            <Panel
              title={text.recent}
              aside={companies.data.items.length > 0 && <PageLink href="/companies">{text.all}</PageLink>}
              flush
            >
              <RecentCompanies companies={companies.data.items} />
            </Panel>
          )}
        </div>
        <div className={styles.column}>
          {companies.data && user.data && <FirstSteps user={user.data} hasCompany={companies.data.items.length > 0} />}
          {user.failure ? <FailureView failure={user.failure} /> : <ProfileCard user={user.data} />}
        </div>
      </div>
    </>
  );
}
