import type { ImportedInvitationLine } from "@/api/generated/company";

export type Line = ImportedInvitationLine;

/** The lines of a report as they arrive. Nothing is said of one that broke off: it has no last line. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) yield JSON.parse(part) as Line;
  }
}

export function isLast(line: Line | undefined): boolean {
  return line?.outcome === "finished" || line?.outcome === "stopped";
}

export function sumsOf(lines: Line[]) {
  const count = (...outcomes: Line["outcome"][]) => lines.filter((line) => outcomes.includes(line.outcome)).length;
  return { invited: count("invited"), already: count("alreadyMember", "alreadyInvited"), refused: count("refused") };
}

/** The report as a table, separated as the one that was sent most likely was; a cell that begins like a formula is none. */
export function tableOf(lines: Line[], explain: (line: Line) => string, separator: string): string {
  const rows = lines.filter((line) => !isLast(line));
  const cells = rows.map((line) => [String(line.line), line.email ?? "", line.outcome, explain(line)]);
  return `\uFEFF${[["line", "email", "outcome", "detail"], ...cells].map((row) => row.map(cell).join(separator)).join("\r\n")}\r\n`;
}

function cell(value: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
