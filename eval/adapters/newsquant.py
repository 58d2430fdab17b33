"""NewsQuant: quantities with value, bound, unit and what they are of."""

from adapters import common

EMIT = "mentions"


def prediction(row, mentions):
    kinds = common.table("newsquant")["kinds"]
    found = [quantity(one) for one in mentions if one["kind"] == "quantity" and one["quantity"] in kinds]
    return {"id": row["id"], "quantities": [one for one in found if one["value"] is not None]}


def quantity(mention):
    table = common.table("newsquant")
    return {
        "value": value(mention),
        "change": table["measures"].get(mention["measure"]) or table["forms"].get(mention["form"], "="),
        "unit": table["units"].get(mention["unit"], mention["unit"]),
        "concept": mention["of"]["text"] if mention["of"] else "-",
    }


def value(mention):
    """The figure, the two ends of a range, or what this benchmark takes a vague word for."""
    low, high, best = mention["low"], mention["high"], mention["best"]
    if best is None and low is not None and high is not None:
        return [low, high]
    known = [one for one in (best, low, high) if one is not None]
    return known[0] if known else common.table("newsquant")["words"].get(mention["word"])
