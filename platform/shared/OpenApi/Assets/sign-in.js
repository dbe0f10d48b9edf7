// The window that signs in has no opener: the identity pages cut it (Cross-Origin-Opener-Policy). The page that the
// browser comes back to therefore broadcasts what it got, to this origin only, and the sign-in goes on here.
new BroadcastChannel("docs-sign-in").onmessage = ({ data }) => {
  const request = window.swaggerUIRedirectOauth2;
  if (!request || data.state !== request.state) return;

  if (data.code) {
    delete request.state;
    request.auth.code = data.code;
    request.callback({ auth: request.auth, redirectUrl: request.redirectUrl });
  } else {
    request.errCb({
      authId: request.auth.name,
      source: "auth",
      level: "error",
      message: `[Authorization failed]: ${data.error ?? "no code was received"} ${data.error_description ?? ""}`,
    });
  }
};
