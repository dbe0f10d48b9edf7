import type { Member } from "@/api/generated/company";
import type { Membership } from "../load-membership";

/** Whether these permissions are all the member's own: nobody gives, or takes away, more than they have. */
export function withinOwn(own: string[], permissions: string[]): boolean {
  return permissions.every((permission) => own.includes(permission));
}

/** Whether the roles of this member are the caller's to change. */
export function mayManage({ you, mayChange }: Membership, member: Member): boolean {
  return mayChange("members.manage") && withinOwn(you.permissions, member.permissions);
}
