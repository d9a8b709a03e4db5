"""What the search of a built site knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.pages.search import PATH


def records(site: Path) -> dict[str, Any]:
    """The records that the site's search loads: `rows`, `shelves`, `kinds`."""
    script = (site / PATH).read_text(encoding="utf-8")
    return dict(json.loads(script.removeprefix("self.handbookRecords = ").removesuffix(";\n")))


def addresses(site: Path) -> list[str]:
    """Where the search can lead."""
    return [row[0] for row in records(site)["rows"]]
