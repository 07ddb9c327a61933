# Streams that are all alike: ten thousand near-copies, an event of twenty thousand articles, and
# articles of one repeated word cost no more than other articles and end where they should.
source "${BASH_SOURCE%/*}/support.sh"
cd "$work"

python3 - <<'PY'
import json, random

random.seed(7)
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu".split()
def word(): return "".join(random.choice(SYLLABLES) for _ in range(3))

def write(name, articles, hours):
    """Evenly over so many hours, from many outlets."""
    with open(name, "w") as out:
        for number, (kind, title, text) in enumerate(articles):
            second = number * hours * 3600 // len(articles)
            out.write(json.dumps({
                "id": "%s-%d" % (kind, number), "url": "https://paper%d.example/%d" % (number % 40, number),
                "language": "en", "published": "2026-03-%02dT%02d:%02d:%02dZ" % (
                    1 + second // 86400, second // 3600 % 24, second // 60 % 60, second % 60),
                "title": title, "text": text}) + "\n")

COMMON = [word() for _ in range(2000)]
ZIPF = [1 / (rank + 10) for rank in range(2000)]

def text_of(words):  # three of four words are the story's
    background = iter(random.choices(COMMON, ZIPF, k=80))
    return " ".join(next(background) if i % 4 == 3 else random.choice(words) for i in range(80))

def other():  # what else is in the news: stories of three articles
    words = [word() for _ in range(40)]
    return [("other", words[0], text_of(words)) for _ in range(3)]
others = [a for _ in range(8000) for a in other()]

wire = [word() for _ in range(200)]
def copy():
    words = list(wire)
    for _ in range(2):
        words[random.randrange(200)] = word()
    return "copy", "Wire report", " ".join(words)
copies = [copy() for _ in range(10_000)]

story = [word() for _ in range(40)]
def report():  # no two are copies
    return "report", "%s in %s" % (random.choice(story), random.choice(story)), text_of(story)
reports = [report() for _ in range(20_000)]

for name, articles in (("copies", copies), ("event", reports)):
    mixed = articles + others
    random.shuffle(mixed)
    write(name + ".jsonl", mixed, 24)
write("word.jsonl", [("word", "", "again " * random.randrange(1, 3000)) for _ in range(500)], 24)
PY

events() { # RUN KIND: how many events its articles are in
  grep "\"$2-" "$work/$1.ids" | grep -o '"event":"[^"]*"' | sort -u | wc -l
}
under() { # NAME MIB
  local peak
  peak=$(grep -o 'peak [0-9]* MB' "$work/$1.err" | grep -o '[0-9]*')
  [ -n "${NEWSLOOM_SANITIZED:-}" ] || [ "$peak" -lt "$2" ] || fail "$1: ${peak} MB"
  grep -h 'articles/s' "$work/$1.err"
}

cluster copies copies.jsonl
expect_code 0 "ten thousand near-copies"
expect_articles copies 34000
[ "$(events copies copy)" -eq 1 ] || fail "near-copies in $(events copies copy) events"
under copies 400

cluster event event.jsonl
expect_code 0 "an event of 20,000 articles"
expect_articles event 44000
[ "$(events event report)" -le 20 ] || fail "one event in $(events event report) pieces"
under event 600

cluster word word.jsonl
expect_code 0 "one repeated word"
expect_articles word 500
under word 200
finish
