import type { ReactNode } from "react";
import { PageLink } from "@/ui/page-link";
import { Icon } from "./icon";
import styles from "./page-header.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  back?: { href: string; text: string };
  children?: ReactNode;
}

/** The heading of a page with the actions that concern all of it. */
export function PageHeader({ title, lead, back, children }: Props) {
  return (
    <header className={styles.header}>
      {back && (
        <PageLink href={back.href} className={styles.back}>
          <Icon name="arrowLeft" size={16} />
          {back.text}
        </PageLink>
      )}
      <div className={styles.row}>
        <div className={styles.text}>
          <h1>{title}</h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </header>
  );
}
