"""IndiaPoliceEvents: which sentences tell that police killed, arrested, used force, failed to act, or did anything."""

from adapters import common

EMIT = ("claims", "predicates")


def prediction(row, claims, predicates):
    told = [(claim["evidence"]["trigger"][0], of_claim(claim)) for claim in claims]
    told += [(predicate["span"][0], of_predicate(predicate)) for predicate in predicates]
    labels = {}
    for sid, (start, end) in sentences(row).items():
        found = {label for at, given in told if start <= at < end for label in given}
        if found:
            labels[sid] = sorted(found)
    return {"id": row["id"], "sentences": labels}


def sentences(row):
    """Where each sentence stands in the text. They follow each other."""
    found, start = {}, 0
    for sentence in row["sentences"]:
        at = row["text"].find(sentence["text"], start)
        if at >= 0:
            start = at + len(sentence["text"])
            found[str(sentence["sid"])] = (at, start)
    return found


def of_claim(claim):
    """The labels that a claim gives."""
    rules = common.table("indiapolice")["rule"]
    return {label for rule in rules if common.satisfies(rule, claim, {claim["type"]}) for label in rule["labels"]}


def of_predicate(predicate):
    """The labels of what police are said to do or not to do, whatever it is."""
    table = common.table("indiapolice")["predicate"]
    police = any(
        subject["status"] in table["status"] or common.actor_kind(subject["actor"]) in table["status"]
        for subject in predicate["subjects"]
    )
    told = predicate["told"] and predicate["realis"] in table["realis"]
    return table["labels"][predicate["polarity"]] if police and told else []
