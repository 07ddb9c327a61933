# Any mix of formats goes through one door: read_articles prints it, cluster_articles clusters it.
source "${BASH_SOURCE%/*}/support.sh"
cd "$work"

python3 - <<'PY'
import gzip, json

TEXT = ("Engineers closed the old bridge over the Sorrel on Monday after cracks were found in two of "
        "its piers, the city said. Drivers must take the northern road until the autumn.")

def page(title):
    return ("<!DOCTYPE html><html lang='en'><title>%s</title><h1>%s</h1><p>%s</p></html>"
            % (title, title, TEXT)).encode()

def record(url, body):
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n"
            % (url, len(content))).encode() + content + b"\r\n\r\n"

feed = ("<rss version='2.0'><channel><title>F</title><item><title>From a feed</title><link>"
        "https://two.example/1</link><description>%s</description></item></channel></rss>" % TEXT)
line = json.dumps({"id": "l", "title": "From a line", "text": TEXT})
open("page", "wb").write(page("From a page"))
open("feed.gz", "wb").write(gzip.compress(feed.encode()))
open("lines.txt", "w").write(line + "\nbroken\n")
members = [gzip.compress(record("https://three.example/%d" % i, page("From an archive %d" % i)))
           for i in range(3)]
members[1] = members[1][:60]
open("archive", "wb").write(b"".join(members))
open("notes", "w").write("Nothing to read here.\n")
PY
mkdir mix && cp page feed.gz lines.txt archive notes mix/

read_articles() { # NAME ARGUMENT…
  local name=$1
  shift
  "$NEWSLOOM_BIN/read_articles" "$@" >"$work/$name.out" 2>"$work/$name.err"
  code=$?
}

expect_titles() { # NAME TITLES
  local found
  found=$(python3 -c 'import json, sys
print(" / ".join(json.loads(line)["title"] for line in open(sys.argv[1], encoding="utf-8")))' "$1.out")
  [ "$found" = "$2" ] || fail "$1: \"$found\", not \"$2\""
}

read_articles files page feed.gz lines.txt
expect_code 3 "files of three formats, one with a broken line"
expect_titles files "From a page / From a feed / From a line"
expect_report files "lines.txt:2"
grep -q '"source":"feed.gz"' files.out || fail "an article does not say where it came from"

read_articles folder mix
expect_code 3 "a folder of all"
expect_titles folder "From an archive 0 / From an archive 2 / From a feed / From a line / From a page"
expect_report folder "archive"
expect_report folder "1 files of folders passed over"

read_articles same page page
expect_code 0 "a file twice"
expect_titles same "From a page / From a page" # nothing is deduplicated

read_articles stdin - <feed.gz
expect_code 0 "standard input"
expect_titles stdin "From a feed"

read_articles notes notes
expect_code 1 "a file of no format"
expect_report notes "unknown_format"
read_articles usage --no-such-option page
expect_code 2 "an unknown option"

cluster mix mix
expect_code 3 "a mix to cluster"
expect_articles mix 5
finish
