import "server-only";
import { listPermissions, type Member, type MemberRole } from "@/api/generated/company";
import { load } from "@/api/load";
import { loadRoles } from "../roles/load-roles";
import { withinOwn } from "./may-manage";

export interface AssignableRoles {
  roles: MemberRole[];
  ownRoles: { id: string; name: string; description: string | null }[];
}

/** The roles that this member may give: those that allow no more than their own. */
export async function loadAssignableRoles(companyId: string, you: Member) {
  const [roles, catalogue] = await Promise.all([loadRoles(companyId), load(listPermissions())]);
  if (roles.failure) return { failure: roles.failure };
  if (catalogue.failure) return { failure: catalogue.failure };

  // An owner may do everything, an admin everything that is not for owners alone, a member sees the others.
  const allows: Record<MemberRole, string[]> = {
    owner: catalogue.data.map((permission) => permission.name),
    admin: catalogue.data.filter((permission) => !permission.ownersOnly).map((permission) => permission.name),
    member: [],
  };
  const assignable: AssignableRoles = {
    roles: (["owner", "admin", "member"] as const).filter((role) => withinOwn(you.permissions, allows[role])),
    ownRoles: roles.data.items.filter((role) => withinOwn(you.permissions, role.permissions)),
  };
  return { assignable };
}
