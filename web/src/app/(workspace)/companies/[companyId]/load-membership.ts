import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type Company, getCompany, getMember, type Member } from "@/api/generated/company";
import { type Failure, load } from "@/api/load";
import { requireAccount } from "@/auth/session";
import { isUuid } from "@/uuid";

/** A company, and what the person is and may do in it. The services ask again at every change. */
export interface Membership {
  company: Company;
  version: string;
  you: Member;
  active: boolean;
  /** In a company that is in use; an archived one is read-only. */
  mayChange: (permission: string) => boolean;
}

/** Once for the frame, the page and its title. */
export const loadMembership = cache(
  async (
    companyId: string,
  ): Promise<{ membership: Membership; failure?: undefined } | { membership?: undefined; failure: Failure }> => {
    if (!isUuid(companyId)) notFound();
    const account = await requireAccount();
    const [company, you] = await Promise.all([load(getCompany(companyId)), load(getMember(companyId, account))]);
    if (company.failure) return { failure: company.failure };
    if (you.failure) return { failure: you.failure };

    const active = company.data.status === "active";
    const mayChange = (permission: string) => active && you.data.permissions.includes(permission);
    return { membership: { company: company.data, version: company.etag, you: you.data, active, mayChange } };
  },
);
