# For the scripts in this folder: sourced, not run.
set -uo pipefail
: "${NEWSLOOM_BIN:?the folder of the built programs}" "${NEWSLOOM_SOURCE:?the repository}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# cluster NAME ARGUMENT…: runs cluster_articles; $work/NAME.out and .err are what it printed, and
# $work/NAME.ids its assignments. Sets `code`.
cluster() {
  local name=$1
  shift
  "$NEWSLOOM_BIN/cluster_articles" "$@" --assignments "$work/$name.ids" \
    >"$work/$name.out" 2>"$work/$name.err"
  code=$?
}

expect_code() { # WANTED WHAT
  [ "$code" -eq "$1" ] || fail "$2: exit code $code, not $1"
}

expect_report() { # NAME TEXT
  grep -qF -- "$2" "$work/$1.err" || {
    fail "$1: no report of \"$2\" but:"
    head -5 "$work/$1.err"
  }
}

expect_articles() { # NAME COUNT
  local found
  found=$(wc -l <"$work/$1.ids")
  [ "$found" -eq "$2" ] || fail "$1: $found articles assigned, not $2"
}

finish() {
  [ "$failures" -eq 0 ] || exit 1
  echo "all as expected"
}
