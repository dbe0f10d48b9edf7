#!/bin/sh
# The compose file's step before migrations: roles and database, with the passwords of its secrets. Running it again is harmless.
set -eu
secrets=${SECRETS:-/run/secrets}
PGPASSWORD=$(cat "$secrets/postgres-password")
export PGPASSWORD
# Passed on standard input: arguments of a process can be read by others.
{
  printf "\\\\set owner_password '%s'\n\\\\set service_password '%s'\n" "$(cat "$secrets/owner-password")" "$(cat "$secrets/service-password")"
  cat "$(dirname "$0")/roles.sql"
} | psql --no-psqlrc --quiet --no-align --tuples-only --dbname "${PGDATABASE:-postgres}"
