"""What the search of a built site knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.pages.search import PATH
from macros.pages.stems import slug


def records(site: Path) -> dict[str, Any]:
    """The records that the site's search loads: `rows`, each with its whole address; `shelves`, `kinds`."""
    script = (site / PATH).read_text(encoding="utf-8")
    known = dict(json.loads(script.removeprefix("self.handbookRecords = ").removesuffix(";\n")))
    columns = [column.split("\n") if isinstance(column, str) else column for column in known["columns"].values()]
    known["rows"] = [list(row) for row in zip(*columns, strict=True)]
    for row in known["rows"]:
        _, before, after = known["kinds"][row[2]]
        row[0] = f"{before}{slug(row[3])}{after}" if row[0] == "0" else row[0]
        row[5] = row[5].split("|")
    return known


def addresses(site: Path) -> list[str]:
    """Where the search can lead."""
    return [row[0] for row in records(site)["rows"]]
