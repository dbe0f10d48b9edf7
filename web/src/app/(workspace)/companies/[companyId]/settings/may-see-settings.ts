import type { Membership } from "../load-membership";

/** Whether there is anything in the settings for this member. */
export function maySeeSettings({ you, mayChange }: Membership): boolean {
  return mayBringBack({ you }) || ["company.update", "ownership.transfer"].some(mayChange);
}

/** Whoever may archive may undo it, and delete what is archived. */
export function mayBringBack({ you }: Pick<Membership, "you">): boolean {
  return you.permissions.includes("company.archive");
}
