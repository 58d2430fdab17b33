"""Article extraction: the main text of web pages."""

FILE = "html_file"
EMIT = "reports"


def prediction(row, reports):
    return {"id": row["id"], "body": "\n".join(map(body, reports))}


def body(report):
    """The text without its headlines."""
    pieces = [report["text"][slice(*block["span"])] for block in report["blocks"] if block["part"] != "headline"]
    return "\n".join(pieces)
