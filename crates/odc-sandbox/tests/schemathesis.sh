#!/usr/bin/env bash
# Runs schemathesis on a running sandbox, with the published documents. It must find no server error and no response
# that violates its schema. Fails on a finding, and if python3, venv or pip is missing or schemathesis cannot be
# installed. Writes nothing outside the target directory.
#
# usage: tests/schemathesis.sh [SECONDS]     for each document, 1 to 600; 60 by default
set -euo pipefail
seconds=${1:-60}
case $seconds in
  '' | *[!0-9]* | ????*) seconds=0 ;;
esac
if [ "$seconds" -lt 1 ] || [ "$seconds" -gt 600 ]; then
  echo "schemathesis: SECONDS must be 1 to 600" >&2
  exit 2
fi
cd "$(dirname "$0")/../../.."

target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target/schemathesis"
target=$(cd "$target" && pwd)
home=$target/schemathesis
work=$(mktemp -d "$home/run.XXXXXX")
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
cannot() {
  echo "schemathesis: cannot run, $1" >&2
  exit 1
}

# Files that Python and its tools leave stay there too.
export TMPDIR=$work PIP_CACHE_DIR=$home/pip XDG_CACHE_HOME=$home/cache PYTHONDONTWRITEBYTECODE=1
export PIP_DISABLE_PIP_VERSION_CHECK=1 HYPOTHESIS_STORAGE_DIRECTORY=$work/hypothesis
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

venv=$home/venv
if ! "$venv/bin/schemathesis" --version >/dev/null 2>&1; then
  rm -rf "$venv"
  python3 --version >/dev/null 2>&1 || cannot 'there is no python3'
  python3 -m venv "$venv" >"$work/venv.log" 2>&1 || cannot 'python3 has no venv with pip'
  if ! env -u NO_PROXY -u no_proxy "$venv/bin/pip" -q install 'schemathesis>=4,<5' >"$work/pip.log" 2>&1; then
    cannot "pip cannot install it: $(tail -n 1 "$work/pip.log")"
  fi
fi

# Uses the features of the whole workspace, so that nothing is compiled twice.
cargo build --quiet --locked --workspace --bin odc-sandbox
"$target/debug/odc-sandbox" --no-limits --portfolios 2 --stages 4 >"$work/banner" &
server=$!
for _ in $(seq 100); do
  if grep -q LOOPBACK "$work/banner"; then break; fi
  sleep 0.1
done
eval "$(grep '^export' "$work/banner")"
origin=http://$ODC_PORTAL_DOMAIN

token=$("$venv/bin/python" - "$origin" <<'PY'
import json, os, sys, urllib.parse, urllib.request
document = json.load(urllib.request.urlopen(sys.argv[1] + "/identity/.well-known/openid-configuration"))
form = {
    "grant_type": "client_credentials",
    "client_id": os.environ["ODC_CLIENT_ID"],
    "client_secret": os.environ["ODC_CLIENT_SECRET"],
}
body = urllib.parse.urlencode(form).encode()
print(json.load(urllib.request.urlopen(document["token_endpoint"], body))["access_token"])
PY
)

# The paths of all APIs, from the documents that the sandbox serves.
apis=$("$venv/bin/python" - openapi/*.json <<'PY'
import json, sys, urllib.parse
for path in sys.argv[1:]:
    with open(path) as document:
        print(urllib.parse.urlsplit(json.load(document)["servers"][0]["url"]).path)
PY
)

# Tests two documents at a time, because schemathesis uses one processor. Each process keeps its examples in its
# current folder.
run() {
  mkdir -p "$work/$2"
  cd "$work/$2"
  "$venv/bin/schemathesis" run "$origin$1/openapi.json" --url "$origin$1" \
    --header "Authorization: Bearer $token" --max-time "$seconds" --no-color \
    --checks not_a_server_error,response_schema_conformance,content_type_conformance >report 2>&1
}
export -f run
export work venv origin token seconds
numbered=$(printf '%s\n' $apis | awk '{ print $1, NR }')
failed=0
printf '%s\n' "$numbered" | xargs -P 2 -L 1 bash -c 'run "$0" "$1" || touch "$work/$1/failed"' || failed=1
found=
while read -r api number; do
  echo "== $api"
  cat "$work/$number/report"
  if [ -e "$work/$number/failed" ]; then found="$found $api"; fi
done <<<"$numbered"
if [ -n "$found" ] || [ "$failed" = 1 ]; then
  echo "schemathesis: findings in$found" >&2
  exit 1
fi
