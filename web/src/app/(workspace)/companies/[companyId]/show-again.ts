import "server-only";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/** Goes to a page of the company after a change, its frame rendered anew: the name and the sections may be others now. */
export function showAgain(companyId: string, section: "" | "/members" | "/roles" | "/settings", notice: string): never {
  revalidatePath(`/companies/${companyId}`, "layout");
  redirect(`/companies/${companyId}${section}?notice=${notice}`);
}
