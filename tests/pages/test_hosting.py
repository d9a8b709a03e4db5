"""What web hosts need is in the built site: real servers send the headers, and the files of the others say the same."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.hosts import apache, nginx

pytestmark = pytest.mark.slow

HOSTS = {"nginx": nginx, "apache": apache}
PARTS = {
    "": ["", "glossary/neet/", "embedded", "sitemap.xml", "who-can-help/"],
    "assets/": ["assets/site.css"],
    "data/": ["data/requests.ics", "data/handbook.json", "data/handbook.schema.json"],
    "embed/": [
        "embed/",
        "embed/snippets/guidance-pa/",
        "embed/snippets/guidance-pa.json",
        "embed/resize.js",
        "embed/nothing-here/",
    ],
    "slides/": ["slides/where-next.html"],
}
TYPES = {
    "": "text/html; charset=utf-8",
    "data/requests.ics": "text/calendar; charset=utf-8",
    "data/glossary.csv": "text/csv; charset=utf-8",
    "data/glossary.ttl": "text/turtle; charset=utf-8",
    "embed/snippets/guidance-pa.atom": "application/atom+xml",
    "embed/snippets/guidance-pa/oembed.json": "application/json",
}
HIDDEN = [".htaccess", "embed/.htaccess", "nginx-handbook.conf", "web.config", "_headers"]


def expected(site: Path, part: str) -> dict[str, str]:
    """What a browser must be told about a part of the site."""
    slides, frames = part == "slides/", "*" if part == "embed/" else "'self'"
    policy = (site / f"content-security-policy{'-slides' if slides else ''}.txt").read_text(encoding="utf-8").strip()
    headers = {
        "Content-Security-Policy": f"{policy}; frame-ancestors {frames}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cache-Control": f"public, max-age={86400 if part == 'assets/' else 3600}",
    }
    return headers | ({"Access-Control-Allow-Origin": "*"} if part in ("data/", "embed/") else {})


def told(headers: Message | dict[str, str]) -> dict[str, str]:
    """Those of the headers that are of the site's making."""
    about = ("content-security", "x-", "referrer", "cache", "access-control")
    return {name: value for name, value in headers.items() if name.lower().startswith(about)}


@pytest.fixture(scope="module", params=HOSTS)
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    with HOSTS[request.param](site) as address:
        yield address


def asked(address: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers


def test_headers_arrive(host: str, site: Path) -> None:
    """Each once, on every kind of page, the missing ones too."""
    for part, paths in PARTS.items():
        for path in paths:
            status, headers = asked(host + path)
            missing = path in ("embedded", "embed/nothing-here/")

            assert status == (404 if missing else 200), path
            assert told(headers) == expected(site, "" if missing else part), path


def test_types_arrive(host: str) -> None:
    """Calendars, feeds and data are sent as what they are, in UTF-8."""
    assert {path: asked(host + path)[1]["Content-Type"].lower().split("; c")[0] for path in TYPES} == {
        path: kind.split("; c")[0] for path, kind in TYPES.items()
    }
    for path, kind in TYPES.items():
        if "charset" in kind:
            assert asked(host + path)[1]["Content-Type"].lower() == kind


def test_a_missing_page_is_the_sites_own(host: str) -> None:
    """It says what to do, and its own files load from the root, since nobody knows where it is shown."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{host}no/such/page/")
    text = caught.value.read().decode()

    assert 'href="/assets/' in text
    assert "Connexions Schools Handbook" in text


def test_no_folder_is_listed(host: str) -> None:
    assert asked(f"{host}assets/")[0] in (403, 404)


def test_nginx_keeps_its_files_to_itself(site: Path) -> None:
    """What is there for servers is sent to nobody. Apache keeps back its own."""
    with nginx(site) as address:
        assert {path: asked(address + path)[0] for path in HIDDEN} == dict.fromkeys(HIDDEN, 404)
    with apache(site) as address:
        assert asked(f"{address}.htaccess")[0] == 403


def rules(text: str) -> dict[str, dict[str, str]]:
    """The rules of a `_headers` file, by their address."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
    return found


def test_netlify_and_cloudflare(site: Path) -> None:
    """One rule, and no more than one, fits each file, since these hosts add up what several rules say. They take 100 rules."""
    found = rules((site / "_headers").read_text(encoding="utf-8"))
    paths = [path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*") if path.is_file()]

    own = {
        "_headers",
        ".nojekyll",
        "nginx-handbook.conf",
        *(f"{part}{name}" for part in PARTS for name in (".htaccess", "web.config")),
    }

    assert len(found) <= 100
    assert max(len(line) for line in (site / "_headers").read_text(encoding="utf-8").splitlines()) <= 2000
    for path in set(paths) - own:
        fitting = [name for name in found if re.fullmatch(re.escape(name).replace(r"\*", ".*"), f"/{path}")]
        part = next((part for part in PARTS if part and path.startswith(part)), "")

        assert len(fitting) == 1, path
        assert told(found[fitting[0]]) == expected(site, part), path


def test_iis(site: Path) -> None:
    """Each part's `web.config` takes away what it inherits before it sets its own; the whole site's knows the types."""
    for part in PARTS:
        config = ET.parse(site / part / "web.config")
        rows = config.findall(".//customHeaders/add")

        assert told({row.get("name", ""): row.get("value", "") for row in rows}) == expected(site, part)
        assert [row.get("name") for row in config.findall(".//customHeaders/remove")] == [row.get("name") for row in rows]
    whole = ET.parse(site / "web.config")
    assert {row.get("fileExtension") for row in whole.findall(".//mimeMap")} >= {".ics", ".atom", ".json", ".ttl", ".woff2"}
    assert [row.get("path") for row in whole.findall(".//httpErrors/error")] == ["/404.html"]


def test_github_pages(site: Path) -> None:
    """It publishes every folder as it is, without Jekyll."""
    assert (site / ".nojekyll").exists()
