"""Geoparsing: names of places with their coordinates."""

from adapters import common

EMIT = "mentions"


def prediction(row, mentions):
    return {"id": row["id"], "toponyms": [toponym(one) for one in mentions if one["kind"] == "toponym"]}


def toponym(mention):
    return {**common.place(mention["span"]), "lat": mention["lat"], "lon": mention["lon"]}
