import type { Metadata } from "next";
import { startRegistration, startSignIn } from "@/auth/actions";
import { returnPath } from "@/auth/return-to";
import type { Dictionary } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Notice } from "@/ui/notice";
import { Panel } from "@/ui/panel";
import { SiteShell } from "@/ui/site-shell";
import { SubmitButton } from "@/ui/submit-button";
import styles from "./sign-in.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).landing.signIn };
}

/** Where Auth.js sends its errors, and the proxy whoever needs to sign in. */
export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const text = (await currentDictionary()).signIn;
  const { returnTo, reason, error } = await searchParams;
  const message = messageFor(text, reason, error);

  return (
    <SiteShell narrow>
      <Panel>
        <div className={styles.content}>
          {message && <Notice tone="warning">{message}</Notice>}
          <div>
            <h1>{text.title}</h1>
            <p className={styles.lead}>{text.lead}</p>
          </div>
          <form action={startSignIn}>
            <input type="hidden" name="returnTo" value={returnPath(returnTo)} />
            <SubmitButton large wide>
              {text.action}
            </SubmitButton>
          </form>
          <form action={startRegistration}>
            <input type="hidden" name="returnTo" value={returnPath(returnTo)} />
            <SubmitButton large wide look="secondary">
              {text.create}
            </SubmitButton>
          </form>
        </div>
      </Panel>
    </SiteShell>
  );
}

type Query = string | string[] | undefined;

function messageFor(text: Dictionary["signIn"], reason: Query, error: Query): string | undefined {
  if (reason === "session-ended") return text.sessionEnded;
  if (reason === "signed-out-here-only") return text.localOnly;
  // Auth.js's names: what the provider answered with "access_denied", and everything else.
  if (error === "OAuthCallbackError" || error === "AccessDenied") return text.denied;
  return error ? text.failed : undefined;
}
