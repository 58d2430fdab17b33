#!/usr/bin/env python3
"""Measures what a record of many reports costs: `make bench-record`, or with other numbers `make bench-record REPORTS="2000 10000"`.

    record.py ANNALS FOLDER N…

For each N: adding as many reports that `bench/reports.py` makes up, with the memory it takes, and the processor time of each tenth of them, which
tells whether adding costs more the more there is; reading and adding a sample of them, for what keeping costs beside reading; and what is asked of
the whole record, by the command and by the desk. Reports are made up: only times mean anything.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import reports

SEED = 1
SAMPLE = 1000
TIMES = 7
TOWN, COUNTRY = "Mosul", "Iraq"
# A day after the last report, and one in the middle of them.
LAST, MIDDLE = "2033-12-31", "2031-01-01"


def run(*command):
    """The wall clock and processor time of a command in seconds, its memory in MB, and what it wrote."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints)
        written = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            complaints.seek(0)
            sys.exit("%s: %s" % (" ".join(map(str, command)), complaints.read().decode()))
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, written


def write(n, path):
    """Made-up reports, one a line."""
    with open(path, "w", encoding="utf-8") as file:
        for row in reports.reports(n, SEED):
            file.write(json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False) + "\n")


def new_record(annals, path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()
    run(annals, "init", "--record", path)
    return path


def measure_keeping(annals, rows, folder):
    """What it costs to add a sample, beside reading it: the least of three runs of each, in turns, for other things run here, too."""
    lines = rows.read_text(encoding="utf-8").splitlines(keepends=True)
    step = max(1, len(lines) // SAMPLE)
    sample = folder / "sample.jsonl"
    sample.write_text("".join(lines[::step][:SAMPLE]), encoding="utf-8")
    reading, adding = [], []
    for _ in range(3):
        reading.append(run(annals, "read", "--format", "jsonl", sample)[1])
        record = new_record(annals, folder / "sample.db")
        adding.append(run(annals, "add", sample, "--record", record)[1])
    read, added = min(reading), min(adding)
    print("  reading %d of them %.1f s of processor time, adding them to an empty record %.1f s: %.2f times" % (min(SAMPLE, len(lines)), read, added, added / read))
    return read / min(SAMPLE, len(lines))


def spent_by(process):
    """The processor time that a process has taken so far, in seconds."""
    fields = Path("/proc/%d/stat" % process).read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def add_all(annals, rows, record, n):
    """Adds all reports: the wall clock, the processor time of each tenth of them, in seconds, and the memory in MB."""
    start, tenths = time.monotonic(), []
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen([annals, "add", rows, "--record", record], stdout=subprocess.PIPE, stderr=complaints)
        for number, _ in enumerate(child.stdout, 1):
            if number % max(1, n // 10) == 0:
                tenths.append(spent_by(child.pid))
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("annals add: status %d" % status)
    tenths[-1:] = [usage.ru_utime + usage.ru_stime]
    return time.monotonic() - start, tenths, usage.ru_maxrss / 1024


def told(times):
    """The middle one of some times and the longest, in words."""
    times = sorted(times)
    return "%4.0f ms (slowest of %d: %.0f)" % (1000 * times[len(times) // 2], len(times), 1000 * times[-1])


def sizes_of_incidents(annals, record):
    """The number of claims and the id of each incident."""
    with subprocess.Popen([annals, "incidents", "--format", "jsonl", "--record", record], stdout=subprocess.PIPE) as child:
        for line in child.stdout:
            incident = json.loads(line)
            yield len(incident["claims"]), incident["id"]


def measure_questions(annals, record):
    """How long the record takes to answer."""
    sizes = sorted(sizes_of_incidents(annals, record))
    (n_claims, largest), (_, middle) = sizes[-1], sizes[len(sizes) // 2]
    middle = json.loads(run(annals, "incident", middle, "--format", "jsonl", "--record", record)[3])
    print("  %d incidents; the largest has %d claims" % (len(sizes), n_claims))
    known = ("--known", LAST)
    questions = [
        ("incidents",), ("incidents", "--contested"), ("incidents", "--place", TOWN, "--type", "shelling"), ("incidents", "--from", "2031-01-01", "--to", "2031-01-31"),
        ("incidents", "--grade", "Fair"), ("incidents", "--grade", "Contested"),
        ("incident", middle["id"]), ("assess", middle["id"]), ("incident", largest), ("assess", largest),
        ("history", middle["id"]), ("history", largest), ("history", middle["claims"][0]["claim"]),
        ("situation", TOWN, "--at", LAST, *known), ("situation", TOWN, "--at", MIDDLE, *known), ("situation", TOWN, "--at", MIDDLE, "--known", MIDDLE),
        ("situation", COUNTRY, "--at", LAST, *known),
        ("brief", TOWN, "--at", LAST, *known), ("brief", COUNTRY, "--at", LAST, *known), ("brief", TOWN, "--at", LAST, *known, "--format", "html"),
    ]  # fmt: skip
    for question in questions:
        times = [run(annals, *question, "--record", record)[0] for _ in range(TIMES)]
        print("  %-66s %s" % (" ".join(question), told(times)), flush=True)
    return largest, middle


def measure_desk(annals, record, largest, middle):
    """How long the desk takes to answer, and the memory that it has taken by then."""
    desk = subprocess.Popen([annals, "serve", "--port", "0", "--record", record], stderr=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+?(?=/ )", desk.stderr.readline()).group()
    days = "at=%s&known=%s" % (LAST, LAST)
    pages = [
        "/", "/incidents", "/incidents?place=%s" % TOWN, "/incidents?contested=yes&page=3", "/incidents/" + middle["id"], "/incidents/" + largest,
        "/incidents/%s/assessment" % largest, "/reports", "/reports/" + middle["claims"][0]["report"], "/claims/" + middle["claims"][0]["claim"],
        "/history/" + largest, "/places", "/places/%s?%s" % (TOWN, days), "/places/%s?at=%s&known=%s" % (TOWN, MIDDLE, LAST), "/places/%s?%s" % (COUNTRY, days),
        "/review", "/search?q=" + quote("killed Mosul"), "/search?q=hospital", "/decisions",
    ]  # fmt: skip
    try:
        for page in pages:
            times = []
            for _ in range(TIMES):
                start = time.monotonic()
                with urllib.request.urlopen(address + page) as answer:
                    size = len(answer.read())
                times.append(time.monotonic() - start)
            print("  desk %-61s %s, %.0f KB" % (page, told(times), size / 1e3), flush=True)
        memory = re.search(r"VmHWM:\s+(\d+)", Path("/proc/%d/status" % desk.pid).read_text()).group(1)
        print("  the desk took %.0f MB of memory" % (int(memory) / 1024))
    finally:
        desk.terminate()
        desk.wait()


def measure(annals, folder, n):
    rows = folder / ("reports-%d.jsonl" % n)
    write(n, rows)
    print("%d reports, %.0f MB of text" % (n, rows.stat().st_size / 1e6), flush=True)
    each = measure_keeping(annals, rows, folder)
    record = new_record(annals, folder / ("record-%d.db" % n))
    wall, tenths, memory = add_all(annals, rows, record, n)
    size, spent = record.stat().st_size, tenths[-1]
    print("  adding all: %.0f s, %.0f s of processor time (reading alone about %.0f: %.2f times), %.0f MB of memory; the record has %.0f MB, %.0f KB a report"
          % (wall, spent, n * each, spent / (n * each), memory, size / 1e6, size / 1e3 / n))  # fmt: skip
    print("  processor time of each tenth: %s s" % ", ".join("%.0f" % (later - earlier) for earlier, later in zip([0, *tenths], tenths)), flush=True)
    ask(annals, record)


def ask(annals, record):
    largest, middle = measure_questions(annals, record)
    measure_desk(annals, record, largest, middle)


def main():
    annals, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for n in map(int, sys.argv[3:]):
        measure(annals, folder, n)


if __name__ == "__main__":
    main()
