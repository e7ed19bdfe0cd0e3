#!/usr/bin/env bash
# What a reviewer of a rule change should see: lint, rule tests and, where there is history, what the change would have done to it.
#
#   review.sh COMMENT_FILE        writes the comment, prints findings for the job's log, ends with 1 where something stands against the change
#
# RULELINT          the command; "rulelint" unless set
# RULES             the rules folder; "rules" unless set
# BASE              the revision that the change starts from; "origin/main" unless set
# HISTORY           a server's data folder or a slice of it; no impact unless set
# LAST              how much of it is played; 30d unless set
# MAX_NEW_PAGES     fails the review where the change would have paged more often than that, e.g. 5/week
# LINT_FORMAT       how findings go to the log: text, or github for annotations
set -uo pipefail

comment=${1:?usage: review.sh COMMENT_FILE}
rulelint=${RULELINT:-rulelint} rules=${RULES:-rules} base=${BASE:-origin/main}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# What the command prints is in $work/out. Why it could not run, if it could not, is for the log and for the reviewer.
run() {
  # shellcheck disable=SC2086
  $rulelint "$@" > "$work/out" 2> "$work/err"
  code=$?
  cat "$work/err" >&2
  [ "$code" -eq 0 ] || failed=1
  [ "$code" -ne 2 ] || { sed 's/^/> /' "$work/err"; echo; } >> "$comment"
}

: > "$comment"
run check "$rules" --base "$base" --format "${LINT_FORMAT:-text}"
cat "$work/out"
if [ "$code" -ne 2 ]; then
  run check "$rules" --base "$base" --format markdown
  { cat "$work/out"; echo; } >> "$comment"
fi

if [ -d "$rules/tests" ]; then
  run test "$rules" --coverage
  cat "$work/out"
  summary=$(grep -v '^$' "$work/out" | tail -n 1)
  { echo "<details><summary>Rule tests: $summary</summary>"; echo; echo '```'; cat "$work/out"; echo '```'; echo; echo "</details>"; echo; } >> "$comment"
fi

if [ -n "${HISTORY:-}" ]; then
  run impact --rules "$rules" --base "$base" --history "$HISTORY" --last "${LAST:-30d}" --format markdown ${MAX_NEW_PAGES:+--max-new-pages "$MAX_NEW_PAGES"}
  cat "$work/out" >> "$comment"
fi

exit "$failed"
