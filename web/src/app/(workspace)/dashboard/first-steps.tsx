import type { User } from "@/api/generated/user";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Icon } from "@/ui/icon";
import { PageLink } from "@/ui/page-link";
import { Panel } from "@/ui/panel";
import styles from "./dashboard.module.css";

/** What a new account still lacks; gone once everything is there. */
export async function FirstSteps({ user, hasCompany }: { user: User; hasCompany: boolean }) {
  const text = (await currentDictionary()).dashboard;
  const steps = [
    { text: text.stepAccount, done: true, href: "/profile" },
    { text: text.stepCompany, done: hasCompany, href: "/companies/new" },
    { text: text.stepProfile, done: Boolean(user.jobTitle && user.zoneinfo), href: "/profile" },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;

  const progress = format(text.stepsDone, { done, total: steps.length });
  return (
    <Panel title={text.steps} aside={<span className={styles.quiet}>{progress}</span>}>
      <progress className={styles.progress} value={done} max={steps.length} aria-label={progress} />
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.text} className={step.done ? styles.done : undefined}>
            <span className={styles.mark}>{step.done && <Icon name="check" size={14} />}</span>
            {step.done ? step.text : <PageLink href={step.href}>{step.text}</PageLink>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
