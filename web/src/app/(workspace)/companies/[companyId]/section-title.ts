import "server-only";
import type { Metadata } from "next";
import { displayName } from "../display-name";
import { loadMembership } from "./load-membership";

/** The title of a page of a company: the section, where it is not the overview, and the company. */
export async function sectionTitle(companyId: string, section?: string): Promise<Metadata> {
  const { membership } = await loadMembership(companyId);
  const parts = [section, membership && displayName(membership.company)].filter(Boolean);
  return { title: parts.length > 0 ? parts.join(" · ") : undefined };
}
