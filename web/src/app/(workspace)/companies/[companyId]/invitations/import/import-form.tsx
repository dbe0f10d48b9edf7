"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { TextInput } from "@/ui/inputs";
import { textOf } from "./file-text";
import styles from "./import-form.module.css";
import { ImportReport } from "./import-report";
import { type Line, linesOf } from "./report";

interface Run {
  lines: Line[];
  all: number;
  running: boolean;
}

/** Invites everybody whom a file names, and shows what became of each line as soon as that is known. */
export function ImportForm({ companyId }: { companyId: string }) {
  const text = useDictionary().invitations.file;
  const router = useRouter();
  const [fault, setFault] = useState<string>();
  const [outcome, setOutcome] = useState<FormState>({});
  const [run, setRun] = useState<Run>();

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setOutcome({});
    setRun(undefined);
    const file = await textOf(new FormData(event.currentTarget).get("file") as File | null);
    setFault(typeof file === "string" ? text[file] : undefined);
    if (typeof file === "string") return;

    setRun({ lines: [], all: file.lines, running: true });
    setOutcome(await upload(companyId, file.text, (lines) => setRun({ lines, all: file.lines, running: true })));
    setRun((last) => last && { ...last, running: false });
    router.refresh();
  }

  return (
    <details className={styles.import}>
      <summary>{text.title}</summary>
      <form onSubmit={send} className={form.form} noValidate>
        <FormOutcome state={outcome} refusals={{ ...text.refusals, too_many: text.busy }} />
        <TextInput
          name="file"
          type="file"
          accept=".csv,text/csv"
          label={text.choose}
          hint={format(text.hint, { columns: "email;role" })}
          errors={fault ? [fault] : undefined}
        />
        <div className={form.actions}>
          <Button type="submit" look="secondary" disabled={run?.running}>
            {text.send}
          </Button>
        </div>
        {run && !outcome.outcome && <ImportReport {...run} />}
      </form>
    </details>
  );
}

/** Sends the file and tells of each line; what the API refused as a whole where it did. */
async function upload(companyId: string, body: string, tell: (lines: Line[]) => void): Promise<FormState> {
  const lines: Line[] = [];
  try {
    const headers = { "Content-Type": "text/csv" };
    const answer = await fetch(`/companies/${companyId}/invitations/import`, { method: "POST", headers, body });
    if (!answer.ok || !answer.body) return refusedAs(answer);
    for await (const line of linesOf(answer.body)) {
      lines.push(line);
      tell([...lines]);
    }
    return {};
  } catch {
    // Where the report had begun, it is seen to have no end.
    return lines.length > 0 ? {} : { outcome: "unavailable" };
  }
}

async function refusedAs(answer: Response): Promise<FormState> {
  const refused = (await answer.json().catch(() => ({ outcome: "unexpected" }))) as FormState;
  if (refused.outcome === "unauthenticated") location.assign("/sign-in?reason=session-ended");
  return refused.outcome === "tooMany" ? { ...refused, code: "too_many" } : refused;
}
