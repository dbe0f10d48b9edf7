import "server-only";
import { renewSession } from "@/auth/auth";
import { currentCompany } from "@/auth/session";

/** Works in no company any more, if it was this one. */
export async function leaveBehind(companyId: string): Promise<void> {
  const { id } = await currentCompany();
  if (id === companyId) await renewSession({ company: { id: "", name: "" } });
}
