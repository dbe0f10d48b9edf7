import type { Membership } from "../load-membership";

/** Whether there is anything in the settings for this member. */
export function maySeeSettings({ mayChange }: Membership): boolean {
  return ["company.update", "company.archive", "ownership.transfer"].some(mayChange);
}
