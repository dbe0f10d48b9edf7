// Looks for secrets in every file that git tracks or would track, and in every line that any commit ever added.
// With --self-test it plants one of each kind in a repository of its own and fails unless all are found.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { allowed } from "./secrets.allowed.mjs";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The last six letters of a client secret are the checksum of the others (identity/Clients/ClientSecret.cs). */
function isClientSecret(text) {
  let number = createHash("sha256").update(text.slice(0, -6)).digest().readUInt32BE(0);
  let sum = "";
  for (let i = 0; i < 6; i++, number = Math.floor(number / 62)) sum = base62[number % 62] + sum;
  return text.endsWith(sum);
}

const kinds = [
  ["client secret of this platform", /saas_cs_[0-9A-Za-z]{49}/g, isClientSecret],
  ["private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ["webhook secret", /whsec_[A-Za-z0-9+/]{32,}={0,2}/g],
  ["AWS key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ["GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/g],
  ["GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}/g],
  ["npm token", /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["NuGet key", /\boy2[a-z0-9]{43}\b/g],
  ["Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g],
  ["Stripe key", /\b[rs]k_live_[A-Za-z0-9]{20,}/g],
  ["Google key", /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ["Yandex key", /\b(?:AQVN[A-Za-z0-9_-]{35,}|y0_[A-Za-z0-9_-]{50,}|YC[A-Za-z0-9_-]{38})\b/g],
  ["VK token", /\bvk1\.a\.[A-Za-z0-9_-]{60,}/g],
  ["Telegram bot token", /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/g],
  ["key of an AI service", /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/g],
  ["JSON web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g],
  ["password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/'"`$<{]+:[^\s:@/'"`$<{]{6,}@[\w.-]+/g],
  [
    "assigned secret",
    /(?:secret|passw(?:or)?d|token|api_?key|root_?key)["']?\s*[:=]\s*["']?([A-Za-z0-9+/_-]{32,}={0,2})(?=["'\s,;]|$)/gi,
    // A name of something has no digits between its letters; random text has, and both cases.
    (text) => /[0-9]/.test(text) && /[a-z]/.test(text) && (/[A-Z]/.test(text) || /^[0-9a-f]+$/.test(text)) && new Set(text).size > 12,
  ],
];

const fingerprint = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

function findings(line) {
  const found = [];
  for (const [kind, pattern, isReal] of kinds) {
    for (const match of line.matchAll(pattern)) {
      const text = match[1] ?? match[0];
      if ((!isReal || isReal(text)) && !(fingerprint(text) in allowed)) found.push({ kind, text });
    }
  }
  return found;
}

/** What was found is never printed: the log would leak it once more. */
const report = (place, { kind, text }) => `${place}: ${kind} (${text.length} characters, fingerprint ${fingerprint(text)})`;

function scanTree(root) {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, maxBuffer: 1 << 28 }).toString();
  const reports = [];
  for (const file of files.split("\0").filter(Boolean)) {
    const path = join(root, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const content = readFileSync(path);
    if (content.includes(0)) continue;
    content.toString().split("\n").forEach((line, i) => {
      for (const finding of findings(line)) reports.push(report(`${file}:${i + 1}`, finding));
    });
  }
  return reports;
}

async function scanHistory(root) {
  const log = spawn("git", ["log", "--all", "-p", "-U0", "-m", "--no-color", "--no-ext-diff", "--format=commit %h"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => log.on("close", done));
  const reports = new Set();
  let [commit, file, commits] = ["", "", 0];
  for await (const line of createInterface({ input: log.stdout, crlfDelay: Infinity })) {
    if (line.startsWith("commit ")) [commit, commits] = [line.slice(7), commits + 1];
    else if (line.startsWith("+++ ")) file = line.slice(6);
    else if (line.startsWith("+")) for (const finding of findings(line.slice(1))) reports.add(report(`${commit} ${file}`, finding));
  }
  if ((await ended) !== 0) throw new Error("git log failed");
  return { reports: [...reports], commits };
}

async function selfTest() {
  const root = mkdtempSync(join(tmpdir(), "saas-secrets-"));
  const git = (...args) => execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], { cwd: root, stdio: "pipe" });
  try {
    // Put together here, so that this file holds none.
    const letters = (n) => Array.from({ length: n }, (_, i) => base62[(i * 37 + 11) % 62]).join("");
    const own = `saas_cs_${letters(43)}`;
    let number = createHash("sha256").update(own).digest().readUInt32BE(0);
    let sum = "";
    for (let i = 0; i < 6; i++, number = Math.floor(number / 62)) sum = base62[number % 62] + sum;
    const planted = [
      own + sum, ["-----BEGIN", "PRIVATE KEY-----"].join(" "), "whsec_" + letters(44), "AKIA" + "ABCDEFGH12345678", "ghp_" + letters(36), "glpat-" + letters(20),
      "npm_" + letters(36), "oy2" + letters(43).toLowerCase(), "xoxb-" + letters(20), "sk_live_" + letters(24), "AIza" + letters(35), "AQVN" + letters(36),
      "vk1.a." + letters(60), "123456789:AA" + letters(33), "sk-" + letters(40), ["eyJ" + letters(20), "eyJ" + letters(20), letters(40)].join("."),
      "postgres://app:" + letters(12) + "@db.example", "Secret = \"" + letters(40) + "\"",
    ];
    git("init", "-q");
    writeFileSync(join(root, "planted.txt"), planted.join("\n"));
    const inTree = scanTree(root);
    git("add", ".");
    git("commit", "-qm", "plant");
    git("rm", "-q", "planted.txt");
    git("commit", "-qm", "remove");
    const inHistory = (await scanHistory(root)).reports;
    const missed = kinds.map(([kind]) => kind).filter((kind) => !inTree.some((r) => r.includes(`: ${kind} (`)) || !inHistory.some((r) => r.includes(`: ${kind} (`)));
    if (scanTree(root).length > 0) missed.push("(something was found in an empty tree)");
    if (findings(own + "000000").some((f) => f.kind === kinds[0][0])) missed.push("(a lookalike with a wrong checksum was taken for real)");
    if (missed.length > 0) throw new Error(`The scan is blind: ${missed.join(", ")}`);
    console.log(`Self-test: ${kinds.length} kinds of secrets are found, in files and in history.`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

await selfTest();
if (!process.argv.includes("--self-test")) {
  const root = resolve(import.meta.dirname, "../..");
  if (execFileSync("git", ["rev-parse", "--is-shallow-repository"], { cwd: root }).toString().trim() !== "false") {
    console.log("This clone is shallow: its history cannot be searched. Fetch it whole (git fetch --unshallow).");
    process.exit(1);
  }
  const tree = scanTree(root);
  const { reports, commits } = await scanHistory(root);
  for (const line of [...tree, ...reports]) console.log(line);
  console.log(`${tree.length} findings in the files, ${reports.length} in ${commits} commits.`);
  process.exitCode = tree.length + reports.length > 0 ? 1 : 0;
}
