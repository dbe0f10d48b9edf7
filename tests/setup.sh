# What tests/run needs on the machine: sourced, not run.

missing=""
need() { missing+="  $1"$'\n'"      $2"$'\n'; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }

postgres_bin() { # the folder of the newest installed server
  command -v pg_ctl > /dev/null && command -v initdb > /dev/null && { dirname "$(readlink -f "$(command -v pg_ctl)")"; return; }
  ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2> /dev/null | sort -V | tail -n 1
}

# The shell is the same engine without a window around it: a page costs a third less.
browser() { command -v chromium-headless-shell || command -v chromium || command -v google-chrome || true; }

node_is_new_enough() {
  command -v node > /dev/null && node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||a===20&&b>=19?0:1)'
}

has_python_jwt() {
  local python
  for python in python3 /usr/bin/python3; do "$python" -c 'import jwt, cryptography' 2> /dev/null && return; done
  return 1
}

# Everything but Node.js, which the first steps need, while those run. Pages of the manual would be indexed at once.
install_tools() {
  local packages=()
  [ -n "${CHROMIUM:-$(browser)}" ] || packages+=(fonts-dejavu-core chromium)
  [ -n "${TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ] || packages+=(postgresql)
  command -v curl > /dev/null || packages+=(curl)
  command -v promtool > /dev/null || packages+=(prometheus)
  has_python_jwt || packages+=(python3-jwt python3-cryptography)
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  {
    apt-get update -q
    # Debian has the shell; other systems have the browser alone.
    [[ $* != *chromium* ]] || [ -z "$(apt-cache madison chromium-headless-shell)" ] || set -- "${@/%chromium/chromium-headless-shell}"
    echo "== installing $*" >&3
    apt-get install -y -q --no-install-recommends -o 'Dpkg::Options::=--path-exclude=/usr/share/man/*' "$@"
  } 3>&1 >> "$output/apt.log" 2>&1 || tail -n 20 "$output/apt.log"
}

# Says what is missing, and ends the run.
require_tools() {
  export CHROMIUM=${CHROMIUM:-$(browser)}
  dotnet --version 2> /dev/null | grep -q '^10\.' || need ".NET SDK 10" "https://dot.net/download"
  node_is_new_enough || need "Node.js 20.19 or newer (found: $(node --version 2> /dev/null || echo none))" "https://nodejs.org/en/download; Debian 12 and Ubuntu 24.04 carry version 18"
  command -v npm > /dev/null || need "npm" "comes with Node.js"
  [ -n "$CHROMIUM" ] || need "Chromium" "Debian: apt-get install chromium; others: install Chrome or Chromium and set CHROMIUM to its path"
  [ -n "${TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ] || need "PostgreSQL server binaries (initdb, pg_ctl)" "Debian: apt-get install postgresql; macOS: brew install postgresql@17; or set TEST_POSTGRES to a superuser's connection string"
  command -v curl > /dev/null || need "curl" "Debian: apt-get install curl"
  # The backup's test needs the server's own clients.
  [ -z "$(postgres_bin)" ] || export PATH="$(postgres_bin):$PATH"
  command -v pg_dump > /dev/null && command -v psql > /dev/null || need "PostgreSQL's clients (psql, pg_dump, pg_restore)" "Debian: apt-get install postgresql-client"
  command -v promtool > /dev/null || need "promtool" "comes with Prometheus; Debian: apt-get install prometheus; macOS: brew install prometheus"
  has_python_jwt || need "Python 3 with PyJWT and cryptography" "Debian: apt-get install python3-jwt python3-cryptography; others: pip install 'PyJWT[crypto]'"
  if [ -n "$missing" ]; then
    printf 'The tests need what this machine does not have:\n%s' "$missing"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
}

# PostgreSQL refuses to run as root: then its own user runs it.
as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi; }

# In memory where there is room. On ext4 every new file skips the inodes of those deleted a moment ago, and a database is 300 files:
# that was three quarters of the server's work in a profile of the user API's tests.
postgres_folder() {
  local free
  free=$(df -Pk /dev/shm 2> /dev/null | awk 'NR == 2 { print $4 }')
  if ((${free:-0} > 2000000)); then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

postgres_data=""
start_postgres() {
  [ -n "${TEST_POSTGRES:-}" ] && return
  local port bin
  bin=$(postgres_bin)
  postgres_data=$(mktemp -d "$(postgres_folder)/saas-postgres.XXXXXX")
  [ "$(id -u)" = 0 ] && chown postgres "$postgres_data"
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  echo "== starting PostgreSQL on port $port"
  # Its data is thrown away, so nothing needs to reach the disk.
  as_postgres "'$bin/initdb' -D '$postgres_data/data' -U postgres -A trust --no-sync" > "$output/postgres.log" 2>&1
  as_postgres "'$bin/pg_ctl' -D '$postgres_data/data' -w -l '$postgres_data/log' -o '-p $port -k $postgres_data -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off -c synchronous_commit=off -c max_wal_size=256MB' start" >> "$output/postgres.log" 2>&1
  export TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

stop_postgres() {
  [ -n "$postgres_data" ] || return 0
  as_postgres "'$(postgres_bin)/pg_ctl' -D '$postgres_data/data' -m immediate stop" > /dev/null 2>&1 || true
  rm -rf "$postgres_data"
}
