"use client";

import { useActionState } from "react";
import type { User } from "@/api/generated/user";
import { useDictionary } from "@/i18n/dictionary-provider";
import { fieldErrors } from "@/ui/field-errors";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { Select, TextInput } from "@/ui/inputs";
import { Panel } from "@/ui/panel";
import { SubmitButton } from "@/ui/submit-button";
import { saveProfile } from "./actions";

/** Languages the platform writes in, plus whatever is stored already. */
const languages = [
  { value: "ru", text: "Русский" },
  { value: "en", text: "English" },
];

interface Props {
  user: User;
  version: string;
  zones: string[];
}

export function ProfileForm({ user, version, zones }: Props) {
  const text = useDictionary();
  const labels = text.profile;
  const [state, submit] = useActionState(saveProfile, {});
  const errors = fieldErrors(state, text);
  const typed = state.outcome === "saved" ? undefined : state.values;

  const value = (name: "name" | "givenName" | "familyName" | "jobTitle" | "locale" | "zoneinfo") =>
    typed?.[name] ?? user[name] ?? "";
  const field = (name: Parameters<typeof value>[0]) => ({
    name,
    defaultValue: value(name),
    errors: errors[name],
  });
  const choices = (known: { value: string; text: string }[], current: string) => [
    { value: "", text: labels.unset },
    ...known,
    ...(current && !known.some((choice) => choice.value === current) ? [{ value: current, text: current }] : []),
  ];

  return (
    <Panel title={labels.person}>
      <form action={submit} className={form.form} noValidate>
        <FormOutcome state={state} savedText={labels.saved} reloadHref="/profile" />
        <input type="hidden" name="version" value={typed?.version ?? version} />
        <div className={form.columns}>
          <TextInput {...field("name")} label={labels.name} autoComplete="name" maxLength={200} />
          <TextInput label={labels.email} name="email" hint={labels.emailHint} value={user.email} readOnly />
          <TextInput {...field("givenName")} label={labels.givenName} autoComplete="given-name" maxLength={100} />
          <TextInput {...field("familyName")} label={labels.familyName} autoComplete="family-name" maxLength={100} />
          <TextInput {...field("jobTitle")} label={labels.jobTitle} autoComplete="organization-title" maxLength={200} />
          <Select
            name="locale"
            label={labels.locale}
            hint={labels.localeHint}
            errors={errors.locale}
            value={value("locale")}
            choices={choices(languages, value("locale"))}
          />
          <Select
            name="zoneinfo"
            label={labels.zoneinfo}
            errors={errors.zoneinfo}
            value={value("zoneinfo")}
            choices={choices(
              zones.map((zone) => ({ value: zone, text: zone.replaceAll("_", " ") })),
              value("zoneinfo"),
            )}
          />
        </div>
        <div className={form.actions}>
          <SubmitButton pendingText={text.form.saving}>{labels.save}</SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
