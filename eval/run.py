#!/usr/bin/env python3
"""Measures the program on benchmarks that nobody of this project wrote: `make eval`, or `make eval BENCH=tempeval3`.

Builds the release binary, runs `annals read` once for each benchmark, lets the benchmark's adapter rename what it wrote, runs the
benchmark's own scorer, and prints one table. Inputs, outputs and predictions stay in the target folder: the texts belong to others.
"""

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from adapters import common

ROOT = common.ROOT
HERE = ROOT / "eval"
KEPT = HERE / "results.json"
RESULTS = HERE / "RESULTS.md"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
OUT = TARGET / "eval"


def main():
    rows = tomllib.loads((HERE / "benchmarks.toml").read_text(encoding="utf-8"))["row"]
    args = arguments({row["benchmark"] for row in rows})
    if not (args.bench / "data").is_dir():
        print("eval: no benchmarks at %s: it stops here" % args.bench)
        return
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "annals"], cwd=ROOT, check=True)
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = args.names or dict.fromkeys(row["benchmark"] for row in rows)
    scores = {name: measure(name, args.bench) for name in wanted}
    last = json.loads(KEPT.read_text())
    print()
    print(draw([row for row in rows if row["benchmark"] in scores], scores, last))
    if args.keep:
        keep(rows, last | scores)


def arguments(known):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="BENCH", help="benchmarks to run [default: all]")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench", help="folder of data and scorers")
    parser.add_argument("--keep", action="store_true", help="keep the figures in eval/, to be committed")
    args = parser.parse_args()
    for name in args.names:
        if name not in known:
            parser.error("no benchmark %s: there are %s" % (name, ", ".join(sorted(known))))
    return args


def measure(name, bench):
    """The scorer's figures for one benchmark."""
    adapter = importlib.import_module("adapters." + name)
    rows = read_lines(bench / "data" / name / "dev.input.jsonl")
    lines = read_reports(name, adapter, rows, bench / "data" / name)
    predictions = OUT / (name + ".predictions.jsonl")
    write_lines(predictions, (adapter.prediction(row, *(of[row["id"]] for of in lines)) for row in rows))
    scored = run([sys.executable, bench / "score" / (name + ".py"), bench / "data" / name / "dev.jsonl", predictions])
    print(scored, end="", flush=True)
    figures = (pair.split("=") for pair in scored.splitlines()[-1].split()[1:])
    return {key: float(value) for key, value in figures}


def read_reports(name, adapter, rows, data):
    """What the program writes about each row, by the row's id: the incidents, if the adapter wants a record, then once for each thing
    that it wants emitted."""
    reports = OUT / (name + ".reports.jsonl")
    incidents = [group(name, adapter, rows, reports)] if hasattr(adapter, "RECORD") else []
    if hasattr(adapter, "FILE"):
        ids = {str(data / row[adapter.FILE]): row["id"] for row in rows}
        return [write(ids, command, ids) for command in commands(adapter)]
    if commands(adapter):
        write_lines(reports, map(getattr(adapter, "report", common.report), rows))
    return incidents + [write([reports], command) for command in commands(adapter)]


def commands(adapter):
    """What the program is asked for: the adapter's own commands, else `read` for each thing that it wants emitted."""
    if hasattr(adapter, "COMMANDS"):
        return adapter.COMMANDS
    emits = getattr(adapter, "EMIT", ())
    return [("read", "--format", "jsonl", "--emit", emit) for emit in ((emits,) if isinstance(emits, str) else emits)]


def group(name, adapter, rows, reports):
    """The incidents that a record of all rows holds, by the id of each row: each as often as the row has claims in it."""
    record = OUT / (name + ".db")
    for file in OUT.glob(record.name + "*"):
        file.unlink()
    lines = [(json.dumps(line, ensure_ascii=False), row["id"]) for row in rows for line in adapter.lines(row)]
    reports.write_text("".join(line + "\n" for line, _ in lines), encoding="utf-8")
    owner = {adapter.owner(line): row for line, row in lines}
    run([TARGET / "release" / "annals", "init", "--record", record])
    run([TARGET / "release" / "annals", *adapter.RECORD, reports, "--record", record])
    of = defaultdict(list)
    for incident in map(json.loads, run([TARGET / "release" / "annals", "incidents", "--format", "jsonl", "--record", record]).splitlines()):
        for belonging in incident["claims"]:
            row = owner.get(belonging["report"], owner.get(belonging["claim"]))
            of[row].append(incident)
    return of


def write(files, command, ids=None):
    """What the program writes about files, by the id of the row that it is about; `ids` has those of files."""
    written = run([TARGET / "release" / "annals", *command, *files])
    lines = defaultdict(list)
    for line in map(json.loads, written.splitlines()):
        name = line["input"] if "input" in line else line["inputs"][0]
        lines[ids[name] if ids else name].append(line)
    return lines


def run(command):
    """What the program writes. That it refused an input is no failure."""
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode not in (0, 1):
        done.check_returncode()
    return done.stdout


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write_lines(path, objects):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def keep(rows, scores):
    """Writes the figures down, and the table of RESULTS.md anew."""
    KEPT.write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n")
    table = draw(rows, scores) + "\n"
    RESULTS.write_text(re.sub(r"(?m)(^\|.*\n)+", lambda _: table, RESULTS.read_text(), count=1))


def draw(rows, scores, last=None):
    """The table, in Markdown; with the figures of the last commit, if they are given."""
    head = ["benchmark", "metric", "floor", "best known", "step", *(["last commit"] if last else []), "now"]
    lines = [head, ["---"] * len(head), *(cells(row, scores, last) for row in rows)]
    return "\n".join("| %s |" % " | ".join(line) for line in lines)


def cells(row, scores, last):
    """One row of the table."""
    name, metric = row["benchmark"], row["metric"]
    now = scores[name][metric]
    short = now > row["step"] if row.get("lower_is_better") else now < row["step"]
    before = [figure(last.get(name, {}).get(metric))] if last else []
    goals = [noted(row.get("floor"), row.get("floor_note")), noted(row.get("best"), row["best_by"]), figure(row["step"])]
    label = metric + (", lower is better" if row.get("lower_is_better") else "")
    return [name, label, *goals, *before, figure(now) + (" (short)" if short else "")]


def noted(value, note):
    return ", ".join(part for part in (figure(value), note) if part)


def figure(value):
    """.560"""
    return "" if value is None else ("%.3f" % value).removeprefix("0")


if __name__ == "__main__":
    main()
