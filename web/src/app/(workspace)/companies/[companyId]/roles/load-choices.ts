import "server-only";
import { listPermissions } from "@/api/generated/company";
import { load } from "@/api/load";
import type { Dictionary } from "@/i18n/dictionaries";
import type { Membership } from "../load-membership";
import { grouped, permissionName } from "./catalogue";

/** What this member may put into a role: what they may do themselves and no owner keeps. */
export async function loadChoices({ you }: Membership, text: Dictionary) {
  const { data: catalogue, failure } = await load(listPermissions());
  if (failure) return { failure };
  const own = catalogue.filter(({ name, ownersOnly }) => !ownersOnly && you.permissions.includes(name));
  const kept = catalogue.filter(({ ownersOnly }) => ownersOnly).map(({ name }) => permissionName(name, text));
  return { groups: grouped(own, text), ownersOnly: kept };
}
