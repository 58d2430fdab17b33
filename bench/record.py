#!/usr/bin/env python3
"""Measures what a record of many reports costs: `make bench-record`, or with other numbers `make bench-record REPORTS="2000 10000"`.

    record.py ANNALS FOLDER N…

For each N: adding as many reports that `bench/reports.py` makes up, with the memory it takes; reading and adding a sample of them, for what
keeping costs beside reading; and what is asked of the whole record. Reports are made up: only times mean anything.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import reports

SEED = 1
SAMPLE = 1000
TIMES = 7
TOWN = "Mosul"


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


def measure_questions(annals, record):
    """How long the record takes to answer."""
    incidents = [json.loads(line) for line in run(annals, "incidents", "--format", "jsonl", "--record", record)[3].splitlines()]
    incidents.sort(key=lambda incident: (len(incident["claims"]), incident["id"]))
    largest, middle = incidents[-1], incidents[len(incidents) // 2]
    n_reports = len({claim["report"] for claim in largest["claims"]})
    print("  %d incidents; the largest has %d claims of %d reports" % (len(incidents), len(largest["claims"]), n_reports))
    questions = [
        ("incidents",), ("incidents", "--contested"), ("incidents", "--place", TOWN, "--type", "shelling"), ("incidents", "--from", "2031-01-01", "--to", "2031-01-31"),
        ("incident", middle["id"]), ("assess", middle["id"]), ("incident", largest["id"]), ("assess", largest["id"]),
    ]  # fmt: skip
    for question in questions:
        times = sorted(run(annals, *question, "--record", record)[0] for _ in range(TIMES))
        print("  %-44s %4.0f ms (slowest of %d: %.0f)" % (" ".join(question), 1000 * times[TIMES // 2], TIMES, 1000 * times[-1]))


def measure(annals, folder, n):
    rows = folder / ("reports-%d.jsonl" % n)
    write(n, rows)
    print("%d reports, %.0f MB of text" % (n, rows.stat().st_size / 1e6), flush=True)
    each = measure_keeping(annals, rows, folder)
    record = new_record(annals, folder / ("record-%d.db" % n))
    wall, spent, memory, _ = run(annals, "add", rows, "--record", record)
    size = record.stat().st_size
    print("  adding all: %.0f s, %.0f s of processor time (reading alone about %.0f), %.0f MB of memory; the record has %.0f MB, %.0f KB a report"
          % (wall, spent, n * each, memory, size / 1e6, size / 1e3 / n), flush=True)  # fmt: skip
    measure_questions(annals, record)


def main():
    annals, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for n in map(int, sys.argv[3:]):
        measure(annals, folder, n)


if __name__ == "__main__":
    main()
