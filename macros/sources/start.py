"""Begins a new entry from its folder's template."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

from macros.sources.kinds import models
from macros.sources.problems import did_you_mean
from macros.sources.slips import quoted

TITLE, TODAY, NEXT_YEAR = "TITLE", "2026-11-24", "2027-09-01"


class StartError(Exception):
    """The entry can't be begun; the words say why and what to do."""


def start(root: Path, kind: str, title: str, today: datetime.date) -> Path:
    """Write `FOLDER/ID.yml` below `root` for a kind (`term`) and a title; gives the path. Raises StartError."""
    folders = {model.KIND.name: folder for folder, model in models().items()}
    if kind not in folders:
        raise StartError(f"There is no kind '{kind}'.{did_you_mean(kind, folders)} You can write: {', '.join(sorted(folders))}.")
    name = identifier(title)
    if not name:
        raise StartError("The title needs a letter or a figure.")
    folder = root / folders[kind]
    path = folder / f"{name}.yml"
    text = (folder / "_template.yml").read_text(encoding="utf-8")
    text = (
        text.replace(TITLE, quoted(" ".join(title.split()))).replace(NEXT_YEAR, _in_a_year(today)).replace(TODAY, today.isoformat())
    )
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise StartError(f"{folders[kind]}/{name}.yml is there already. Open it, or choose another title.") from None
    except OSError as error:
        raise StartError(f"{path} can't be written ({error.strerror}).") from error
    return path


def identifier(title: str) -> str:
    """The id for a title: small letters, digits, hyphens (`Café day!` becomes `cafe-day`)."""
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def _in_a_year(today: datetime.date) -> str:
    return (today + datetime.timedelta(days=365)).isoformat()
