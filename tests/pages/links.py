"""Follows the links of a built site without a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup


def broken_links(site: Path) -> list[str]:
    """Each relative address of each page is a file of the site, and each anchor is on it."""
    pages = {path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in site.rglob("*.html")}
    anchors = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
            for found in page.find_all(tag, attrs={attribute: True}):
                address = urlsplit(found[attribute])
                if address.scheme or address.netloc or path.name == "404.html":
                    continue
                target = (path.parent / unquote(address.path)).resolve() if address.path else path
                target = target / "index.html" if target.is_dir() else target
                if not target.is_file() or (
                    address.fragment and target in anchors and unquote(address.fragment) not in anchors[target]
                ):
                    broken.append(f"{path.relative_to(site)}: {found[attribute]}")

    return broken
