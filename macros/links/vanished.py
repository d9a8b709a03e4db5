"""Pages and texts that were given out and are gone: an address that somebody's page may hold must always answer.

That an entry's file is gone without a trace is told by macros/sources/load.py, and so by check.py. Here is what only shows in
the texts themselves, as a translation that was taken out, and in the built site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.embeds.texts import embeds
from macros.handbook import Handbook
from macros.sources import kinds
from macros.sources.load import Sources
from macros.sources.problems import Problem
from macros.sources.published import PATH


def check(sources: Sources, handbook: Handbook, site: Path) -> list[Problem]:
    """A problem for each name of `published.yml` that has no text any longer, or no page in the built site."""
    there = set(embeds(handbook))
    found = []
    for name, versions in handbook.published.items():
        text_gone = _text_gone(name, handbook, there) if versions else ""
        if words := text_gone or _page_gone(_addresses(name, text=bool(versions)), site):
            mark = sources.documents[PATH].key((name,))
            found.append(
                Problem(PATH, mark.line, mark.column, f"'{name}' was given out, and others' pages may hold it, but {words}")
            )
    return found


def _text_gone(name: str, handbook: Handbook, there: set[str]) -> str:
    """What has become of a text, and what to do; nothing if it is there."""
    new = handbook.aliases.get(name, name)
    if new in there:
        return ""
    if new != name:
        return f"'{new}', which it has become, is no text for others' pages. Write another in aliases.yml."
    entry, _, language = name.rpartition("/")
    return f"{entry} has no translation '{language}' now. Bring it back under translations:, or retire the whole text."


def _page_gone(addresses: Iterable[str], site: Path) -> str:
    """Which of the addresses the built site hasn't, and what to do; nothing if it has them all."""
    missing = next((address for address in addresses if not (site / address / "index.html").is_file()), None)
    return f"the built site has no page {missing}. Build it anew: python3 scripts/build.py" if missing else ""


def _addresses(name: str, text: bool) -> Iterator[str]:
    if text:
        yield from (f"embed/{name}/", f"embed/{name}/line/", f"embed/{name}/page/")
    model = kinds.models().get(name.rpartition("/")[0])
    if model and not model.KIND.shared_page:
        yield f"{name}/"
