import { MemberRole } from "@/api/generated/company";

/** The roles of a form with `role` and a box `role:<id>` for each of the company's own. */
export function chosenRoles(form: FormData): { role: MemberRole; roleIds: string[] } {
  const role = Object.values(MemberRole).find((value) => value === form.get("role")) ?? "member";
  const roleIds = [...form.keys()].filter((name) => name.startsWith("role:")).map((name) => name.slice("role:".length));
  return { role, roleIds };
}
