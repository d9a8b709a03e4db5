"""Papers as Markdown. Places to fill in are links (`field:…`), which the filter for Word turns into controls."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from macros.handbook import Handbook
from macros.render.templates import environment
from macros.sources.entry import Entry
from macros.sources.fields import LINK
from macros.sources.kinds.guideline import FormField

_TEMPLATES = Path(__file__).parent / "templates"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLANK = re.compile(r"\{([^{}]+)\}")


class Papers:
    """Fills the Markdown templates. One instance serves a whole build."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._jinja = environment(_TEMPLATES, html=False)
        self._jinja.filters.update(plain=plain, filled=filled, control=control, cell=cell)

    def paper(self, entry: Entry, part: Any) -> str:
        """A form, letter or sheet of an entry, with where it comes from and how far it is confirmed."""
        return self._jinja.get_template("paper.md").render(
            part=part,
            entry=entry,
            settings=self._handbook.settings,
            status=self._handbook.vocabularies["statuses"][entry.status].label,
        )


def plain(text: str) -> str:
    """A line of plain text as Markdown: every sign that could be markup is escaped."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def filled(text: str) -> str:
    """Markdown in which each `{…}` is a place to fill in, and `[[id|words]]` its words."""
    unlinked = LINK.sub(lambda link: link["words"] or link["name"].replace("-", " "), text)
    return _BLANK.sub(lambda blank: _link("blank", blank.group(1).strip()), unlinked)


def control(field: FormField) -> str:
    """The place in which a field is filled in."""
    return _link(field.kind, field.label, *field.options)


def cell(text: str) -> str:
    """Plain text for a cell of a table."""
    return plain(text) or " "


def _link(kind: str, label: str, *options: str) -> str:
    payload = "/".join(quote(word, safe="") for word in (label, *options))
    return f"[{plain(label)}](<field:{kind}:{payload}>)"
