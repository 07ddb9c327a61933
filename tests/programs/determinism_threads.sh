# The same bytes out for any number of threads, any batch, any instruction set, two runs, and
# whatever the articles are called. On the sample, and on a labelled set of the corpora if there.
# Under the thread sanitizer (label `threads`) it is the race test of the main job.
source "${BASH_SOURCE%/*}/support.sh"

compare() { # NAME, with what has been run as $work/first.*
  cmp -s "$work/first.ids" "$work/$1.ids" || fail "$1: other events"
  cmp -s "$work/first.out" "$work/$1.out" || fail "$1: another page"
}

check() { # INPUT
  cluster first "$1" -q --threads 1 --top 0
  expect_code 0 "$1"
  for threads in 1 2 8; do
    cluster threads "$1" -q --threads $threads --top 0
    compare threads
  done
  for batch in 1 7 65536; do
    cluster batch "$1" -q --threads 2 --batch $batch --top 0
    compare batch
  done
  for simd in portable avx2 avx512; do
    NEWSLOOM_SIMD=$simd cluster simd "$1" -q --top 0
    compare simd
  done
  cluster explained "$1" -q --top 0 --decisions "$work/decisions.jsonl"
  compare explained
  python3 - "$work" <<'PY' || fail "decisions: not one a placed article, or not as the score says"
import json, sys
work = sys.argv[1]
decisions = [json.loads(line) for line in open(work + "/decisions.jsonl")]
assert {d["article"] for d in decisions} == {json.loads(line)["id"] for line in open(work + "/first.ids")}
for d in decisions:
    assert 0 <= d["confidence"] <= 1 and all(o["event"] != d["event"] for o in d["others"])
    assert d["near_copy"] or d["new_event"] or d["score"] > d["required"]
PY
  python3 - "$1" "$work" <<'PY'
import gzip, json, os, sys
source, work = sys.argv[1:]
opened = gzip.open if source.endswith(".gz") else open
names = {}
with opened(source, "rt", encoding="utf-8") as lines, open(work + "/renamed.jsonl", "w") as out:
    for number, line in enumerate(lines):
        article = json.loads(line)
        new = "%08x" % (number * 2654435761 % 2**32)
        names[new] = article["id"]
        article["id"] = new
        out.write(json.dumps(article) + "\n")
json.dump(names, open(work + "/names.json", "w"))
PY
  cluster renamed "$work/renamed.jsonl" -q --top 0
  python3 - "$work" <<'PY' || fail "renamed: other events"
import json, sys
work = sys.argv[1]
names = json.load(open(work + "/names.json"))
first = {a["id"]: a["event"] for a in map(json.loads, open(work + "/first.ids"))}
other = {names[a["id"]]: a["event"] for a in map(json.loads, open(work + "/renamed.ids"))}
sys.exit(first != other)
PY
}

check "$NEWSLOOM_SOURCE/examples/data/articles.jsonl"
if [ -n "${NEWSLOOM_CORPORA:-}" ]; then
  check "$NEWSLOOM_CORPORA/events/basil.jsonl"
else
  echo "SKIPPED: the corpora's part, without NEWSLOOM_CORPORA"
fi
finish
