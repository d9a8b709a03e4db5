"""What stands on the site beside MkDocs' pages and files: Word files, packs, slides, texts for others, the search, hosts' files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from macros.embeds import site as embeds
from macros.packs import packs, slides, word
from macros.pages import hosting, policy, search
from macros.pages.current import Site
from macros.pages.views import a_to_z_style
from macros.render import output
from macros.render.addresses import SLIDES


class Part(NamedTuple):
    """A part of the site: whether a path from the site's root belongs to it, and what writes all of it below a folder."""

    owns: Callable[[str], bool]
    write: Callable[[Path], object]


def independent(site: Site) -> list[Part]:
    """The parts that need no page and no threads. Writing raises as each part does."""

    def write_slides(out: Path) -> None:
        slides.write(site.for_packs, out)
        output.write([(policy.SLIDES_PATH, policy.FOR_SLIDES)], out)

    return [
        Part(lambda path: path.startswith(SLIDES) or path == policy.SLIDES_PATH, write_slides),
        Part(lambda path: path.startswith("packs/"), lambda out: packs.write(site.packs, out)),
        Part(lambda path: path.startswith("embed/"), lambda out: embeds.write(site.whole, out)),
        Part(lambda path: path.endswith(".docx"), lambda out: word.write(site.for_packs, out, site.cache / "word")),
    ]


def forms(site: Site) -> Part:
    """Forms to fill in on screen. Typst sets them, by threads that a copy of the process lacks."""
    return Part(lambda path: path.endswith(".pdf"), lambda out: packs.write_forms(site.for_packs, site.cache / "packs", out))


def for_search(site: Site, config: MkDocsConfig) -> Part:
    """What the search looks through; hand-written pages are read for it, where they haven't been yet."""

    def write(out: Path) -> None:
        for file in site.files.documentation_pages():
            if file.page and not file.generated_by and file.page.markdown is None:
                file.page.read_source(config)
        records = search.text([*search.pages(site.files, site.handbook), *search.entries(site.handbook)], site.handbook)
        output.write([(search.PATH, records), (search.RULES_PATH, search.rules())], out)

    return Part(lambda path: path in (search.PATH, search.RULES_PATH), write)


def for_hosts(site: Site) -> Part:
    """What web hosts need; it tells of all pages, which have to be there before it is written."""

    def write(out: Path) -> None:
        settings = site.for_packs.settings
        scripts = site.inline_scripts.union(slides.scripts())
        header = policy.text(scripts, [slides.style(settings.colours), a_to_z_style()], settings)
        output.write([(policy.PATH, header)], out)
        hosting.write(out, urlsplit(settings.site_url).path, header.strip(), policy.FOR_SLIDES.strip())

    return Part(lambda path: path == policy.PATH or path.rpartition("/")[2] in hosting.FOR_HOSTS, write)
