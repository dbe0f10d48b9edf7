import "server-only";
import * as oauth from "oauth4webapi";
import { settings } from "@/settings";

const metadataLifetimeMs = 5 * 60 * 1000;
const timeoutMs = 10_000;

let metadata: { server: oauth.AuthorizationServer; readAt: number } | undefined;

export function requestOptions() {
  return {
    // Plain http is for a provider on the developer's own machine.
    [oauth.allowInsecureRequests]: settings.issuer.protocol === "http:",
    signal: AbortSignal.timeout(timeoutMs),
  };
}

/** The provider's discovery document (OpenID Connect Discovery 1.0). */
export async function providerMetadata(): Promise<oauth.AuthorizationServer> {
  if (metadata && Date.now() - metadata.readAt < metadataLifetimeMs) return metadata.server;

  const response = await oauth.discoveryRequest(settings.issuer, requestOptions());
  const server = await oauth.processDiscoveryResponse(settings.issuer, response);
  metadata = { server, readAt: Date.now() };
  return server;
}
