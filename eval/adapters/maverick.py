"""MAVERICK: reports of electoral violence that were coded by hand, without their text, to incidents, through a record of all."""

import hashlib
import json

from adapters import common

RECORD = ("claims", "import")


def lines(row):
    """A row of the benchmark as claims: what was done, and who was killed and injured."""
    claims = [claim(row, "attack", None)]
    for harm, figures in (("killing", row["deaths"]), ("injury", row["injuries"])):
        bounds = [number(figure) for figure in figures or []]
        if len(bounds) == 3 and None not in bounds and bounds[2] > 0:
            claims.append(claim(row, harm, bounds))
    return claims


def owner(line):
    """The id of a claim."""
    return json.loads(line)["id"]


def prediction(row, incidents):
    return {"id": row["id"], "cluster": common.most_told(incidents)["id"]} if incidents else {"id": row["id"]}


def claim(row, harm, bounds):
    """One claim of the contract, with what goes without saying left out."""
    by = [filler(actor["name"]) for actor in row["actors"] if actor["perpetrator"]]
    to = [filler(row["target"])] if row["target"] else []
    made = {
        "id": "clm_" + hashlib.sha256((row["id"] + harm).encode()).hexdigest()[:20],
        # One source tells of many incidents, each coded as a report of its own: its title would make them alike.
        "report": {"id": row["id"], "title": row["id"], "publisher": row["source_author"]},
        "type": harm, "factuality": "asserted", "polarity": "affirmed", "realis": "actual",
        "roles": {role: fillers for role, fillers in (("perpetrator", by), ("victim" if bounds else "target", to)) if fillers},
        "places": places(row),
        "evidence": {"quote": row["source"] or row["id"]},
    }
    if row["date_start"]:
        made["time"] = {
            "text": row["date_start"], "span": [0, 0], "from": row["date_start"], "to": row["date_end"] or row["date_start"],
            "precision": "day", "basis": "stated", "anchor": None,
        }
    if bounds:
        low, best, high = bounds
        made["count"] = {
            "form": "exact" if low == high else "between", "word": None, "low": low, "high": high, "best": best, "strict": False,
            "approx": False, "zero": False, "of": "victim", "measure": "total", "unit": "people", "as_of": None, "part_of": None,
            "text": str(best), "span": [0, 0],
        }
    return made


def filler(text):
    unsaid = ("span", "actor", "refers_to", "affiliation", "status", "age_group", "gender", "occupation", "factuality", "said_by", "candidates")
    return dict.fromkeys(unsaid) | {"text": text, "basis": "stated"}


def places(row):
    """The town with its coordinates, and the site in the words of the coders."""
    found = []
    if row["city"]:
        found.append(place(row["city"], row["city"], row["lat"], row["lon"], "town"))
    if row["location"]:
        found.append(place(row["location"], None, None, None, "site"))
    return found


def place(text, name, lat, lon, precision):
    return {
        "text": text, "span": [0, 0], "name": name, "id": None, "lat": lat, "lon": lon, "country": None, "role": "site",
        "relation": "in", "precision": precision, "site_kind": None, "basis": "stated",
    }


def number(text):
    """A figure of the coders; none where they wrote a word."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return None
