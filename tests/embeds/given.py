"""The texts as a site on this machine gives them out, so that pages around it can hold them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from macros.embeds import site as embed_site
from macros.embeds.forms import Forms, filled_html, path
from macros.embeds.texts import Embed, embeds, filled
from macros.handbook import Handbook
from macros.serving import free_port
from tests.serving import serving

NAME = "snippets/guidance-pa"


@dataclass(frozen=True)
class Given:
    """The handbook with that site's address in its settings."""

    handbook: Handbook
    address: str

    def embed(self, name: str = NAME) -> Embed:
        """A text."""
        return embeds(self.handbook)[name]

    def form(self, kind: str, length: str = "paragraph", school: str = "", name: str = NAME) -> str:
        """A form with the school's name in it."""
        text = Forms(self.handbook).all(self.embed(name), length)[kind]
        return filled_html(text, school) if kind in ("html", "word") else filled(text, school)

    def page(self, length: str = "paragraph", name: str = NAME) -> str:
        """The address of a text's own page."""
        return self.address + path(self.embed(name), length)


@contextlib.contextmanager
def giving(handbook: Handbook, folder: Path, **headers: str) -> Iterator[Given]:
    """Write the texts into `folder`, serve it with these headers beside those of `/embed/`, and stop in the end."""
    port = free_port()
    with serving(folder, port=port, Access_Control_Allow_Origin="*", **headers) as address:
        here = replace(handbook, settings=handbook.settings.model_copy(update={"site_url": address}))
        embed_site.write(here, folder)
        yield Given(here, address)
