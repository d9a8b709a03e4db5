"""What the search looks through holds everything that can be found, once."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from macros.handbook import Handbook
from macros.pages.opensearch import PATH as OPENSEARCH
from macros.pages.search import PATH
from macros.pages.stems import joined
from macros.render.addresses import located
from macros.sources.kinds import models
from tests.sample import ROOT
from tests.search.rows import addresses, records

PAGES = sorted((ROOT / "docs").rglob("*.md"))


def head(path: Path) -> dict[str, object]:
    """What stands at the head of a hand-written page."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1]))


def test_each_entry_is_there_once(site: Path, handbook: Handbook) -> None:
    """By its page, or its place on the page that it shares; and no address leads nowhere."""
    found = addresses(site)

    assert len(found) == len(set(found))
    assert {located(entry) for entry in handbook} <= set(found)
    for address in found:
        assert (site / urlsplit(address).path / "index.html").is_file(), address


def test_a_term_brings_what_is_shown_and_what_is_not(site: Path, handbook: Handbook) -> None:
    """Abbreviation, plain words; misspellings among the names."""
    [row] = [row for row in records(site)["rows"] if row[0] == "glossary/neet/"]
    term = handbook.term("neet")

    assert row[3:5] == [term.title, term.abbreviation]
    assert {joined(name) for name in term.hidden} <= {joined(name) for name in (*row[3:5], *row[5])}
    assert row[6] == term.plain


def test_every_kind_stands_on_a_shelf(handbook: Handbook) -> None:
    """So that it can be searched in, and shown in a group."""
    shelves = handbook.vocabularies["search-shelves"].ids()

    assert {model.KIND.shelf for model in models().values()} <= shelves


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_each_hand_written_page_can_be_found(site: Path, path: Path) -> None:
    """With three questions or more, unless its head says that it isn't to be found."""
    given = head(path)
    place = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    address = f"{place.removesuffix('index').rstrip('/')}/".lstrip("/")
    excluded = given.get("search") == {"exclude": True}

    assert excluded or len(given["asks"]) >= 3  # type: ignore[arg-type]
    assert (address in addresses(site)) != excluded


@pytest.mark.parametrize(
    ("address", "shelf"),
    [("embed/wordpress/", "texts"), ("first-year/", "guidance"), ("who-can-help/", "people"), ("about/", "pages")],
)
def test_pages_stand_with_what_they_are_about(site: Path, address: str, shelf: str) -> None:
    """Whoever looks among the texts for websites finds how to put one into WordPress."""
    known = records(site)
    [row] = [row for row in known["rows"] if row[0] == address]

    assert known["shelves"][row[1]]["id"] == shelf


def test_the_index_is_light(site: Path) -> None:
    """At most 40 kB over the wire for 250 entries."""
    size = len(gzip.compress((site / PATH).read_bytes(), 6))

    assert size / len(addresses(site)) <= 40_000 / 250


def test_a_browser_can_search_from_its_own_bar(site: Path, handbook: Handbook) -> None:
    """The description of the search can be found from each page, and names the page of results."""
    page = (site / "glossary" / "neet" / "index.html").read_text(encoding="utf-8")
    root = ElementTree.fromstring((site / OPENSEARCH).read_text(encoding="utf-8"))
    space = {"": "http://a9.com/-/spec/opensearch/1.1/"}

    assert 'type="application/opensearchdescription+xml"' in page
    assert root.find("Url", space).attrib["template"] == f"{handbook.settings.site_url}search/?q={{searchTerms}}"  # type: ignore[union-attr]
    assert 0 < len(root.find("ShortName", space).text) <= 16  # type: ignore[union-attr, arg-type]
