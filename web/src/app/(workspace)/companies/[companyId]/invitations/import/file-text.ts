/** As many bytes as the API takes. */
const most = 1024 * 1024;

/** The text of a table, and how many lines it has below its header; what it is not where it is none to send. */
export async function textOf(file: File | null): Promise<{ text: string; lines: number } | "empty" | "tooLarge"> {
  if (!file) return "empty";
  if (file.size > most) return "tooLarge";
  const text = decode(await file.arrayBuffer());
  const lines = text.split(/\r?\n/).filter((line) => /[^;,\s]/.test(line)).length - 1;
  return lines < 1 ? "empty" : { text, lines };
}

/** The API takes UTF-8. Spreadsheets in Russian also save the encoding of older Windows. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
