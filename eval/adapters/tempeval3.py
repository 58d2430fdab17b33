"""TempEval-3, task A: time expressions with type and value."""

from adapters import common

EMIT = "mentions"


def prediction(row, mentions):
    timexes = [timex(mention) for mention in mentions if mention["kind"] == "time"]
    return {"id": row["id"], "timexes": [one for one in timexes if one["value"]]}


def timex(mention):
    return {**common.place(mention["span"]), "type": mention["time"].upper(), "value": mention["value"]}
