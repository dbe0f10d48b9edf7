// A front end without a server of its own. The test drives it through what it leaves on `window`.
import Keycloak from "/keycloak.js";
import { authority, clientId } from "/settings.js";

const keycloak = new Keycloak({ oidcProvider: authority, clientId });
window.keycloak = keycloak;
await keycloak.init({
  // Asks the provider without a page (prompt=none).
  onLoad: "check-sso",
  responseMode: "query",
  pkceMethod: "S256",
  checkLoginIframe: false,
  redirectUri: `${location.origin}/`,
  scope: "openid profile email offline_access users.read",
});
document.title = keycloak.authenticated ? "signed in" : "signed out";
