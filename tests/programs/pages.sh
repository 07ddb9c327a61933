#!/usr/bin/env bash
# Pages of the sample: every section appears on some page, all of them are proved, the HTML is clean.
# Where the corpora lie beside their tools, the checker there has to find no fault either.
source "$(dirname "$0")/support.sh"

sample="$NEWSLOOM_SOURCE/examples/data/articles.jsonl"
cluster sample "$sample" --pages "$work/pages" --articles "$work/articles.jsonl" -q
expect_code 0 "pages of the sample"
[ "$(ls "$work/pages" | grep -cE '^e[0-9]+\.json$')" -eq "$(ls "$work/pages" | wc -l)" ] ||
  fail "there is something else than pages in the folder"
for section in whats_happened behind_the_headline what_the_papers_say how_we_got_here go_deeper \
  common_questions topics timeline quotes coverage conflicts agreements only_from; do
  grep -qE "\"$section\":[[{][^]}]" "$work"/pages/*.json || fail "no page has $section"
done

# Written again into the same folder, nothing of the first run may stay.
cluster again "$sample" --pages "$work/pages" --max-articles 10 -q
expect_code 0 "pages into the same folder"
[ "$(ls "$work/pages" | wc -l)" -lt 10 ] || fail "pages of an earlier run were left"
touch "$work/pages/notes.txt"
cluster foreign "$sample" --pages "$work/pages" -q
expect_code 1 "a folder with something else in it"

"$NEWSLOOM_BIN/event_page" "$sample" --site "$work/site" --verify 2>"$work/site.err" ||
  fail "site: $(cat "$work/site.err")"
if command -v tidy >/dev/null; then
  for page in "$work"/site/*.html; do
    tidy -q -e "$page" 2>&1 | grep -E "Error|Warning" && fail "tidy does not like $(basename "$page")"
  done
else
  echo "SKIPPED: tidy is not here"
fi

checker="${NEWSLOOM_CORPORA:-}/../tools/check_page.py"
if [ -f "$checker" ]; then
  cluster checked "$sample" --pages "$work/checked" --articles "$work/checked.jsonl" -q
  python3 "$checker" "$work/checked.jsonl" "$work/checked" \
    --connectives "$NEWSLOOM_SOURCE/lib/page/connectives.json" \
    --require whats_happened=1,what_the_papers_say=1,topics=0.9,behind_the_headline=0.6 ||
    fail "the checker found faults"
else
  echo "SKIPPED: no checker beside the corpora"
fi
finish
