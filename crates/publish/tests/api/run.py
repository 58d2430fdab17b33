"""Tries whatever `/openapi.json` describes on a desk that runs on the examples: `make api` calls it.

    run.py ANNALS SCHEMATHESIS FOLDER [OPTION ...]

No request may come to an error of the server, to an answer that the description does not know, or to one that differs from its schema.
What Schemathesis takes for valid and the desk refuses, with a reason, is no fault: a form without a text, a day that is none. Nor is what it
takes for invalid and a form can bear: everything in a form is text.
"""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parents[3] / "examples"


USUAL = ["--exclude-checks", "positive_data_acceptance,negative_data_rejection", "--phases", "examples,coverage,fuzzing"]
USUAL += ["--warnings", "off", "--continue-on-failure"]


def made(annals, record):
    """Makes a record of the examples."""
    for path in record.parent.glob(f"{record.name}*"):
        path.unlink()
    for command in (["init"], ["add", str(EXAMPLES)]):
        subprocess.run([annals, *command, "--record", record], check=True, stdout=subprocess.DEVNULL)


def main():
    annals, schemathesis, folder, *options = sys.argv[1:]
    record = pathlib.Path(folder) / "api.db"
    made(annals, record)
    serving = [annals, "serve", "--port", "0", "--record", record]
    with subprocess.Popen(serving, stderr=subprocess.PIPE, text=True) as desk:
        try:
            address = re.search(r"http://[^/]*", desk.stderr.readline()).group()
            environment = {**os.environ, "DESK": address, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
            command = [schemathesis, "run", f"{address}/openapi.json", *USUAL, *options]
            return subprocess.run(command, env=environment, cwd=folder).returncode
        finally:
            desk.terminate()


sys.exit(main())
