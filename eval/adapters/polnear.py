"""PolNeAR: who says or thinks what."""

EMIT = "attributions"


def prediction(row, lines):
    return {"id": row["id"], "attributions": [attribution(line) for line in lines]}


def attribution(line):
    parts = {part: line[part]["spans"] if line[part] else [] for part in ("source", "cue", "content")}
    return parts
