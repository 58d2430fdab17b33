"""What Schemathesis cannot know of the desk: the token of its forms, and what is in the record.

Half of what it makes up for an id is replaced by an id that there is, so that pages are tried as well as their absence.
"""

import json
import os
import random
import urllib.request

import schemathesis

DESK = os.environ["DESK"]


def asked(address):
    """What a twin of the desk answers."""
    with urllib.request.urlopen(f"{DESK}{address}") as answer:
        return json.load(answer)


HOME = asked("/index.json")
REPORTS = [report["report"] for report in asked("/reports.json")["reports"]]
INCIDENTS = [incident["id"] for incident in asked("/incidents.json")["incidents"]]
CLAIMS = [claim["id"] for report in REPORTS for claim in asked(f"/reports/{report}.json")["claims"]]
PLACES = [place["name"] for place in HOME["places"]]
KNOWN = {"incidents": INCIDENTS, "reports": REPORTS, "claims": CLAIMS, "places": PLACES, "history": INCIDENTS + CLAIMS}
FILES = {
    "incidents": ["page.html", "table.csv", "workbook.xlsx"],
    "matrix": ["page.html", "table.csv", "workbook.xlsx"],
    "reports": ["page.html", "file"],
}
ASSESSMENTS = [json.dumps(asked(f"/incidents/{incident}/assessment.json")) for incident in INCIDENTS]


def acts():
    """What the form of a decision may ask for, of things that there are."""
    claim, incident, report = random.choice(CLAIMS), random.choice(INCIDENTS), random.choice(REPORTS)
    of_claim = [f"{kind} {claim}" for kind in ("confirm", "correct", "reject", "note")]
    return [*of_claim, f"add {report}", f"split {incident}", f"merge {incident} {random.choice(INCIDENTS)}", "undo 20"]


@schemathesis.hook
def before_call(context, case, kwargs):
    known = KNOWN.get(case.operation.path.split("/")[1])
    if case.path_parameters and known and random.random() < 0.5:
        case.path_parameters["id"] = random.choice(known)
    files = FILES.get(case.operation.path.split("/")[1])
    if "name" in (case.path_parameters or {}) and random.random() < 0.8:
        case.path_parameters["name"] = random.choice(files)
    if isinstance(case.body, dict):
        case.body["token"] = HOME["token"]
        if case.operation.path.startswith("/matrix/{name}") and random.random() < 0.8:
            case.body["assessment"] = random.choice(ASSESSMENTS)
        if case.operation.path.startswith("/decide") and random.random() < 0.8:
            case.body["act"] = random.choice(acts())
