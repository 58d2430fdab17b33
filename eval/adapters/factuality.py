"""Factuality: how surely each predicate happened, from -3 to 3."""

from adapters import common

EMIT = "predicates"


def prediction(row, predicates):
    by_start = {one["span"][0]: value(one) for one in predicates}
    known = {str(one["token"]): by_start.get(one["start"]) for one in row["predicates"]}
    return {"id": row["id"], "factuality": {token: one for token, one in known.items() if one is not None}}


def value(predicate):
    """The value of a footing, by the table that follows docs/output.md."""
    table = common.table("factuality")
    if not predicate["told"]:
        return table["untold"]
    sureness = table["realis"].get(predicate["realis"], table["factuality"][predicate["factuality"]])
    return round(sureness * table["polarity"][predicate["polarity"]], 2)
