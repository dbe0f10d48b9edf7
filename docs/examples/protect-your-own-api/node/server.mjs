import { createServer } from "node:http";
import { createRemoteJWKSet, jwtVerify } from "jose";

const { ISSUER, AUDIENCE, PORT } = process.env;
const discovery = await (await fetch(new URL(".well-known/openid-configuration", ISSUER.replace(/\/?$/, "/")))).json();
const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));

/** The claims of the access token, or nothing. */
async function authenticate(request) {
  const [, token] = request.headers.authorization?.match(/^Bearer (\S+)$/i) ?? [];
  if (!token) return undefined;
  try {
    // Other tokens of the same issuer, ID tokens for instance, are not access tokens (RFC 9068 section 4).
    const options = { issuer: discovery.issuer, audience: AUDIENCE, typ: "at+jwt", algorithms: ["RS256"], requiredClaims: ["exp"] };
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    // Keys that cannot be fetched are no fault of the token.
    if (error.code === "ERR_JWKS_TIMEOUT") throw error;
    return undefined;
  }
}

function answer(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

createServer(async (request, response) => {
  try {
    const claims = await authenticate(request);
    if (!claims) return answer(response, 401, {}, { "www-authenticate": "Bearer" });
    if (request.method !== "GET" || request.url !== "/invoices") return answer(response, 404, {});
    if (!claims.scope?.split(" ").includes("invoices.read"))
      return answer(response, 403, {}, { "www-authenticate": 'Bearer error="insufficient_scope", scope="invoices.read"' });
    answer(response, 200, [{ number: "2026-001" }]);
  } catch {
    answer(response, 503, {});
  }
}).listen(Number(PORT), "127.0.0.1");
