#!/usr/bin/env bash
# Installs what the tests need (Debian), then runs all of them. Stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."

need() { # command, Debian package
  command -v "$1" >/dev/null && return
  echo "== installing $2"
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  if [ -z "${apt_updated:-}" ]; then $sudo apt-get update -qq; apt_updated=1; fi
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$2"
}
need node nodejs
need npm npm
need chromium chromium
need strace strace
need python3 python3
need valgrind valgrind

echo "== Rust: cases, laws, the binary, the content"
cargo test --locked

echo "== the site, for the browser"
cargo build --locked --release
target/release/carta build --strict --out target/browser-site

echo "== no part of the work grows faster than the site: instructions are counted"
benches/growth.py --count

echo "== browser"
CARTA_SITE="$PWD/target/browser-site" CARTA_BIN="$PWD/target/release/carta" tests/browser/run.sh
