import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

ISSUER, AUDIENCE, PORT = os.environ["ISSUER"], os.environ["AUDIENCE"], int(os.environ["PORT"])

with urllib.request.urlopen(ISSUER.rstrip("/") + "/.well-known/openid-configuration", timeout=10) as document:
    discovery = json.load(document)
keys = jwt.PyJWKClient(discovery["jwks_uri"])


def authenticate(authorization):
    """The claims of the access token, or None."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        # Other tokens of the same issuer, ID tokens for instance, are not access tokens (RFC 9068 section 4).
        if jwt.get_unverified_header(token).get("typ") != "at+jwt":
            return None
        key = keys.get_signing_key_from_jwt(token).key
        options = {"require": ["exp", "iss", "aud"]}
        return jwt.decode(token, key, algorithms=["RS256"], issuer=discovery["issuer"], audience=AUDIENCE, options=options)
    except jwt.PyJWTError:
        return None


class Api(BaseHTTPRequestHandler):
    def do_GET(self):
        claims = authenticate(self.headers.get("Authorization"))
        if claims is None:
            self.answer(401, {}, "Bearer")
        elif self.path != "/invoices":
            self.answer(404, {})
        elif "invoices.read" not in claims.get("scope", "").split():
            self.answer(403, {}, 'Bearer error="insufficient_scope", scope="invoices.read"')
        else:
            self.answer(200, [{"number": "2026-001"}])

    def answer(self, status, body, challenge=None):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if challenge:
            self.send_header("WWW-Authenticate", challenge)
        self.end_headers()
        self.wfile.write(content)


ThreadingHTTPServer(("127.0.0.1", PORT), Api).serve_forever()
