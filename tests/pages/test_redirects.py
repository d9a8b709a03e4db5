"""Addresses that have moved lead to what they have become."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from macros.handbook import read
from macros.pages import redirects
from tests import sample


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("glossary/old-word", "glossary/word-1", "glossary/word-1/"),
        ("roles/old-role", "glossary/word-1", "glossary/word-1/"),
        ("directory/teams/old-team", "directory/teams/team", "roles/whos-who/#team"),
        ("glossary/contact", "directory/contacts/desk", "roles/whos-who/#desk"),
    ],
)
def test_an_address_that_has_moved(tmp_path: Path, old: str, new: str, place: str) -> None:
    """The browser goes on by itself, a link is there for who doesn't, and search engines are told the new address."""
    root = sample.make(tmp_path)
    (root / "aliases.yml").write_text(f"{old}: {new}\n", encoding="utf-8")
    handbook = read(root)
    made = redirects.files(handbook)
    assert set(made) == {f"{old}/index.html"}
    page = BeautifulSoup(made[f"{old}/index.html"](), "html.parser")
    base = handbook.settings.site_url

    refresh = page.find("meta", attrs={"http-equiv": "refresh"})["content"]
    for href in (refresh.partition("url=")[2], page.find("a")["href"], page.find("link", rel="canonical")["href"]):
        assert urljoin(f"{base}{old}/", href) == f"{base}{place}"
    assert page.find("a").get_text() == handbook[new].title
