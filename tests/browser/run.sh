#!/usr/bin/env bash
# Runs the browser tests on the site in CARTA_SITE, and installs what they need.
set -euo pipefail
cd "$(dirname "$0")"
: "${CARTA_SITE:?names the folder that carta build --out wrote}"

chromium="${CARTA_CHROMIUM:-/usr/bin/chromium}"
if [ ! -x "$chromium" ]; then
  echo "== installing Chromium"
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium
fi
# `npm ci` empties the folder first: only when the lock file is newer than what is there.
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund

# One file after the other: each has a browser of its own, and two at a time only wait for each other.
exec node --test --test-concurrency=1 --test-reporter=spec
