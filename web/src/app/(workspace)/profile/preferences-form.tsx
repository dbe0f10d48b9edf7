"use client";

import { useActionState } from "react";
import type { Preferences } from "@/api/generated/user";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Checkbox, ChoiceGroup } from "@/ui/choice-group";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { Panel } from "@/ui/panel";
import { SubmitButton } from "@/ui/submit-button";
import { savePreferences } from "./actions";

export function PreferencesForm({ preferences, version }: { preferences: Preferences; version: string }) {
  const text = useDictionary();
  const labels = text.profile;
  const [state, submit] = useActionState(savePreferences, {});
  const typed = state.outcome === "saved" ? undefined : state.values;
  const checked = (name: "emailNotifications" | "productNews") => (typed ? typed[name] === "on" : preferences[name]);

  return (
    <Panel title={labels.preferences}>
      <form action={submit} className={form.form}>
        <FormOutcome state={state} savedText={labels.preferencesSaved} reloadHref="/profile" />
        <input type="hidden" name="version" value={typed?.version ?? version} />
        <ChoiceGroup
          legend={labels.theme}
          name="theme"
          value={typed?.theme ?? preferences.theme}
          choices={(["system", "light", "dark"] as const).map((value) => ({ value, text: text.themes[value] }))}
        />
        <ChoiceGroup
          legend={labels.weekStartsOn}
          name="weekStartsOn"
          value={typed?.weekStartsOn ?? preferences.weekStartsOn}
          choices={(["monday", "sunday"] as const).map((value) => ({ value, text: labels.weekdays[value] }))}
        />
        <fieldset>
          <legend className="visually-hidden">{labels.notifications}</legend>
          <Checkbox
            name="emailNotifications"
            text={labels.emailNotifications}
            checked={checked("emailNotifications")}
          />
          <Checkbox name="productNews" text={labels.productNews} checked={checked("productNews")} />
        </fieldset>
        <div className={form.actions}>
          <SubmitButton pendingText={text.form.saving}>{labels.savePreferences}</SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
