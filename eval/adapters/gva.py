"""GVA: news reports of shootings to incidents, with their dead and injured, through a record of all of them."""

from adapters import common

RECORD = ("add",)


def lines(row):
    """A row of the benchmark as the one row that goes into the record."""
    return [common.report(row) | {key: row[key] for key in ("title", "url") if row.get(key)}]


def owner(line):
    """The id of the report that a row is: the hash of its bytes."""
    return common.report_id(line)


def prediction(row, incidents):
    harm = [one for one in incidents if set(one["types"]) & set(common.table("gva")["types"])]
    if not harm:
        return {"id": row["id"], "killed": 0, "injured": 0}
    main = common.most_told(harm)
    return {"id": row["id"], "cluster": main["id"], "killed": largest(main, "killing"), "injured": largest(main, "injury")}


def largest(incident, harm):
    """The largest figure that is stated of a harm; 0 where none is told."""
    tallies = [tally["value"] for tally in incident["tallies"] if tally["value"]["harm"] == harm]
    figures = [value for tally in tallies for value in (tally["high"], tally["best"], tally["low"]) if value is not None]
    return int(max(figures, default=0))
