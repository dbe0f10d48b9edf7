"use client";

import type { MachineClientSecret } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import form from "@/ui/form.module.css";
import { Notice } from "@/ui/notice";
import { CopyableText } from "./copyable-text";

/** What the program needs, this once. */
export function IssuedSecret({ issued, back }: { issued: MachineClientSecret; back: string }) {
  const text = useDictionary().clients;
  const expires = issued.previousSecretExpiresAt;
  return (
    <div className={form.form}>
      <Notice tone="warning">
        <p>{text.once}</p>
        {expires && <p>{format(text.previous, { until: `${expires.slice(0, 16).replace("T", " ")} UTC` })}</p>}
      </Notice>
      <CopyableText id="client-id" label={text.clientId} value={issued.client.clientId} />
      <CopyableText id="client-secret" label={text.secret} value={issued.clientSecret} />
      <div className={form.actions}>
        <ButtonLink href={back}>{text.done}</ButtonLink>
      </div>
    </div>
  );
}
