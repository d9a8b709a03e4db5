"""Which addresses elsewhere are asked for, what is remembered of them, and which hosts are known to be slow."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.links.cache import Cache
from macros.links.outside import others, slow_hosts
from macros.links.pages import Site
from macros.sources.problems import ProblemsFound
from tests.links.small_site import ADDRESS, site
from tests.sample import ROOT

TODAY = date(2026, 11, 25)


def silent(words: str) -> None:
    pass


def test_which_are_asked_for(tmp_path: Path) -> None:
    """Web addresses of others, each once; neither our own, nor mail, nor names that are kept for samples."""
    body = "".join(
        f'<a href="{address}"></a>'
        for address in (
            "https://a.gov.uk/x#one", "https://a.gov.uk/x#two", "//b.gov.uk/", "http://127.0.0.2:80/", "https://example.gov.uk/",
            f"{ADDRESS}about/", "about/", "mailto:a@b.uk", "tel:1", "ftp://c.gov.uk/", "http://[broken", "https://",
            "https://example.org/", "https://www.example.com./", "http://localhost:8000/", "https://x.test/", "https://y.invalid",
            "https://z.example/",
        )
    )  # fmt: skip

    assert others(Site(site(tmp_path, index=f'{body}<link rel="preconnect" href="https://d.gov.uk">'), ADDRESS)) == [
        "http://127.0.0.2:80/",
        "https://a.gov.uk/x",
        "https://b.gov.uk/",
        "https://example.gov.uk/",
    ]


def test_a_week(tmp_path: Path) -> None:
    """A good answer counts for seven days, and not before it was given."""
    cache = Cache(tmp_path / "deep" / "links.json", TODAY, silent)
    cache.note("https://a.gov.uk/é", "200 OK")
    cache.save()

    days = [day for day in range(-1, 9) if len(Cache(tmp_path / "deep" / "links.json", TODAY + timedelta(day), silent))]

    assert days == list(range(7))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", '{"a": 1}', '{"a": {"day": "2026-11-25"}}', '{"a": {"status": "x", "day": "soon"}}', "\xff", "[" * 9999],
)
def test_a_damaged_file(tmp_path: Path, text: str) -> None:
    """It is thrown away with a line."""
    path = tmp_path / "links.json"
    path.write_bytes(text.encode("latin-1"))
    told: list[str] = []

    assert len(Cache(path, TODAY, told.append)) == 0
    assert told == ["links.json can't be read and is thrown away; every address is asked anew."]


def test_the_list_of_slow_hosts() -> None:
    """The list that comes with the handbook can be read, and begins with what it is for."""
    path = ROOT / "macros" / "links" / "known-slow.yml"

    assert isinstance(slow_hosts(path, "known-slow.yml"), dict)
    assert path.read_text(encoding="utf-8").startswith("# Hosts that are known to answer slowly")


@pytest.mark.parametrize("text", ["- www.a.gov.uk", "www.a.gov.uk: 3", "www.a.gov.uk: {", "a: b\na: c"])
def test_a_list_that_can_not_be_read(tmp_path: Path, text: str) -> None:
    """What is wrong is told with its place."""
    path = tmp_path / "known-slow.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ProblemsFound, match=r"^known-slow\.yml:\d+:\d+: "):
        slow_hosts(path, "known-slow.yml")
