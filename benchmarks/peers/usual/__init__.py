"""The usual way with MkDocs: a macro gives the page of each term as Markdown. Copied into a site as its `macros`.

It reads the YAML as it is: no check, no marks, no models. First uses of terms are links, as in ours.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import yaml

Data = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 4


def define_env(env: Any) -> None:
    """Give the pages their macros. `env`: the macros plugin."""
    env.macro(term_page)
    env.macro(glossary_index)


def term_page(name: str) -> str:
    """The page of a term, as Markdown."""
    return _template().render(page_values(name))


def glossary_index() -> str:
    """All terms A to Z, as a Markdown list."""
    found = sorted(terms().values(), key=lambda term: str(term["title"]).casefold())
    return "\n".join(f"- [{term['title']}]({term['id']}.md): {term['plain']}" for term in found)


@cache
def _template() -> jinja2.Template:
    text = (Path(__file__).parent / "term.md").read_text(encoding="utf-8")
    return jinja2.Environment(trim_blocks=True, lstrip_blocks=True).from_string(text)


@cache
def terms() -> dict[str, Data]:
    """Every term by id."""
    return {path.stem: {"id": path.stem, **_read(path)} for path in sorted(ROOT.glob("glossary/*.yml"))}


@cache
def settings() -> Data:
    """The facts of `handbook.yml`."""
    found: Data = _read(ROOT / "handbook.yml")
    return found


def page_values(name: str) -> Data:
    """What the template of a term's page is given."""
    term = terms()[name]
    seen = {name}
    return {
        **term,
        "definition": linked(term["definition"], seen),
        "confused": [(terms()[other], linked(difference, seen)) for other, difference in _confused()[name]],
        "wider": [terms()[other] for other in term.get("broader", ())],
        "narrower": [terms()[other] for other in _narrower()[name]],
        "read_next": [terms()[address.rpartition("/")[2]] for address in term.get("related", ())],
        "users": sorted((terms()[other] for other in _users()[name]), key=lambda user: user["title"].casefold()),
        "label": _labels(),
        "settings": settings(),
        "mailto": _mailto(term),
        "linked_data": json.dumps(_linked_data(term), ensure_ascii=False),
        "day": lambda when: f"{when.day} {when:%B %Y}",
    }


def linked(text: str, seen: set[str]) -> str:
    """The text with the first use of each term that isn't in `seen` as a Markdown link."""
    pieces, at = [], 0
    for start, end, name in _mentions(text):
        if name not in seen:
            seen.add(name)
            pieces += [text[at:start], f'[{text[start:end]}]({name}.md "{terms()[name]["plain"]}"){{ .hb-term }}']
            at = end
    return "".join([*pieces, text[at:]])


def _mentions(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and id of each term that stands in the text, the longest first."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            name = _forms().get(text[start:end].casefold())
            if name:
                yield start, end, name
                at += size - 1
                break
        at += 1


@cache
def _forms() -> dict[str, str]:
    return {label.casefold(): name for name, term in terms().items() for label in (term["title"], *term.get("aliases", ()))}


@cache
def _confused() -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for name, term in terms().items():
        for confusion in term.get("confused_with", ()):
            other = confusion["id"].rpartition("/")[2]
            found[name].append((other, confusion["difference"]))
            found[other].append((name, confusion["difference"]))
    return found


@cache
def _narrower() -> dict[str, list[str]]:
    found = defaultdict(list)
    for name, term in terms().items():
        for wide in term.get("broader", ()):
            found[wide].append(name)
    return found


@cache
def _users() -> dict[str, set[str]]:
    found = defaultdict(set)
    for name, term in terms().items():
        for text in _texts(term):
            for _, _, other in _mentions(text):
                found[other].add(name)
        for address in (*term.get("related", ()), *(confusion["id"] for confusion in term.get("confused_with", ()))):
            found[address.rpartition("/")[2]].add(name)
    for name, users in found.items():
        users.discard(name)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


@cache
def _labels() -> dict[str, dict[str, Data]]:
    return {path.stem: {word["id"]: word for word in _read(path)} for path in ROOT.glob("vocabularies/*.yml")}


def _mailto(term: Data) -> str:
    subject = quote(f"{settings()['name']}: {term['title']} (glossary/{term['id']})")
    body = (
        f"Page: {settings()['site_url']}glossary/{term['id']}/\n\nWhat is wrong or missing:\n\nPlease name no young person here.\n"
    )
    return f"mailto:{settings()['feedback']}?subject={subject}&amp;body={quote(body)}"


def _linked_data(term: Data) -> Data:
    site = settings()["site_url"]
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{site}glossary/{term['id']}/",
        "url": f"{site}glossary/{term['id']}/",
        "name": term["title"],
        "description": term["definition"],
        "inLanguage": "en-GB",
        "creativeWorkStatus": _labels()["statuses"][term["status"]]["label"],
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": f"{site}glossary/", "name": f"{settings()['name']}: glossary"},
        **({"alternateName": term["aliases"]} if term.get("aliases") else {}),
    }


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
