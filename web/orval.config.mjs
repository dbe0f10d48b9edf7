import { resolve } from "node:path";
import { defineConfig } from "orval";

// The services' own documents, kept in git beside each service.
const documents = process.env.OPENAPI_DIRECTORY ?? "../apis";

const client = (service) => ({
  input: resolve(documents, service, "openapi.json"),
  output: {
    target: `src/api/generated/${service}.ts`,
    client: "fetch",
    mode: "single",
    clean: false,
    override: {
      mutator: { path: "src/api/call.ts", name: `${service}Api` },
      // A problem answer is thrown as ApiError by the mutator, so what is returned is a success.
      fetch: { forceSuccessResponse: true },
    },
  },
});

export default defineConfig({
  company: client("company"),
  user: client("user"),
  partner: client("partner"),
});
