"""Kills newsloom_serve with SIGKILL at random moments while articles come in and readers ask.

    python3 bench/live/kill_serve.py [KILLS] [FOLDER OF newsloom_serve]      (200, build/release/bin)

One poster adds, revises and deletes articles over HTTP; four readers ask for events, pages and
searches. After each kill the server is started on the same store and every acknowledged article has
to be there, as it was acknowledged. At the end all events, with their coverage, have to be those of
a server that was told the same and never killed, and SQLite's integrity check has to be clean.
"""
import collections
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
PROGRAM = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "build/release/bin") / "newsloom_serve"
PATIENCE = 60
dice = random.Random(7)


class Server:
    def __init__(self, folder):
        (folder / "token").write_text("secret\n")
        self.process = subprocess.Popen(
            [PROGRAM, "--store", folder / "store", "--port", "0", "-q", "--token-file", folder / "token"],
            stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        assert self.url, "newsloom_serve did not start"

    def ask(self, path, method="GET", body=None):
        request = urllib.request.Request(self.url + path, data=body, method=method)
        request.add_header("Authorization", "Bearer secret")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            data = answer.read()
            return json.loads(data) if data[:1] in b"{[" and data else data

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=PATIENCE) == 0


def article(number, revision):
    of = random.Random(number * 1000 + revision)
    story = number // 12 + of.randrange(3)
    words = [f"story{story}x{of.randrange(15)}" if i % 3 == 0 else f"word{of.randrange(3000)}" for i in range(90)]
    day, hour = divmod(number, 24)
    return {"id": f"a{number}", "url": f"https://paper{of.randrange(40)}.example/{number}",
            "published": f"2026-03-{1 + day % 28:02}T{hour:02}:00:00Z",
            "title": f"Story{story} told {revision} by {words[1]}", "text": " ".join(words) + "."}


def read(server, is_over):
    """Readers do not care what they are told, nor that the server goes away."""
    mine = random.Random()
    while not is_over.is_set():
        path = mine.choice(["/", "/v1/events", "/v1/events?min_sources=2", f"/events/e{mine.randrange(1, 60)}.html",
                            f"/v1/search?q=word{mine.randrange(3000)}", "/outlets", "/feed.xml"])
        try:
            server.ask(path)
        except Exception:
            time.sleep(0.01)


def events_of(server):
    """Every event with its coverage; ids too, as the same was told in the same order."""
    time.sleep(0.3)  # readers may be told what was a twentieth of a second ago
    found = {}
    path = "/v1/events?limit=200"
    while path:
        answer = server.ask(path)
        for event in answer["events"]:
            coverage = server.ask(f"/v1/events/{event['id']}/articles")["articles"]
            for subject in ("title", "lead", "category", "topics"):  # kept ready, and a moment late
                event.pop(subject, None)
            found[event["id"]] = (event, coverage)
        path = f"/v1/events?limit=200&cursor={answer['next']}" if "next" in answer else None
    return found


def differences(one, other):
    told = [[f"{name}: {value}" for name, value in sorted(part.items())] for part in (one[0], other[0])]
    for rows, view in zip(told, (one, other)):
        rows.extend(json.dumps(row, sort_keys=True) for row in view[1])
    return [f"  {sign} {row}" for sign, rows, others in (("killed", *told), ("calm", *reversed(told))) for row in rows
            if row not in others]


def tell(server, step):
    """Returns when the step is acknowledged; raises when the server is gone."""
    kind, what = step
    if kind == "delete":
        try:
            server.ask(f"/v1/articles/{what}", "DELETE")
        except urllib.error.HTTPError as error:
            assert error.code == 404, error  # deleted before the kill, but not acknowledged
    else:
        server.ask("/v1/articles", "POST", json.dumps(what).encode())


def next_step(number, kept):
    roll = dice.randrange(20)
    if roll == 0 and len(kept) > 20:
        return ("delete", dice.choice(sorted(kept)))
    if roll == 1 and len(kept) > 20:
        old = dice.choice(sorted(kept))
        return ("put", article(int(old[1:]), kept[old] + 1))
    return ("put", article(number, 0))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "killed").mkdir()
    (folder / "calm").mkdir()
    told, kept, number, begun = [], {}, 0, time.monotonic()
    waiting = None  # told, but not acknowledged when the server was killed
    counts = collections.Counter()
    for kill in range(KILLS + 1):
        server = Server(folder / "killed")
        for known in dice.sample(sorted(kept), min(len(kept), 25)) + sorted(kept)[-5:]:
            stored = server.ask(f"/v1/articles/{known}")
            assert stored["title"] == article(int(known[1:]), kept[known])["title"], f"lost: {known}"
            counts["checked"] += 1
        is_over = threading.Event()
        readers = [threading.Thread(target=read, args=(server, is_over)) for _ in range(4)]
        for reader in readers:
            reader.start()
        last = kill == KILLS
        threading.Timer(dice.uniform(0.02, 0.8), server.kill).start() if not last else None
        try:
            for _ in range(10 if last else 100_000):
                step = waiting or next_step(number, kept)
                waiting = step
                tell(server, step)
                told.append(step)
                waiting = None
                counts[step[0]] += 1
                if step[0] == "delete":
                    kept.pop(step[1], None)
                else:
                    revision = 0 if step[1]["id"] not in kept else kept[step[1]["id"]] + 1
                    kept[step[1]["id"]] = revision
                    number = max(number, int(step[1]["id"][1:]) + 1)
        except (OSError, urllib.error.URLError, ConnectionError):
            assert not last
        is_over.set()
        for reader in readers:
            reader.join()
        if not last:
            server.process.wait()
    for known, revision in kept.items():
        assert server.ask(f"/v1/articles/{known}")["title"] == article(int(known[1:]), revision)["title"], known
    killed = events_of(server)
    server.stop()
    answer = sqlite3.connect(folder / "killed" / "store").execute("pragma integrity_check").fetchall()
    assert answer == [("ok",)], answer
    calm_server = Server(folder / "calm")
    for step in told:
        tell(calm_server, step)
    calm = events_of(calm_server)
    calm_server.stop()
    assert killed.keys() == calm.keys(), (len(killed), len(calm))
    for event, view in killed.items():
        if view != calm[event]:
            sys.exit(f"{event} differs:\n" + "\n".join(differences(view, calm[event])[:10]))
    print(f"{KILLS} kills in {time.monotonic() - begun:.0f} s: {counts['put']} articles and {counts['delete']} deletions "
          f"acknowledged, {len(kept)} kept and none lost ({counts['checked']} looked at on the way); {len(killed)} events as without kills; check clean")
