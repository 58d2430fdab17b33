"""WikiEvents: events with triggers and arguments, in the types and roles of the KAIROS ontology."""

from adapters import common

EMIT = "claims"


def prediction(row, claims):
    types = common.table("wikievents")["type"]
    events = [event(claim, types[claim["type"]]) for claim in claims if claim["type"] in types]
    return {"id": row["id"], "events": events}


def event(claim, as_):
    spans = [(as_["roles"][role], one["span"]) for role in claim["roles"] if role in as_["roles"] for one in common.fillers(claim, role)]
    spans += [("Place", one["span"]) for one in claim["places"] if one["span"] and one["role"] in common.table("wikievents")["places"]]
    return {
        "type": as_["as"],
        "trigger": common.place(claim["evidence"]["trigger"]),
        "arguments": [{"role": role, **common.place(span)} for role, span in spans],
    }
