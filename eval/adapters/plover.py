"""PLOVER: the event type of a sentence, its two sides, and how many died."""

from adapters import common

EMIT = "claims"


def prediction(row, claims):
    event = common.first_class("plover", claims)
    roles = common.table("plover")["sides"]
    sides = {side: mentions(claims, names) for side, names in roles.items()}
    return {"id": row["id"], "event": event, **sides, "dead": dead(claims)}


def mentions(claims, names):
    """The fillers of these roles, each text once."""
    found = [one["text"] for claim in claims for name in names for one in common.fillers(claim, name)]
    return [{"text": text} for text in dict.fromkeys(found)]


def dead(claims):
    """The first exact number of people killed."""
    counts = [claim["count"] for claim in claims if claim["type"] == "killing" and claim["count"]]
    return next((count["best"] for count in counts if count["form"] == "exact"), None)
