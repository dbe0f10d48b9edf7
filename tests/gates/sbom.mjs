// Writes what is delivered as CycloneDX JSON, one document for the services and one for the front end, and validates both by the schema.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Enums, Models, Serialize, Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import { npm, nuget, root, services, webFolders } from "./inventory.mjs";

const version = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { cwd: root }).toString().trim();
const spec = Spec.Spec1dot6;

/** Lock files write a hash in base 64, CycloneDX in hexadecimal. An npm integrity names its kind; NuGet's content hash is SHA-512. */
function hashOf(text) {
  const value = Buffer.from(text.replace(/^sha512-/, ""), "base64");
  return value.length === 64 ? [[Enums.HashAlgorithm["SHA-512"], value.toString("hex")]] : [];
}

function document(name, packages) {
  const main = new Models.Component(Enums.ComponentType.Application, name, { version, bomRef: name });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: main, timestamp: new Date() }) });
  const byPackage = new Map();
  for (const p of packages) {
    const component = new Models.Component(Enums.ComponentType.Library, p.name, {
      version: p.version, bomRef: p.purl, purl: PackageURL.fromString(p.purl), hashes: new Models.HashDictionary(p.hash ? hashOf(p.hash) : []),
      licenses: new Models.LicenseRepository(p.licence ? [new Models.LicenseExpression(p.licence)] : []),
    });
    byPackage.set(`${p.name.toLowerCase()}@${p.version}`, component);
    bom.components.add(component);
    main.dependencies.add(component.bomRef);
  }
  for (const p of packages) {
    const component = byPackage.get(`${p.name.toLowerCase()}@${p.version}`);
    for (const need of p.needs) {
      const other = byPackage.get(`${need.name.toLowerCase()}@${need.version}`);
      if (other) component.dependencies.add(other.bomRef);
    }
  }
  return new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(bom, { sortLists: true, space: 2 });
}

const output = process.argv[2] ?? join(root, "artifacts/sbom");
mkdirSync(output, { recursive: true });
const validator = new Validation.JsonStrictValidator(spec.version);
for (const [name, packages] of [["saasplatform-services", nuget(services)], ["saasplatform-web", npm(webFolders, { development: false })]]) {
  const path = join(output, `${name}.cdx.json`);
  writeFileSync(path, document(name, packages));
  const fault = await validator.validate(readFileSync(path, "utf8"));
  if (fault !== null) {
    console.log(`${path} is not valid CycloneDX ${spec.version}:`, JSON.stringify(fault, null, 1).slice(0, 2000));
    process.exitCode = 1;
  }
  // The library leaves out what it does not understand, and the schema does not miss it.
  const components = new Map(JSON.parse(readFileSync(path, "utf8")).components.map((c) => [c.purl, c]));
  const poor = packages.filter((p) => !components.get(p.purl)?.version || !components.get(p.purl).licenses?.length || (p.hash && !components.get(p.purl).hashes?.length));
  for (const p of poor) console.log(`${path}: ${p.purl} lacks its version, licence or hash.`);
  if (poor.length > 0 || packages.length === 0) process.exitCode = 1;
  console.log(`${path}: ${packages.length} packages`);
}
