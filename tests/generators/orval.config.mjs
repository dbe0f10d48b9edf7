import { resolve } from "node:path";

const apis = resolve(import.meta.dirname, "../../apis");
const output = process.env.ORVAL_OUTPUT;

const one = (service, client, extension = "ts") => ({
  input: resolve(apis, service, "openapi.json"),
  output: {
    target: `${output}/${service}-${client}.${extension}`,
    client,
    mode: "single",
    ...(client === "fetch" && { override: { mutator: { path: resolve(import.meta.dirname, "call.ts"), name: "call" }, fetch: { forceSuccessResponse: true } } }),
  },
});

export default Object.fromEntries(
  ["company", "user", "partner"].flatMap((service) => ["fetch", "zod"].map((client) => [`${service}-${client}`, one(service, client)])),
);
