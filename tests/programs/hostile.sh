# What the outside sends: each case is reported for what it is, costs only itself, and the articles
# around it are clustered as if it were not there.
source "${BASH_SOURCE%/*}/support.sh"
cd "$work"

python3 - <<'PY'
import gzip, json, os, random, zlib

GOOD = [{"id": "good%d" % i, "url": "https://paper%d.example/%d" % (i % 3, i), "language": "en",
         "published": "2026-03-0%dT10:00:00Z" % (1 + i % 5),
         "title": "Bridge over the Sorrel closed for repairs, part %d" % i,
         "text": "Engineers closed the old bridge over the Sorrel after cracks were found in two "
                 "of its piers. Drivers must take the northern road until the autumn. " * 2}
        for i in range(4)]

def lines(name, *between):
    """Two good articles, what is to be tried, and two good articles."""
    with open(name, "wb") as out:
        for a in GOOD[:2]:
            out.write(json.dumps(a).encode() + b"\n")
        for b in between:
            out.write((json.dumps(b).encode() if isinstance(b, dict) else b) + b"\n")
        for a in GOOD[2:]:
            out.write(json.dumps(a).encode() + b"\n")

open("empty.jsonl", "wb").close()
lines("no-content.jsonl", {"id": "x", "title": "", "text": ""}, {"id": "y"})
lines("not-json.jsonl", b"{\"id\": \"x\", \"title\": ", b"[1, 2]", b"true", b"{}{}")
lines("wrong-types.jsonl", {"id": "x", "title": 5, "text": "a b"}, {"id": "y", "title": "Fine", "url": 7})
lines("invalid-utf8.jsonl", b'{"id":"x","title":"Bro\xff\xfeken \xed\xa0\x80 bytes","text":"caf\xc3"}')
lines("nuls.jsonl", {"id": "x", "title": "NUL \0 inside", "text": "a\0b"}, b"\0\0\0\0")
lines("surrogates.jsonl", b'{"id":"x","title":"lone \\ud800 and \\udc00","text":"tail \\ud83d"}')
lines("duplicates.jsonl", GOOD[0], dict(GOOD[1], text="Something else altogether was written here."))
lines("dates.jsonl", *[dict(GOOD[0], id="d%d" % i, published=p) for i, p in enumerate(
    ["1890-01-01T00:00:00Z", "2300-01-01T00:00:00Z", "yesterday", "0000-00-00", "2026-13-45", 5, None])])
lines("deep.jsonl", b'{"id":"x","title":"t","more":' + b"[" * 5000 + b"]" * 5000 + b"}")
word = "Word by word " * (50 * 1024 * 1024 // 13)
with open("big-article.jsonl", "w") as out:
    out.write(json.dumps(GOOD[0]) + "\n" + json.dumps({"id": "big", "title": "Big", "text": word})
              + "\n" + json.dumps(GOOD[1]) + "\n")
with open("long-line.jsonl", "wb") as out:
    out.write(json.dumps(GOOD[0]).encode() + b"\n" + b'{"id":"long","title":"L","text":"')
    for _ in range(200):
        out.write(b"x" * (1 << 20))
    out.write(b'"}\n' + json.dumps(GOOD[1]).encode() + b"\n")

random.seed(1)
many = b"".join(json.dumps({"id": "m%d" % i, "title": "Report %d" % i, "text": " ".join(
    "".join(random.choice("abcdefghij") for _ in range(6)) for _ in range(80))}).encode() + b"\n"
    for i in range(300))
whole = gzip.compress(many)
open("whole.jsonl.gz", "wb").write(whole + gzip.compress(json.dumps(GOOD[0]).encode() + b"\n"))
open("cut.jsonl.gz", "wb").write(whole[: len(whole) // 2])
open("damaged.jsonl.gz", "wb").write(whole[: len(whole) // 2] + b"\x55" * 64 + whole[len(whole) // 2:])
open("many.jsonl", "wb").write(many)
open("good.jsonl", "w").write("".join(json.dumps(a) + "\n" for a in GOOD))
PY

cluster empty empty.jsonl
expect_code 1 "an empty file"
expect_report empty "no usable article"

cluster missing missing.jsonl good.jsonl
expect_code 3 "a missing file among others"
expect_report missing "missing.jsonl"
expect_articles missing 4
cluster none missing.jsonl
expect_code 1 "only a missing file"

for name in no-content not-json wrong-types deep; do
  cluster $name $name.jsonl
  expect_code 3 "$name"
  expect_report $name "$name.jsonl:3"
done
expect_articles no-content 4
expect_articles not-json 4
expect_articles wrong-types 5
expect_report wrong-types title

for name in invalid-utf8 surrogates; do # mended, not lost
  cluster $name $name.jsonl --articles $name.stored
  expect_code 0 "$name"
  expect_articles $name 5
  expect_report $name "mended"
  python3 -c "import json,sys; [json.loads(l) for l in open(sys.argv[1], encoding='utf-8', errors='strict')]" \
    $name.stored || fail "$name: what is stored is not UTF-8"
done

cluster nuls nuls.jsonl --articles nuls.stored
expect_code 3 "NULs" # the line of bare NULs is lost, the article is not
expect_articles nuls 5
grep -q 'u0000' nuls.stored && fail "NULs were stored"

cluster duplicates duplicates.jsonl
expect_code 0 "another text under a known id" # a revision
expect_articles duplicates 4
expect_report duplicates "1 articles came twice, 1 were revised"

cluster dates dates.jsonl
expect_code 0 "odd dates"
expect_articles dates 11
expect_report dates "7 undated"

cluster big big-article.jsonl
expect_code 0 "an article of 50 MB" # cut, and said so
expect_articles big 3
expect_report big "text"
cluster long long-line.jsonl
expect_code 3 "a line of 200 MB"
expect_articles long 2
expect_report long "long-line.jsonl:2"

cluster whole whole.jsonl.gz
expect_code 0 "two gzip members"
expect_articles whole 301
for name in cut damaged; do
  cluster $name $name.jsonl.gz
  expect_code 3 "$name.gz"
  expect_report $name "$name.jsonl.gz"
  [ "$(wc -l <$name.ids)" -gt 50 ] || fail "$name.gz: what came before the damage is lost"
done
if command -v zstd >/dev/null; then
  zstd -q many.jsonl -o cut.jsonl.zst
  truncate -s $(($(stat -c %s cut.jsonl.zst) / 2)) cut.jsonl.zst
  cluster zst cut.jsonl.zst good.jsonl
  expect_code 3 "a truncated .zst"
  expect_report zst "cut.jsonl.zst"
else
  echo "SKIPPED: .zst, without the zstd program"
fi

mkdir locked && cp good.jsonl locked/a.jsonl && chmod 000 locked/a.jsonl
if [ -r locked/a.jsonl ]; then
  echo "SKIPPED: an unreadable file, as root reads all"
else
  cluster locked locked good.jsonl
  expect_code 3 "an unreadable file"
  expect_articles locked 4
fi
mkdir loop && ln -s ../loop loop/again && ln -s nowhere loop/broken.jsonl && cp good.jsonl loop/
cluster loop loop
expect_articles loop 4

cluster usage --no-such-option good.jsonl
expect_code 2 "an unknown option"
cluster unwritable good.jsonl --articles no/such/folder/a.jsonl
[ "$code" -ne 0 ] || fail "an output that cannot be written went unnoticed"

cluster stdin - <good.jsonl
expect_code 0 "standard input"
expect_articles stdin 4
finish
