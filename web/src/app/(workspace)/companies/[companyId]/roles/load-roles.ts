import "server-only";
import { listRoles } from "@/api/generated/company";
import { load } from "@/api/load";

/** As many as one answer holds; a company defines fewer. */
const most = 100;

export function loadRoles(companyId: string) {
  return load(listRoles(companyId, { limit: most }));
}
