"""Checks the links within the site: linkchecker asks for each address, the parts of pages are compared here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from macros.links.checker import INSIDE, Answer, NotChecked, Tell, ask
from macros.links.pages import Link, Site, spelling, whole
from macros.links.server import FIRST, serving
from macros.render.templates import environment
from macros.sources.problems import did_you_mean

_TEMPLATES = Path(__file__).parent / "templates"


class Broken(NamedTuple):
    """An address that leads nowhere, why, and the links to it."""

    address: str
    fault: str
    links: tuple[Link, ...]


def check(site: Site, tell: Tell) -> list[Broken]:
    """Everything within the site that leads nowhere. Raises NotChecked."""
    pages = [f"{site.address}{page}" for page in site.pages]
    own = {whole(address) for address in site.links if site.is_own(address)}
    below = urlsplit(site.address).path
    asked = [address.removeprefix(site.origin) for address in [*pages, *sorted(own.difference(pages))]]
    first = environment(_TEMPLATES).get_template("first.html").render(addresses=asked)
    with serving(site.folder, below, first.encode()) as served:
        # What isn't ours is looked at by macros/links/outside.py, if anybody wants it.
        options = ["--ignore-url", f"^(?!{re.escape(served)}/)"]
        answers = [_published(answer, served, site) for answer in ask([f"{served}{FIRST}"], INSIDE, options, tell)]
    _all_seen(pages, answers)
    return [*_dead(site, answers), *_without_their_part(site)]


def _all_seen(pages: list[str], answers: list[Answer]) -> None:
    unseen = {spelling(page) for page in pages} - {spelling(answer.address) for answer in answers}
    if unseen:
        raise NotChecked(f"linkchecker left out {len(unseen)} pages, such as {min(unseen)}.")


def _published(answer: Answer, served: str, site: Site) -> Answer:
    """An answer with the addresses at which the site is published, in the place of those at which it was served."""
    written, parent = (address.replace(served, site.origin, 1) for address in (answer.written, answer.parent))
    return answer._replace(written=written, parent=parent)


def _dead(site: Site, answers: list[Answer]) -> Iterator[Broken]:
    links: dict[str, list[Link]] = {}
    for address, found in site.links.items():
        links.setdefault(whole(address), []).extend(found)
    faults: dict[str, tuple[str, Answer]] = {}
    for answer in answers:
        if not answer.valid or answer.warnings:
            faults.setdefault(spelling(whole(answer.address)), (_fault(answer), answer))
    for address, (fault, answer) in faults.items():
        found = links.get(address) or [Link(site.relative(answer.parent), answer.written)]
        yield Broken(address, fault, tuple(found))


def _fault(answer: Answer) -> str:
    if answer.valid:
        return " ".join(answer.warnings.split()).rstrip(".")
    return "there is no such page or file" if answer.result.startswith("404") else answer.result.rstrip(".")


def _without_their_part(site: Site) -> Iterator[Broken]:
    for address, links in site.links.items():
        part = unquote(address.partition("#")[2])
        page = site.page(address) if part and site.is_own(address) else None
        if page and part not in page.ids:
            yield Broken(address, f"its page has no part '{part}'.{did_you_mean(part, page.ids)}", tuple(links))
