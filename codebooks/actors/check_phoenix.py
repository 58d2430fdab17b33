#!/usr/bin/env python3
"""Says which names marked "phoenix" are not in the Phoenix dictionaries. Exit 1 if there are any.

Usage: python3 check_phoenix.py DIR      DIR holds Phoenix.*.actors.txt
"""

import re
import sys
import tomllib
from pathlib import Path

from generate_states import key

HERE = Path(__file__).resolve().parent


def main():
    known = read_phoenix(Path(sys.argv[1]))
    marked = [name for path in sorted(HERE.glob("*.toml")) for name in marked_names(path)]
    missing = [name for name in marked if key(name) not in known]
    for name in missing:
        print(f"not in Phoenix: {name}")
    print(f"{len(marked)} names marked, {len(missing)} missing")
    sys.exit(1 if missing else 0)


def read_phoenix(folder):
    known = set()
    for path in folder.glob("Phoenix.*.actors.txt"):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            name = re.sub(r"\[.*", "", line.split("#")[0]).strip().lstrip("+")
            known.update(key(part) for part in [name, *re.split(r"[()]", name)])
    return known - {""}


def marked_names(path):
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in file.get("actor", []) + file.get("states", []):
        for field in entry.values():
            if isinstance(field, dict):
                for name in field.get("phoenix", []):
                    yield name if isinstance(name, str) else name["name"]


if __name__ == "__main__":
    main()
