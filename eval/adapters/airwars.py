"""Airwars: the assessment text of one incident, with its many sources, to one range under the `airwars` policy."""

from adapters import common

# `annals assess` is handed all rows at once, each an incident of its own; `annals read` for when and where.
COMMANDS = (("assess", "--each", "--policy", "airwars", "--format", "jsonl"), ("read", "--format", "jsonl"))


def prediction(row, assessments, claims):
    found = {"id": row["id"]}
    for assessment in assessments:
        found |= figures(assessment["verdict"]) | grades(assessment["verdict"])
        found |= {"belligerents": belligerents(assessment), "names": names(assessment)}
    return found | setting(claims)


def figures(verdict):
    """The range of each figure that has one."""
    ranges = {figure["of"]: [figure["low"], figure["high"]] for figure in verdict["figures"]}
    return {of: bounds for of, bounds in ranges.items() if None not in bounds}


def grades(verdict):
    """The grades, under the benchmark's names for their axes."""
    axes = common.table("airwars")["axis"]
    return {axes[grade["axis"]]: grade["grade"] for grade in verdict["grades"]}


def belligerents(assessment):
    """Those who are said to have done it, by the benchmark's names for them."""
    words = {words["text"] for row in assessment["rows"] for words in row["cells"].get("who-did-it", [])}
    called = common.table("airwars")["belligerent"]
    return sorted({name for name, cues in called.items() if any(cue in text for cue in cues for text in words)})


def names(assessment):
    """The people called by name, without their ages."""
    named = [words["text"] for row in assessment["rows"] for words in row["cells"].get("named", [])]
    return sorted({text.rsplit(", ", 1)[0] for text in named})


def setting(claims):
    """The day and the place of the first claim that has them, and the types of strikes that are told."""
    found = {}
    days = [claim["time"] for claim in claims if claim["time"] and claim["time"].get("from") and claim["time"].get("to")]
    if days:
        found["date"] = [days[0]["from"], days[0]["to"]]
    places = [place for claim in claims for place in claim["places"] if place["lat"] is not None]
    if places:
        finest = min(places, key=lambda place: common.table("airwars")["fineness"].index(place["precision"]))
        found |= {"lat": finest["lat"], "lon": finest["lon"]}
    types = common.table("airwars")["strike_type"]
    told = [types[claim["type"]] for claim in claims if claim["type"] in types]
    return found | {"strike_type": told[:1]}
