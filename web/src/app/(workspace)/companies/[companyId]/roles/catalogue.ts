import type { Permission } from "@/api/generated/company";
import type { Dictionary } from "@/i18n/dictionaries";

export interface PermissionGroup {
  name: string;
  permissions: { value: string; text: string; hint: string }[];
}

/** The permissions in words, by what they are about: the part of their name before the point. */
export function grouped(catalogue: Permission[], { permissions: words }: Dictionary): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();
  for (const { name: value, description } of catalogue) {
    const [subject = value] = value.split(".");
    const group = groups.get(subject) ?? { name: words.groups[subject] ?? subject, permissions: [] };
    const known = words.names[value];
    group.permissions.push({ value, text: known?.name ?? value, hint: known?.text ?? description });
    groups.set(subject, group);
  }
  return [...groups.values()];
}

export function permissionName(value: string, { permissions: words }: Dictionary): string {
  return words.names[value]?.name ?? value;
}
