import type { ReactNode } from "react";
import { requirePerson } from "@/auth/session";
import { currentDictionary } from "@/i18n/locale";
import { Brand } from "@/ui/brand";
import { Skeleton } from "@/ui/skeleton";
import { AccountMenu } from "./account-menu";
import { CompanySwitcher } from "./company-switcher/company-switcher";
import { LostCompany } from "./company-switcher/lost-company";
import { Navigation } from "./navigation";
import styles from "./workspace.module.css";

/** The frame of everything behind the sign-in. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  const text = await currentDictionary();
  return (
    <div className={styles.workspace}>
      <aside className={styles.sidebar}>
        <Brand href="/dashboard" name={text.product} />
        <Navigation />
      </aside>
      <header className={styles.header}>
        <span className={styles.headerBrand}>
          <Brand href="/dashboard" name={text.product} />
        </span>
        <CompanySwitcher />
        <AccountMenu person={person} />
      </header>
      <main id="content" className={styles.main}>
        <LostCompany />
        {children}
      </main>
      <div className={styles.loading}>
        <Skeleton label={text.states.loading} />
      </div>
    </div>
  );
}
