import type { Member } from "@/api/generated/company";
import type { Dictionary } from "@/i18n/dictionaries";

export function memberName(member: Member, text: Dictionary): string {
  return member.name ?? member.email ?? text.members.unknown;
}

/** All that a member is in the company. */
export function roleNames(member: Pick<Member, "role" | "roles">, text: Dictionary): string {
  return [text.companies.roles[member.role], ...member.roles.map((role) => role.name)].join(", ");
}
