"""What MkDocs warns of while it works, in words for an editor."""

from __future__ import annotations

import logging
import re

_MACRO_ERROR = re.compile(r"Macro Rendering Error.*?_File_: `(?P<page>[^`]*)`\s+_\w+_: (?P<reason>[^\n]*)", re.DOTALL)


class Heard(logging.Handler):
    """Keeps MkDocs' warnings and errors in `words`, a line each: they say what was wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's words."""
        self.words.append(plainly(record.getMessage()))


def plainly(words: str) -> str:
    """A warning or error of MkDocs in a line. A macro's comes with a traceback; an editor needs the page and the reason."""
    found = _MACRO_ERROR.search(words)
    return f"docs/{found['page']}: a macro failed: {found['reason']}" if found else words
