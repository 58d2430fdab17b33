"""CASE 2021, task 2: the ACLED sub-event type of a snippet."""

from adapters import common

EMIT = "claims"


def prediction(row, claims):
    return {"id": row["id"], "type": common.first_class("case2021", claims)}
