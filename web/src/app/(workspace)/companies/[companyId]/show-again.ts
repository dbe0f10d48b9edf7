import "server-only";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/** Goes to a page of the company after a change, the frames rendered anew: names, sections and the menu may be others now. */
export function showAgain(
  companyId: string,
  section: "" | "/members" | "/roles" | "/branches" | "/domains" | `/domains/${string}` | "/clients" | "/settings",
  notice: string,
): never {
  revalidatePath("/", "layout");
  redirect(`/companies/${companyId}${section}?notice=${notice}`);
}
