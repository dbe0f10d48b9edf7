import type { Member } from "@/api/generated/company";
import type { Membership } from "../load-membership";

/** Whether these permissions are all the member's own: nobody gives, or takes away, more than they have. */
export function withinOwn(own: string[], permissions: string[]): boolean {
  return permissions.every((permission) => own.includes(permission));
}

/** Whether this member is the caller's to change, or in an archived company to remove. */
export function mayManage({ you }: Membership, member: Member): boolean {
  return you.permissions.includes("members.manage") && withinOwn(you.permissions, member.permissions);
}
