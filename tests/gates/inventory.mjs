// The packages of the repository as the lock files name them, with the licences that the packages themselves state.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const cache = process.env.NUGET_PACKAGES ?? join(homedir(), ".nuget/packages");

/** What is delivered; the rest of the .NET projects are tests. */
export const services = ["identity", "apis/company", "apis/user", "apis/partner"];
export const webFolders = ["web"];
export const npmFolders = ["web", "tests/end-to-end", "tests/generators", "tests/gates", "docs/examples/protect-your-own-api/node"];

const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

export function dotnetProjects() {
  const found = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.name === "packages.lock.json" && !/node_modules|[\\/](bin|obj)([\\/]|$)/.test(e.parentPath));
  return found.map((e) => e.parentPath.slice(root.length + 1)).sort();
}

function nuspec(name, version) {
  const path = join(cache, name.toLowerCase(), version.toLowerCase(), `${name.toLowerCase()}.nuspec`);
  if (!existsSync(path)) throw new Error(`${path} is not there: dotnet restore first.`);
  const text = readFileSync(path, "utf8");
  const expression = text.match(/<license type="expression"[^>]*>([^<]+)/)?.[1];
  const file = text.match(/<license type="file"[^>]*>([^<]+)/)?.[1];
  return { licence: expression ?? (file ? `file ${file}` : text.match(/<licenseUrl>([^<]+)/)?.[1]), url: text.match(/<projectUrl>([^<]+)/)?.[1] };
}

/** NuGet packages of these projects, each once. */
export function nuget(projects) {
  const packages = new Map();
  for (const project of projects) {
    for (const dependencies of Object.values(readJson(join(project, "packages.lock.json")).dependencies)) {
      for (const [name, entry] of Object.entries(dependencies)) {
        if (entry.type === "Project") continue;
        const key = `${name}@${entry.resolved}`;
        packages.set(key, {
          name, version: entry.resolved, hash: entry.contentHash, purl: `pkg:nuget/${name}@${entry.resolved}`, ...nuspec(name, entry.resolved),
          needs: Object.keys(entry.dependencies ?? {}).map((n) => ({ name: n, version: (dependencies[n] ?? dependencies[Object.keys(dependencies).find((d) => d.toLowerCase() === n.toLowerCase())])?.resolved })),
        });
      }
    }
  }
  return [...packages.values()].sort((a, b) => a.purl.localeCompare(b.purl));
}

/** As Node.js looks for a package: in the folder of whoever needs it, then upwards. */
function resolveFrom(lock, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    const found = lock[`${at}${at && "/"}node_modules/${name}`];
    if (found || at === "") return found;
  }
}

/** npm packages of these folders, each once; optional ones of other systems among them. */
export function npm(folders, { development }) {
  const packages = new Map();
  for (const folder of folders) {
    const lock = readJson(join(folder, "package-lock.json")).packages;
    for (const [path, entry] of Object.entries(lock)) {
      if (path === "" || entry.link || (entry.dev && !development)) continue;
      const name = entry.name ?? path.split("node_modules/").at(-1);
      const purl = `pkg:npm/${name.replace("@", "%40")}@${entry.version}`;
      const needs = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .map((n) => ({ name: n, version: resolveFrom(lock, path, n)?.version }));
      // Two lock files that disagree about a licence are two entries.
      packages.set(`${purl} ${entry.license}`, { name, version: entry.version, hash: entry.integrity, purl, licence: entry.license, needs });
    }
  }
  return [...packages.values()].sort((a, b) => a.purl.localeCompare(b.purl));
}
