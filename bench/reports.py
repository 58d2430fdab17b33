#!/usr/bin/env python3
"""Writes made-up reports of one page as JSON lines: several on each incident, which contradict each other, and some that copy or update
another one. The same seed gives the same reports. They serve to measure how long things take, and nothing else.

    bench/reports.py 2000 > reports.jsonl
"""

import argparse
import json
import random
import re
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2029, 1, 1)
N_DAYS = 4 * 365
# Reports on one incident, on average.
N_ON_ONE = 4
# The share of reports that take over the text of an earlier one on the same incident.
COPIED = 0.1
# The share of reports without a day of publication.
UNDATED = 0.05
# Words of a page.
N_WORDS = 350


class Words:
    """The sentences and words that reports are made of."""

    def __init__(self, chance):
        self.data = tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))
        self.chance = chance

    def one(self, entries):
        return self.chance.choice(entries)

    def name(self):
        return "%s %s" % (self.one(self.data["given"]), self.one(self.data["family"]))

    def fill(self, pattern, known):
        """A sentence with its gaps filled: by what is known of the incident, else by chance."""
        gap = lambda found: str(known[found[1]]) if found[1] in known else self.fill(self.one(self.data["words"][found[1]]), known)
        return re.sub(r"\{(\w+)\}", gap, pattern)

    def sentence(self, pattern, known):
        text = self.fill(pattern, known)
        start = next((i for i, sign in enumerate(text) if sign.isalnum()), 0)
        return text[:start] + text[start].upper() + text[start + 1 :]


class Incident:
    """What happened, as far as reports agree on it."""

    def __init__(self, words):
        chance, data = words.chance, words.data
        self.kind = words.one(sorted(data["kind"]))
        self.town = words.one(data["towns"])
        self.day = FIRST_DAY + timedelta(chance.randrange(N_DAYS))
        self.killed = 1 + int(chance.expovariate(1 / 8))
        self.injured = 1 + int(chance.expovariate(1 / 15))
        self.site = words.one(data["words"]["site"])
        self.people = [(words.name(), chance.randrange(3, 90)) for _ in range(2)]
        self.parties = chance.sample(data["parties"], 2)
        self.told = []

    def known(self, words):
        """What one report knows of it: figures and perpetrators differ, everything else agrees."""
        chance = words.chance
        (name, age), (name2, _) = self.people
        return elsewhere(words) | {
            "town": self.town, "day": self.day.strftime("%A"), "site": self.site, "name": name, "age": age, "name2": name2,
            "killed": max(2, self.killed + chance.choice([-2, -1, 0, 0, 0, 0, 1, 3])),
            "injured": max(2, self.injured + chance.choice([-5, -1, 0, 0, 0, 2, 6])),
            "party": chance.choices(self.parties, [3, 1])[0],
                    } | elsewhere(words)  # fmt: skip


def elsewhere(words):
    """What a sentence may name that is about something else."""
    return {"town2": words.one(words.data["towns"]), "name2": words.name(), "number": words.chance.randrange(2, 400)}


def tell(words, incident):
    """A report on an incident."""
    chance, data = words.chance, words.data
    kind = data["kind"][incident.kind]
    known = incident.known(words) | {"weapon": words.one(kind["weapon"])}
    lead = [words.sentence(words.one(kind["lead"]), known)]
    for part in ("toll", "blame", "named", "witness"):
        lead += [words.sentence(pattern, known) for pattern in chance.sample(data["about"][part], chance.choice([0, 1, 1, 2]))]
    paragraphs = [" ".join(lead)]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < N_WORDS:
        known |= elsewhere(words)
        paragraphs.append(" ".join(words.sentence(words.one(data["other"]["any"]), known) for _ in range(5)))
    return {
        "title": words.sentence(words.one(kind["title"]), known),
        "publisher": words.one(data["outlets"]),
        "published": incident.day + timedelta(chance.choice([0, 0, 0, 1, 1, 2, 3])),
        "text": paragraphs,
    }


def take_over(words, report):
    """A copy of a report by another outlet, or an update that has a sentence more."""
    text = list(report["text"])
    if words.chance.random() < 0.5:
        text.insert(1, words.sentence(words.one(words.data["other"]["any"]), elsewhere(words)))
    return report | {"publisher": words.one(words.data["outlets"]), "published": report["published"] + timedelta(1), "text": text}


def reports(n, seed):
    """`n` reports in order of their days, as far as these are given."""
    words = Words(random.Random(seed))
    chance = words.chance
    incidents = [Incident(words) for _ in range(max(1, n // N_ON_ONE))]
    rows = []
    for _ in range(n):
        incident = chance.choice(incidents)
        again = incident.told and chance.random() < COPIED
        report = take_over(words, chance.choice(incident.told)) if again else tell(words, incident)
        incident.told.append(report)
        rows.append((report, chance.random() < UNDATED))
    rows.sort(key=lambda row: row[0]["published"])
    for number, (report, undated) in enumerate(rows):
        yield {
            "id": "report-%06d" % number, "title": report["title"], "publisher": report["publisher"],
            "published": None if undated else str(report["published"]),
            "text": report["title"] + "\n\n" + "\n\n".join(report["text"]) + "\n",
        }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for row in reports(args.n, args.seed):
        sys.stdout.write(json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
