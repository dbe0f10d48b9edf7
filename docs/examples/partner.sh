#!/usr/bin/env bash
# A partner's system: gets a token with its own client credentials and reads its partner record and its clients.
# Usage: docs/examples/partner.sh [environment file]      (default: .data/partner.env, which the development host writes)
set -euo pipefail
file=${1:-.data/partner.env}
[ -r "$file" ] || { echo "There is no $file: start the platform first (dotnet run --project platform/host)." >&2; exit 1; }
set -a && . "$file" && set +a

# client_secret_basic (RFC 6749 section 2.3.1). curl reads the pair from standard input, so that `ps` does not show it.
token=$(curl -sS --fail-with-body -K - "$ISSUER/connect/token" -d grant_type=client_credentials -d scope=partners.read <<< "user = \"$CLIENT_ID:$CLIENT_SECRET\"" |
  sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
[ -n "$token" ] || { echo "Identity gave no token." >&2; exit 1; }

call() { curl -sS --fail-with-body -H @- "$PARTNER_API_URL$1" <<< "Authorization: Bearer $token"; echo; }

partners=$(call /v1/partners)
echo "$partners"
id=$(sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p' <<< "$partners" | head -n 1)
[ -n "$id" ] || { echo "No partner record lists this client." >&2; exit 1; }
call "/v1/partners/$id"
call "/v1/partners/$id/clients"
