// Fails on a package under a licence that is not in the list, and writes the list of all third-party packages.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dotnetProjects, npm, npmFolders, nuget, root } from "./inventory.mjs";

/** Licences that let the product be used, changed and sold. LGPL only for libvips, which is linked dynamically and optional. */
const allowed = new Set([
  "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "ISC", "LGPL-3.0-or-later", "MIT", "PostgreSQL", "Python-2.0", "Unlicense",
]);

/** Packages that state their licence in a file only: read by a person. */
const read = { "pkg:npm/passport-strategy@1.0.0": "MIT", "pkg:npm/pause@0.0.1": "MIT", "pkg:npm/reserved@0.1.2": "MIT" };

/** AND needs every part, OR one of them (SPDX licence expressions). */
const isAllowed = (expression) =>
  expression.replace(/[()]/g, "").split(" OR ").some((choice) => choice.split(" AND ").every((part) => allowed.has(part.trim())));

const isLesserGpl = (p) => /LGPL/.test(p.licence) && !/^pkg:npm\/%40img\/sharp-/.test(p.purl);

const packages = [...nuget(dotnetProjects()), ...npm(npmFolders, { development: true })].map((p) => ({ ...p, licence: p.licence ?? read[p.purl] }));
const wrong = packages.filter((p) => !p.licence || !isAllowed(p.licence) || isLesserGpl(p));
for (const p of wrong) console.log(`${p.purl}: ${p.licence ?? "states no licence"}`);

const output = process.argv[2] ?? join(root, "artifacts/third-party-licences.md");
mkdirSync(dirname(output), { recursive: true });
const rows = packages.map((p) => `| ${p.purl.slice(4).replace("%40", "@")} | ${p.licence} |`);
writeFileSync(output, ["# Third-party packages and their licences", "", "| package | licence |", "|---|---|", ...rows, ""].join("\n"));
console.log(`${packages.length} packages, ${wrong.length} under a licence that is not allowed. List: ${output}`);
process.exitCode = wrong.length > 0 || packages.length === 0 ? 1 : 0;
