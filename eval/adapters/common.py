"""What adapters share: the tables, the default input row, and rules that turn claims into a class."""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def table(name):
    """eval/tables/NAME.toml."""
    return tomllib.loads((ROOT / "eval" / "tables" / (name + ".toml")).read_text(encoding="utf-8"))


def report(row):
    """A row of a benchmark as a row that `annals read` takes."""
    wanted = {"id": row["id"], "text": row["text"], "published": row.get("date") or row.get("dct")}
    return {key: value for key, value in wanted.items() if value}


def report_id(line):
    """The id of the report that a row of JSON is: the hash of its bytes."""
    return "rpt_" + hashlib.sha256(line.encode()).hexdigest()[:20]


def most_told(incidents):
    """The incident that stands in a list most often; of several the first."""
    ids = [incident["id"] for incident in incidents]
    return max(incidents, key=lambda incident: ids.count(incident["id"]))


def place(span):
    """[start, end) as the scorers want it."""
    return {"start": span[0], "end": span[1]}


@cache
def actor_kinds():
    """The kind of each actor of the directory: `armed-group`, `government`, …"""
    kinds = {}
    for file in sorted((ROOT / "codebooks" / "actors").glob("*.toml")):
        for actor in tomllib.loads(file.read_text(encoding="utf-8")).get("actor", []):
            kinds[actor["id"]] = actor["kind"]
    return kinds


def actor_kind(actor):
    """The kind of an actor by its id. Actors of a state are named after it, as codebooks/actors/states.toml says."""
    for suffix in ("government", "armed-forces", "police"):
        if actor and actor.endswith("-" + suffix):
            return suffix
    return actor_kinds().get(actor)


def fillers(claim, role):
    """The named fillers of a role; of the roles between slashes, all of theirs."""
    return [one for name in role.split("/") for one in claim["roles"].get(name, []) if one["text"]]


def first_class(name, claims):
    """The class of the first rule of a table that a claim of the report satisfies, else the table's default."""
    types = {claim["type"] for claim in claims}
    for rule in table(name)["rule"]:
        if any(satisfies(rule, claim, types) for claim in claims):
            return rule["class"]
    return table(name).get("default")


def satisfies(rule, claim, types):
    """Whether a claim is as a rule asks. `types` are those of all claims of the report."""
    return (
        claim["type"] in rule.get("type", [claim["type"]])
        and claim["realis"] in rule.get("realis", [claim["realis"]])
        and claim["polarity"] in rule.get("polarity", [claim["polarity"]])
        and all(types & set([other] if isinstance(other, str) else other) for other in rule.get("with", []))
        and all(is_called(claim, role, names) for role, names in rule.get("called", {}).items())
        and all(is_of_kind(claim, role, kinds) for role, kinds in rule.get("kind", {}).items())
        and all(has_status(claim, role, all_) for role, all_ in rule.get("status", {}).items())
    )


def is_called(claim, role, names):
    """Whether a filler of a role, or the trigger, has one of these words."""
    if role == "trigger":
        start, end = claim["evidence"]["trigger"]
        offset = claim["evidence"]["span"][0]
        texts = [claim["evidence"]["quote"][start - offset:end - offset]]
    else:
        texts = [one["text"] for one in fillers(claim, role)]
    return any(begins(names, text) for text in texts)


def begins(names, text):
    """Whether a word of a text begins with one of these."""
    return bool(names) and bool(re.search(r"\b(?:%s)" % "|".join(names), text, re.IGNORECASE))


def is_of_kind(claim, role, kinds):
    """Whether a filler of a role is an actor of one of these kinds."""
    return any(actor_kind(one["actor"]) in kinds for one in fillers(claim, role))


def has_status(claim, role, statuses):
    """Whether a filler of a role has one of these statuses."""
    return any(one["status"] in statuses for one in fillers(claim, role))
