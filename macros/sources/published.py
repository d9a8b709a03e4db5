"""`published.yml`: what was given out, and each text version by version. `embeds.py --publish` writes it; nobody types it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, TypeAdapter

from macros.sources.entry import Part

Fingerprint = Annotated[str, Field(pattern="^[0-9a-f]{16}$", description="Of the text's words: the first 16 digits of a SHA-256.")]


class Version(Part):
    """One version of a text: when it was given out, and the fingerprint of each length."""

    version: Annotated[int, Field(ge=1, strict=True, description="1 for the first.")]
    date: Annotated[date, Field(description="The day on which it was given out.")]
    line: Fingerprint
    paragraph: Fingerprint
    page: Fingerprint

    def fingerprint(self, length: str) -> str:
        """That of a length: line, paragraph or page."""
        return str(getattr(self, length))


Published = dict[str, tuple[Version, ...]]
"""By name. What has a page and is no text for others' pages has no versions."""
PUBLISHED: TypeAdapter[Published] = TypeAdapter(Published)
PATH = "published.yml"
