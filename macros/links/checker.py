"""Runs linkchecker and reads what it says. It is GPL, and so is run as a program and never imported.

Its CSV is read, not its XML, which isn't XML any longer once a page holds a control character, nor its SQL, which has no schema.
Of the CSV only the columns before `line` are asked for: a start address has no line, and its row is then a column short.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from macros.links.pages import join, spelling

INSIDE, OUTSIDE = (Path(__file__).with_name(name) for name in ("linkcheckerrc", "linkcheckerrc-outside"))
"""Its settings for our own pages, and for others' hosts."""

_END = "# Stopped checking"
_EXPECTED = ("Running as root user", "Checking intern URLs only")
_GOOD, _FOUND_SOME = 0, 1
_LARGEST_FIELD = 2**31 - 1
_SHOWN_LINES = 8

Tell = Callable[[str], None]


class NotChecked(Exception):
    """linkchecker didn't do its work; the words say what is known of it."""


class Answer(NamedTuple):
    """What linkchecker says of an address. `written`: as asked, or as it stands on the page `parent` ("" for what was asked)."""

    written: str
    parent: str
    valid: bool
    result: str
    warnings: str
    notes: str

    @property
    def address(self) -> str:
        """The whole address."""
        return join(self.parent, self.written)


def ask(addresses: Sequence[str], settings: Path, options: Sequence[str], tell: Tell) -> list[Answer]:
    """Have linkchecker look at these addresses; gives what it says of each, and of what it found from there.

    `settings`: its file of settings. What it has to say beside its answers is told. Raises NotChecked.
    """
    lines = "\n".join(map(spelling, addresses)).encode()  # a space would break an address in two
    command = [sys.executable, "-m", "linkcheck", "-f", str(settings), *options, "--stdin"]
    done = subprocess.run(command, input=lines, capture_output=True, check=False, env=_environment())
    said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    said = [line for line in said if not any(words in line for words in _EXPECTED)]
    if done.returncode not in (_GOOD, _FOUND_SOME):
        raise NotChecked("\n".join([f"linkchecker stopped with status {done.returncode}.", *said[-_SHOWN_LINES:]]))
    answers = read(done.stdout.decode("utf-8", "replace"))
    for line in said:
        tell(f"linkchecker: {line}")
    if not answers and addresses:
        raise NotChecked("\n".join(["linkchecker looked at nothing.", *said[-_SHOWN_LINES:]]))
    return answers


def read(output: str) -> list[Answer]:
    """The answers in linkchecker's CSV. Raises NotChecked if it isn't whole."""
    csv.field_size_limit(_LARGEST_FIELD)  # an address can be a whole picture
    try:
        rows = list(csv.reader(io.StringIO(output, newline=""), delimiter=";", strict=True))
    except csv.Error as error:
        raise NotChecked(f"linkchecker's answer can't be read ({error}).") from error
    if not rows or not rows[-1] or not rows[-1][0].startswith(_END):
        raise NotChecked("linkchecker's answer has no end: it was stopped half-way.")
    return [_answer(dict(zip(rows[0], row, strict=False))) for row in rows[1:-1]]


def _answer(row: dict[str, str]) -> Answer:
    try:
        parent, valid = row["base"] or row["parentname"], row["valid"] == "True"
        return Answer(row["urlname"], parent, valid, row["result"], row["warningstring"], row["infostring"])
    except KeyError as missing:
        raise NotChecked(f"linkchecker's answer has no column {missing}. Is it another version?") from missing


def _environment() -> dict[str, str]:
    """Its words in English, its output in UTF-8; our own server isn't looked for behind a network's proxy."""
    direct = ",".join([*filter(None, [os.environ.get("no_proxy") or os.environ.get("NO_PROXY")]), "127.0.0.1"])
    return {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "no_proxy": direct, "NO_PROXY": direct}
