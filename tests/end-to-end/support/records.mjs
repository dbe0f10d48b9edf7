// What the DNS server of the tests (dns.mjs) answers: a file in the data folder.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { data } from "./platform.mjs";

const file = `${data}/dns.json`;

/** Publishes a TXT record. */
export function publish(name, value) {
  const records = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  // Renamed, so that nobody reads half of it.
  writeFileSync(`${file}.new`, JSON.stringify({ ...records, [name.toLowerCase()]: value }));
  renameSync(`${file}.new`, file);
}
