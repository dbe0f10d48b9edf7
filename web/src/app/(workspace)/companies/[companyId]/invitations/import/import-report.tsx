import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Notice } from "@/ui/notice";
import styles from "./import-form.module.css";
import { isLast, type Line, sumsOf, tableOf } from "./report";

/** What became of the lines of a file so far. */
export function ImportReport({ lines, all, running }: { lines: Line[]; all: number; running: boolean }) {
  const dictionary = useDictionary();
  const text = dictionary.invitations.file;
  const known: Record<string, string> = { ...dictionary.refusals, ...text.refusals, body_too_large: text.tooLarge };
  const explain = (line: Line) =>
    (line.column && text.columns[line.column]) || (line.code && known[line.code]) || line.detail || "";

  const done = lines.filter((line) => !isLast(line)).length;
  const last = lines.at(-1);
  const refused = lines.filter((line) => line.outcome === "refused");
  const sums = format(text.sums, sumsOf(lines));
  return (
    <div className={styles.report}>
      {running && (
        <>
          <progress className={styles.progress} value={done} max={Math.max(all, done)} aria-label={text.title} />
          <p className={styles.quiet}>{format(text.progress, { done, all: Math.max(all, done) })}</p>
        </>
      )}
      {!running && (
        <Notice tone={last?.outcome === "finished" ? (refused.length > 0 ? "warning" : "success") : "danger"}>
          <p>
            {last?.outcome === "finished" ? text.finished : last?.outcome === "stopped" ? text.stopped : text.broken}
          </p>
          {last?.outcome === "stopped" && (
            <p>
              {format(text.line, { line: last.line })}: {explain(last)}
            </p>
          )}
          <p>{sums}</p>
        </Notice>
      )}
      {running && <p className={styles.quiet}>{sums}</p>}
      {refused.length > 0 && (
        <>
          <h3 className={styles.problems}>{text.problems}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard. */}
          <ol className={styles.lines} tabIndex={0} aria-label={text.problems}>
            {refused.map((line) => (
              <li key={line.line}>
                <strong>
                  {format(text.line, { line: line.line })}
                  {line.email && ` · ${line.email}`}
                </strong>
                <span>{explain(line)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {!running && done > 0 && <Download lines={lines} explain={explain} />}
    </div>
  );
}

function Download({ lines, explain }: { lines: Line[]; explain: (line: Line) => string }) {
  const text = useDictionary().invitations.file;
  function save() {
    // Spreadsheets in Russian expect semicolons.
    const separator = document.documentElement.lang === "ru" ? ";" : ",";
    const url = URL.createObjectURL(new Blob([tableOf(lines, explain, separator)], { type: "text/csv" }));
    const link = document.createElement("a");
    Object.assign(link, { href: url, download: "invitations-report.csv" }).click();
    // Not at once: some browsers read it a moment later.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  return (
    <button type="button" className={styles.save} onClick={save}>
      {text.download}
    </button>
  );
}
