import "server-only";
import { settings } from "@/settings";

const always: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

export function setSecurityHeaders(headers: Headers, policy: string): void {
  headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  if (settings.url.protocol === "https:") {
    headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}
