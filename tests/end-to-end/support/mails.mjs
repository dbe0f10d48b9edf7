// The mails of the platform under test: files in its data folder.
import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { data } from "./platform.mjs";

const folder = `${data}/mail`;
/** What was read: a mail that is there does not change. */
const read = new Map();

/** The link of the newest mail to an address; waits until there are `count` of them. */
export async function linkOfNewestMail(to, count = 1) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const mails = mailsTo(to);
    if (mails.length >= count) return /https?:\/\/\S+/.exec(mails.at(-1))[0];
    assert.ok(Date.now() < deadline, `no mail to ${to}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The plain texts, oldest first. */
export function mailsTo(to) {
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
  } catch {
    // Nothing was sent yet.
  }
  for (const name of names) if (!read.has(name)) read.set(name, readFileSync(`${folder}/${name}`, "utf8"));
  return names.map((name) => read.get(name)).filter((mail) => mail.includes(`\nTo: ${to}`) || mail.includes(`\r\nTo: ${to}`)).map(plainText);
}

/** The first part of a mail as this platform writes it: plain text, quoted-printable or base64. */
function plainText(mail) {
  const part = mail.split(/^Content-Type: text\/plain.*$/im)[1].split(/^Content-Type: text\/html/im)[0];
  const [head, ...lines] = part.split(/\r?\n\r?\n/);
  const body = lines.join("\n\n").split(/\r?\n--=/)[0];
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
