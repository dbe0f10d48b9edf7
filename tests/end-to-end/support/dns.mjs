// A DNS server for the platform under test: it has the TXT records that tests write into a file of the data folder.
//   node support/dns.mjs <file> <port>
import { createSocket } from "node:dgram";
import { existsSync, readFileSync } from "node:fs";

const [file, port] = process.argv.slice(2);
const noSuchName = 3;
const server = createSocket("udp4");

server.on("message", (query, { address, port: from }) => {
  const labels = [];
  let at = 12;
  for (; query[at]; at += query[at] + 1) labels.push(query.toString("ascii", at + 1, at + 1 + query[at]));
  const question = query.subarray(12, at + 5);
  const records = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const value = records[labels.join(".").toLowerCase()];

  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (value ? 0 : noSuchName), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(value ? 1 : 0, 6);
  const answer = value ? record(value) : Buffer.alloc(0);
  server.send(Buffer.concat([header, question, answer]), from, address);
});
server.bind(Number(port), "127.0.0.1");

/** The question's name, TXT, IN, a minute, one string. */
function record(value) {
  const length = Buffer.byteLength(value);
  return Buffer.concat([Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, length + 1, length]), Buffer.from(value)]);
}
