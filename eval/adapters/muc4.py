"""MUC-4: who did what with what to whom, as entities by role (those of GRIT)."""

from adapters import common

EMIT = ("claims", "mentions")


def prediction(row, claims, mentions):
    names = names_of_actors(mentions)
    triggers = [claim["evidence"]["trigger"] for claim in claims]
    entities = {role: [] for role in common.table("muc4")["roles"]}
    for rule in common.table("muc4")["rule"]:
        for claim in claims:
            if common.satisfies(rule, claim, {claim["type"]}) and not spared(claim):
                entities[rule["as"]] += named(claim, rule, names, triggers)
    return {"id": row["id"], "entities": {role: once(found) for role, found in entities.items()}}


def names_of_actors(mentions):
    """The shortest words for each actor of the directory in this report."""
    names = {}
    for mention in mentions:
        if mention["kind"] == "actor" and len(mention["actors"]) == 1:
            known = names.setdefault(mention["actors"][0], mention["text"])
            names[mention["actors"][0]] = min(known, mention["text"], key=len)
    return names


def spared(claim):
    """Whether it was done to people whom MUC-4 does not count: those who fight."""
    spared = common.table("muc4")["spared"]
    return any(one["status"] in spared for one in common.fillers(claim, "victim/target"))


def named(claim, rule, names, triggers):
    """The fillers that a rule takes, each as an entity of one mention."""
    if rule["of"] == "persons":
        return [person["names"][:1] for person in claim["persons"] if person["names"]]
    fillers = [one for one in common.fillers(claim, rule["of"]) if sort(one, claim, triggers) in rule["take"]]
    return [[words(one, rule, names)] for one in fillers]


def words(filler, rule, names):
    """An actor by the name that the report has for it, others by the fullest of their chain."""
    if "actor" in rule["take"]:
        return names.get(filler["actor"], filler["text"])
    return (filler["refers_to"] or filler)["text"]


def sort(filler, claim, triggers):
    """What the program understands a filler as: an actor of the directory, people, a place, an event, or a thing."""
    if filler["actor"]:
        return "actor"
    if filler["status"] or filler["age_group"] or filler["gender"] or filler["occupation"]:
        return "people"
    if any(overlaps(filler, place["span"]) and not place["site_kind"] for place in claim["places"]):
        return "place"
    return "event" if any(overlaps(filler, trigger) for trigger in triggers) else "thing"


def overlaps(filler, span):
    return filler["span"] and filler["span"][0] < span[1] and span[0] < filler["span"][1]


def once(entities):
    """Each entity once, by its words."""
    return list({" ".join(one).lower(): one for one in entities}.values())
