import { type NextRequest, NextResponse } from "next/server";
import { getPreferences } from "@/api/generated/user";
import { returnPath } from "@/auth/return-to";
import { settings } from "@/settings";
import { rememberTheme } from "@/theme/theme";

/** Where sign-in lands: takes the stored appearance over to this browser, then goes where the person wanted to. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  try {
    const { data } = await getPreferences();
    await rememberTheme(data.theme);
  } catch {
    // Without the user API the appearance stays as it is here; that is no reason to keep anybody out.
  }
  return NextResponse.redirect(new URL(returnPath(request.nextUrl.searchParams.get("returnTo")), settings.url), 303);
}
