"""Files of the site that are made from the handbook and aren't pages: each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.structure.files import File

from macros import exports
from macros.pages import opensearch, redirects, style
from macros.pages.current import Site
from macros.pages.views import A_TO_Z

Makers = dict[str, Callable[[], str | bytes]]


def makers(site: Site, theme: list[str], docs: str) -> Makers:
    """What makes each file, by its path from the site's root. `theme`, `docs`: as `style.text` takes them."""
    return {
        style.PATH: lambda: style.text(site.handbook, theme, docs),
        opensearch.PATH: lambda: opensearch.text(site.handbook.settings),
        A_TO_Z: site.views.a_to_z,
        **exports.files(site.handbook),
        **redirects.files(site.handbook),
    }


class MadeFile(File):
    """A file of MkDocs' whose content is made when the file is put into the site."""

    make: Callable[[], str | bytes]

    def copy_file(self, dirty: bool = False) -> None:
        """Write it where the site is built. Raises OSError, and what making raises."""
        content = self.make()
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
