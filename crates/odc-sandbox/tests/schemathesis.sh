#!/usr/bin/env bash
# Lets schemathesis loose on a running sandbox, with the published documents: no server error, no
# answer that violates its schema. Skips, and says why, where it cannot be installed.
#
# usage: tests/schemathesis.sh [SECONDS]     for each document; 60 by default
set -euo pipefail
seconds=${1:-60}
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

if ! python3 -m venv "$work/venv" >/dev/null 2>&1; then
  echo "schemathesis: skipped, there is no python3 with venv"
  exit 0
fi
if ! "$work/venv/bin/pip" -q install 'schemathesis>=4,<5' >"$work/pip.log" 2>&1; then
  echo "schemathesis: skipped, it cannot be installed: $(tail -n 1 "$work/pip.log")"
  exit 0
fi

cargo build --quiet -p odc-sandbox
"${CARGO_TARGET_DIR:-target}/debug/odc-sandbox" --no-limits >"$work/banner" &
server=$!
for _ in $(seq 100); do
  if grep -q LOOPBACK "$work/banner"; then break; fi
  sleep 0.1
done
eval "$(grep '^export' "$work/banner")"
origin=http://$ODC_PORTAL_DOMAIN

token=$(python3 - "$origin" <<'PY'
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

for api in identity/v1 portfolios/v1; do
  "$work/venv/bin/schemathesis" run "$origin/api/$api/openapi.json" --url "$origin/api/$api" \
    --header "Authorization: Bearer $token" --max-time "$seconds" --no-color \
    --checks not_a_server_error,response_schema_conformance,content_type_conformance
done
