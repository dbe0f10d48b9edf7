import { redirect } from "next/navigation";
import { startRegistration, startSignIn } from "@/auth/actions";
import { currentSession } from "@/auth/session";
import { currentDictionary } from "@/i18n/locale";
import { Icon, type IconName } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { SiteShell } from "@/ui/site-shell";
import { SubmitButton } from "@/ui/submit-button";
import styles from "./landing.module.css";
import { WorkspacePreview } from "./workspace-preview";

const icons: IconName[] = ["company", "shield", "person"];

export default async function LandingPage({ searchParams }: PageProps<"/">) {
  if (await currentSession()) redirect("/dashboard");
  const { landing } = await currentDictionary();
  const signedOut = (await searchParams).state === "signed-out";

  return (
    <SiteShell>
      {signedOut && <Notice tone="success">{landing.signedOut}</Notice>}
      <section className={styles.hero}>
        <div>
          <h1 className={styles.title}>{landing.title}</h1>
          <p className={styles.lead}>{landing.lead}</p>
          <div className={styles.actions}>
            <form action={startSignIn}>
              <SubmitButton large>{landing.signIn}</SubmitButton>
            </form>
            <form action={startRegistration}>
              <SubmitButton large look="secondary">
                {landing.createAccount}
              </SubmitButton>
            </form>
          </div>
        </div>
        <WorkspacePreview />
      </section>
      <ul className={styles.points}>
        {landing.points.map((point, index) => (
          <li key={point.title}>
            <Icon name={icons[index] ?? "check"} size={22} />
            <h2>{point.title}</h2>
            <p>{point.text}</p>
          </li>
        ))}
      </ul>
    </SiteShell>
  );
}
