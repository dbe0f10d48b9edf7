import { LocaleSwitch, ThemeSwitch } from "@/app/switches";
import type { Person } from "@/auth/session";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { Icon } from "@/ui/icon";
import styles from "./account-menu.module.css";

/** Who is signed in, from the ID token; opens by the popover attribute, without script. */
export async function AccountMenu({ person }: { person: Person }) {
  const text = await currentDictionary();
  return (
    <div className={styles.account}>
      <button type="button" popoverTarget="account-menu" className={styles.opener}>
        <Avatar name={person.name || person.email} />
        <span className={styles.who}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
        </span>
        <Icon name="chevron" size={18} />
        <span className="visually-hidden">{text.account.menu}</span>
      </button>

      <div id="account-menu" popover="auto" className={styles.menu}>
        <p className={styles.identity}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
        </p>
        <div className={styles.setting}>
          <span aria-hidden="true">{text.account.language}</span>
          <LocaleSwitch />
        </div>
        <div className={styles.setting}>
          <span aria-hidden="true">{text.account.theme}</span>
          <ThemeSwitch />
        </div>
        <div className={styles.links}>
          <form action="/sign-out" method="post">
            <button type="submit" className={styles.item}>
              <Icon name="signOut" />
              {text.account.signOut}
            </button>
          </form>
        </div>
      </div>
    </div>
  );
}
