"use client";

import { useDictionary } from "@/i18n/dictionary-provider";
import { ButtonLink } from "@/ui/button";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";

/** Where to go on when the company is here already. */
export function ClaimOffer({ inn }: { inn: string }) {
  const text = useDictionary().claims;
  return (
    <Panel>
      <div className={form.form}>
        <p>{text.offerText}</p>
        <div>
          <ButtonLink look="secondary" href={`/companies/claims/new?${new URLSearchParams({ inn })}`}>
            {text.offer}
          </ButtonLink>
        </div>
      </div>
    </Panel>
  );
}
