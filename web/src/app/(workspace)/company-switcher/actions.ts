"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { renewSession } from "@/auth/auth";
import { currentCompany } from "@/auth/session";

/** Works in this company from now on: the session gets a token for it. An empty one is none. */
export async function switchCompany(form: FormData): Promise<void> {
  const id = form.get("company")?.toString() ?? "";
  const session = await renewSession({ company: { id, name: "" } });
  revalidatePath("/", "layout");
  if (!id || session?.company?.id === id) redirect(id ? `/companies/${id}` : "/companies");
  // Where the person is no member any more, the frame says so.
  redirect((await currentCompany()).lost === undefined ? "/companies?notice=notSwitched" : "/companies");
}
