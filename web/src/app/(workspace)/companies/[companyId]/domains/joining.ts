import type { DomainJoining } from "@/api/generated/company";

export const joinings: DomainJoining[] = ["off", "approval", "automatic"];

/** What a form says; nothing known changes nothing for the better, so it closes. */
export function joiningOf(value: string): DomainJoining {
  return joinings.find((joining) => joining === value) ?? "off";
}
