import type { User } from "@/api/generated/user";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { PageLink } from "@/ui/page-link";
import { Panel } from "@/ui/panel";
import styles from "./dashboard.module.css";

export async function ProfileCard({ user }: { user: User }) {
  const text = (await currentDictionary()).dashboard;
  return (
    <Panel title={text.yourProfile} aside={<PageLink href="/profile">{text.editProfile}</PageLink>}>
      <div className={styles.profile}>
        <Avatar name={user.name} large />
        <div className={styles.names}>
          <strong>{user.name}</strong>
          <small>{user.email}</small>
        </div>
      </div>
      <ul className={styles.facts}>
        <li>
          <Badge tone={user.emailVerified ? "good" : "warning"}>
            {user.emailVerified ? text.emailVerified : text.emailUnverified}
          </Badge>
        </li>
        <li className={styles.quiet}>{user.jobTitle ?? text.noJobTitle}</li>
        <li className={styles.quiet}>{user.zoneinfo ?? text.noZone}</li>
      </ul>
    </Panel>
  );
}
