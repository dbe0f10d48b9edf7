import { Icon } from "@/ui/icon";
import { PageLink } from "@/ui/page-link";
import styles from "./company.module.css";

/** From something of a section back to all of it. */
export function BackLink({ href, text }: { href: string; text: string }) {
  return (
    <PageLink href={href} className={styles.back}>
      <Icon name="arrowLeft" size={16} />
      {text}
    </PageLink>
  );
}
