import type { Metadata } from "next";
import { getCurrentUser, getPreferences } from "@/api/generated/user";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { FailureView } from "../failure-view";
import { PreferencesForm } from "./preferences-form";
import styles from "./profile.module.css";
import { ProfileForm } from "./profile-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).profile.title };
}

export default async function ProfilePage() {
  const text = (await currentDictionary()).profile;
  const [user, preferences] = await Promise.all([load(getCurrentUser()), load(getPreferences())]);

  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <div className={styles.sections}>
        {user.failure ? (
          <FailureView failure={user.failure} />
        ) : (
          <ProfileForm user={user.data} version={user.etag} zones={Intl.supportedValuesOf("timeZone")} />
        )}
        {preferences.data && <PreferencesForm preferences={preferences.data} version={preferences.etag} />}
        {/* Once is enough where neither is there. */}
        {preferences.failure && !user.failure && <FailureView failure={preferences.failure} />}
      </div>
    </>
  );
}
