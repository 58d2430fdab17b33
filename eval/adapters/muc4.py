"""MUC-4: who did what with what to whom, as entities by role (those of GRIT)."""

from adapters import common

EMIT = "claims"


def prediction(row, claims):
    entities = {role: [] for role in common.table("muc4")["roles"]}
    for rule in common.table("muc4")["rule"]:
        for claim in claims:
            if claim["type"] in rule["type"] and claim["realis"] in rule["realis"]:
                entities[rule["as"]] += named(claim, rule)
    return {"id": row["id"], "entities": {role: once(found) for role, found in entities.items()}}


def named(claim, rule):
    """The fillers that a rule takes, each as an entity of one mention."""
    if rule["of"] == "persons":
        return [person["names"] for person in claim["persons"] if person["names"]]
    return [[one["text"]] for one in common.fillers(claim, rule["of"]) if sort(one) in rule["take"]]


def sort(filler):
    """What the program understands a filler as: an actor of the directory, people, or a thing."""
    if filler["actor"]:
        return "actor"
    people = filler["status"] or filler["age_group"] or filler["gender"] or filler["occupation"]
    return "people" if people else "thing"


def once(entities):
    """Each entity once, by its words."""
    return list({" ".join(one).lower(): one for one in entities}.values())
