"""IndiaPoliceEvents: which sentences tell that police killed, arrested, used force, failed to act, or did anything."""

from adapters import common

EMIT = "claims"


def prediction(row, claims):
    labels = {}
    for sid, (start, end) in sentences(row).items():
        told = {label for claim in claims if start <= claim["evidence"]["trigger"][0] < end for label in of(claim)}
        if told:
            labels[sid] = sorted(told)
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


def of(claim):
    """The labels that a claim gives."""
    rules = common.table("indiapolice")["rule"]
    return {label for rule in rules if common.satisfies(rule, claim, {claim["type"]}) for label in rule["labels"]}
