"""newsloom_serve: starts, serves the sample, takes and keeps an article over a kill, stops on SIGTERM."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = os.path.join(os.environ["NEWSLOOM_BIN"], "newsloom_serve")
SAMPLE = os.path.join(os.environ["NEWSLOOM_SOURCE"], "examples", "data")
PATIENCE = 60  # seconds; machines that test are busy

if not os.path.exists(PROGRAM):
    print("newsloom_serve is not built")
    sys.exit(77)


def start(folder, *arguments):
    process = subprocess.Popen(
        [PROGRAM, *arguments, "--store", str(folder / "store"), "--port", "0", "-q",
         "--token-file", str(folder / "token")],
        stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip().removesuffix("/")


def ask(url, body=None):
    request = urllib.request.Request(url, data=body)
    if body is not None:
        request.add_header("Authorization", "Bearer secret")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "token").write_text("secret\n")
    process, url = start(folder)
    article = {"id": "kept", "title": "Ferry stops in a storm", "text": "The ferry stopped."}
    placed = ask(url + "/v1/articles", json.dumps(article).encode())["articles"][0]
    assert placed["is_new_event"], placed
    process.kill()
    process.wait()

    process, url = start(folder, SAMPLE)
    kept = ask(url + "/v1/articles/kept")
    assert kept["title"] == article["title"] and kept["event"] == placed["event"], kept
    found = ask(url + "/v1/search?q=storm")["articles"]
    assert "kept" in [hit["article_id"] for hit in found], found
    assert status(url + "/v1/events/e999999") == 404
    assert status(url + "/v1/events?limit=x") == 400
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE) == 0

    process, url = start(folder)
    events = ask(url + "/v1/events?limit=200")["events"]
    articles = sum(event["article_count"] for event in events)
    assert articles >= 1, events
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE) == 0

# The demo: a site at once, and more of it as time goes by; nothing is left behind.
process = subprocess.Popen([PROGRAM, "--demo", "--port", "0", "-q"], stdout=subprocess.PIPE, text=True)
url = process.stdout.readline().strip().removesuffix("/")


def front():
    with urllib.request.urlopen(url + "/", timeout=PATIENCE) as answer:
        return answer.read().decode()


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "too late"
        time.sleep(0.1)


until(lambda: front().count("<article") >= 12)
articles = ask(url + "/v1/health")["articles"]
until(lambda: ask(url + "/v1/health")["articles"] > articles)
assert ask(url + "/v1/openapi.json")["openapi"].startswith("3.")
assert status(url + "/events/e1.html") == 200 and status(url + "/feed.xml") == 200
process.send_signal(signal.SIGTERM)
assert process.wait(timeout=PATIENCE) == 0
print("all as expected")
