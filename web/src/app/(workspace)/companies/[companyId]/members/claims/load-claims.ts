import "server-only";
import { listClaims, type ReceivedClaim } from "@/api/generated/company";
import { load } from "@/api/load";
import type { Dictionary } from "@/i18n/dictionaries";

/** As many as one answer holds, and as can wait. */
const most = 100;

export function loadClaims(companyId: string) {
  return load(listClaims(companyId, { limit: most }));
}

export function claimantName({ name, email }: ReceivedClaim, { claims }: Dictionary): string {
  return name ?? email ?? claims.received.unknown;
}
