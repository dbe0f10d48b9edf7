import assert from "node:assert/strict";
import { test } from "node:test";
import createClient from "openapi-fetch";
import { createClient as createHeyClient } from "./output/hey-api-partner/client/index";
import { listPartners as listByHeyApi } from "./output/hey-api-partner/sdk.gen";
import type { paths } from "./output/openapi-typescript/partner";
import { listPartners as listByOrval7 } from "./output/orval-7/partner-fetch";
import { listPartners as listByOrval8 } from "./output/orval-8/partner-fetch";
import * as zod7 from "./output/orval-7/partner-zod";
import * as zod8 from "./output/orval-8/partner-zod";

const baseUrl = process.env.PARTNER_API_URL!;
const headers = { authorization: `Bearer ${process.env.ACCESS_TOKEN}` };

/** The demonstration partner, which every client must read alike. */
function assertPartner(status: number, name: string | undefined): void {
  assert.deepEqual([status, name], [200, "ООО «Интегратор»"]);
}

test("orval 7", async () => {
  const answer = await listByOrval7({ limit: 1 });
  assertPartner(answer.status, answer.data.items[0]?.name);
  zod7.listPartnersResponse.parse(answer.data);
});

test("orval 8", async () => {
  const answer = await listByOrval8({ limit: 1 });
  assertPartner(answer.status, answer.data.items[0]?.name);
  zod8.ListPartnersResponse.parse(answer.data);
});

test("openapi-typescript", async () => {
  const { data, response } = await createClient<paths>({ baseUrl, headers }).GET("/v1/partners", { params: { query: { limit: 1 } } });
  assertPartner(response.status, data?.items[0]?.name);
});

test("@hey-api/openapi-ts", async () => {
  const { data, response } = await listByHeyApi({ client: createHeyClient({ baseUrl, headers }), query: { limit: 1 } });
  assertPartner(response!.status, data?.items[0]?.name);
});
