"""MUC-4: who did what with what to whom, as entities by role (those of GRIT), and incidents with their victims, through a record of all reports."""

from adapters import common

RECORD = ("add",)
EMIT = ("claims", "mentions")


def lines(row):
    """A row of the benchmark as the one row that goes into the record."""
    return [common.report(row)]


def owner(line):
    """The id of the report that a row is."""
    return common.report_id(line)


def prediction(row, incidents, claims, mentions):
    known = Known(mentions, [claim["evidence"]["trigger"] for claim in claims])
    entities = {role: [] for role in common.table("muc4")["roles"]}
    for rule in common.table("muc4")["rule"]:
        for claim in claims:
            if common.satisfies(rule, claim, {claim["type"]}) and not spared(claim):
                entities[rule["as"]] += named(claim, rule, known)
    own = [told for incident in {one["id"]: one for one in incidents}.values() if (told := told_of(incident, claims, known))]
    return {"id": row["id"], "entities": {role: once(found) for role, found in entities.items()}, "incidents": own}


def told_of(incident, claims, known):
    """What a report tells of an incident, if it is one that MUC-4 counts."""
    belonging = {one["claim"] for one in incident["claims"]}
    own = [claim for claim in claims if claim["id"] in belonging and not spared(claim)]
    kind = common.first_class("muc4-incidents", own)
    if not kind:
        return None
    days = [claim["time"] for claim in own if claim["time"] and claim["time"].get("from") and claim["time"].get("to")]
    places = [place for claim in own for place in claim["places"]]
    return {
        "type": kind,
        "date": [days[0]["from"], days[0]["to"]] if days else None,
        "country": next((common.table("muc4-incidents")["countries"].get(place["country"]) for place in places if place["country"]), None),
        "place": next((place["name"] for place in places if place["name"]), None),
        "victims": [victim for claim in own for victim in victims(claim, known)],
    }


def victims(claim, known):
    """Those to whom a claim says that it was done."""
    effect = common.table("muc4-incidents")["effects"].get(claim["type"])
    count = claim["count"] or {"low": None, "high": None}
    number = None if count["low"] is None and count["high"] is None else [count["low"], count["high"]]
    people = [one for one in common.fillers(claim, "victim/target") if sort(one, claim, known) == "people"]
    called = [person["names"][0] for person in claim["persons"] if person["names"]]
    names = called or [words(one, {"take": ["people"]}, known) for one in people]
    return [{"mention": name, "number": number, "effect": effect} for name in names]


class Known:
    """What the program knows of a report beside its claims: names of actors and people, counts, and the triggers."""

    def __init__(self, mentions, triggers):
        self.actors = names_of_actors(mentions)
        self.people = {tuple(one["span"]): one["names"] for one in mentions if one["kind"] == "people"}
        self.counts = {tuple(one["span"]) for one in mentions if one["kind"] == "quantity" and one["quantity"] == "count"}
        self.triggers = triggers


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


def named(claim, rule, known):
    """The fillers that a rule takes, each as an entity of one mention."""
    if rule["of"] == "persons":
        full = {tuple(one["span"]): fullest_name(one, known) for one in common.fillers(claim, "victim/target")}
        return [full.get(tuple(person["span"])) or person["names"][:1] for person in claim["persons"] if person["names"]]
    if rule["take"] == ["name"]:
        return [name for one in common.fillers(claim, rule["of"]) if (name := fullest_name(one, known))]
    fillers = [one for one in common.fillers(claim, rule["of"]) if sort(one, claim, known) in rule["take"]]
    called = [words(one, rule, known) for one in fillers]
    return [[name] for name in called if not common.begins(rule.get("unless", []), name)]


def fullest_name(filler, known):
    """The name of somebody, by the fullest of their chain that has one."""
    chain = [one["span"] for one in (filler["refers_to"], filler) if one]
    return next((names[:1] for span in chain if (names := known.people.get(tuple(span)))), [])


def words(filler, rule, known):
    """An actor by the name that the report has for it, others by the fullest of their chain, without how many or whose they are."""
    if "actor" in rule["take"]:
        return known.actors.get(filler["actor"], filler["text"])
    fullest = filler["refers_to"] or filler
    start = fullest["span"][0]
    counted = max((end for first, end in known.counts if first == start), default=start)
    return bare(fullest["text"][counted - start:].split()) or fullest["text"]


def bare(words):
    """A name without the small words that stand before it."""
    small = common.table("muc4")["small"]
    first = next((at for at, word in enumerate(words) if word.lower() not in small), 0)
    return " ".join(words[first:])


def sort(filler, claim, known):
    """What the program understands a filler as, in the words of the table."""
    table = common.table("muc4")
    if filler["actor"]:
        return table["actors"].get(common.actor_kind(filler["actor"]), "actor")
    if filler["status"] and filler["text"].lower().endswith(tuple(table["bodies"])):
        return "body"
    if filler["status"] or filler["age_group"] or filler["gender"] or filler["occupation"]:
        return "people"
    if tuple(filler["span"]) in known.people:
        return "anybody"
    if any(overlaps(filler, place["span"]) and not place["site_kind"] for place in claim["places"]):
        return "place"
    return "event" if any(overlaps(filler, trigger) for trigger in known.triggers) else "thing"


def overlaps(filler, span):
    return filler["span"] and filler["span"][0] < span[1] and span[0] < filler["span"][1]


def once(entities):
    """Each entity once, by its words."""
    return list({" ".join(one).lower(): one for one in entities}.values())
