import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type Company, getCompany } from "@/api/generated/company";
import { type Loaded, load } from "@/api/load";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Once for the page and its title. */
export const loadCompany = cache(async (companyId: string): Promise<Loaded<Company>> => {
  if (!uuid.test(companyId)) notFound();
  return load(getCompany(companyId));
});
