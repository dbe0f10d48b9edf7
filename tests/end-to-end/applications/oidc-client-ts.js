// A front end without a server of its own. The test drives it through what it leaves on `window`.
import { authority, clientId } from "/settings.js";

const home = `${location.origin}/`;
const manager = new oidc.UserManager({
  authority,
  client_id: clientId,
  redirect_uri: home,
  post_logout_redirect_uri: home,
  scope: "openid profile email offline_access users.read",
  loadUserInfo: true,
  // By the refresh token; as early before the end as these short tokens allow.
  automaticSilentRenew: true,
  accessTokenExpiringNotificationTimeInSeconds: 10,
  revokeTokensOnSignout: true,
});
const [loaded, failures] = [[], []];
manager.events.addUserLoaded((user) => loaded.push(user.access_token));
manager.events.addSilentRenewError((error) => failures.push(String(error)));
Object.assign(window, { manager, loaded, failures });

const answer = new URLSearchParams(location.search);
let state = "signed out";
if (answer.has("code") || answer.has("error")) {
  try {
    await manager.signinRedirectCallback();
  } catch (error) {
    state = error.error ?? String(error);
  }
} else if (answer.has("state")) {
  await manager.signoutRedirectCallback();
}
history.replaceState(null, "", home);
document.title = (await manager.getUser()) ? "signed in" : state;
