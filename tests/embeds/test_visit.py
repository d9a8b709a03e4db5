"""Pages of others are visited politely, and whatever a host answers becomes a page or a reason."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest

from macros.embeds.survey.visit import LARGEST, Visitor
from macros.serving import answering

ROBOTS = "User-agent: *\nDisallow: /private/\n\nUser-agent: ConnexionsHandbook\nDisallow: /not-for-us/\n"


PAGE = (200, b"<p>a page</p>", {"kind": "text/html; charset=utf-8"})
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/page": PAGE,
    "/not-for-us/page": PAGE,
    "/private/page": PAGE,
    "/moved": (301, b"", {"location": "/page"}),
    "/circle": (302, b"", {"location": "/circle"}),
    "/inwards": (302, b"", {"location": "http://10.1.2.3/page"}),
    "/to-private": (302, b"", {"location": "/not-for-us/page"}),
    "/elsewhere": (302, b"", {"location": "file:///etc/passwd"}),
    "/busy": (429, b"<p>calm again</p>", {"retry-after": "0"}),
    "/always-busy": (429, b"", {"retry-after": "0"}),
    "/very-busy": (503, b"", {"retry-after": "7200"}),
    "/large": (200, b"x" * (LARGEST + 1), {}),
    "/picture": (200, b"\x89PNG", {"kind": "image/png"}),
    "/windows": (200, b'<meta charset="windows-1252"><p>Caf\xe9 \x93quotes\x94</p>', {}),
    "/told": (200, "<p>Žluťoučký</p>".encode("iso-8859-2"), {"kind": "text/html; charset=iso-8859-2"}),
    "/odd": (200, b"<p>plain</p>", {"kind": "text/html; charset=klingon"}),
}


class Host(http.server.BaseHTTPRequestHandler):
    """A school's web host with all its moods."""

    robots = (200, ROBOTS)
    seen: ClassVar[Counter[str]] = Counter()
    agents: ClassVar[set[str]] = set()
    now = most = 0
    guard = threading.Lock()

    def do_GET(self) -> None:
        kind = type(self)
        with kind.guard:
            kind.now += 1
            kind.most = max(kind.most, kind.now)
            kind.seen[self.path] += 1
            kind.agents.add(self.headers["User-Agent"])
        time.sleep(0.01)  # long enough for a second visit to be seen
        with kind.guard:
            kind.now -= 1  # before the answer, after which the next visit may come at once
        self.answer(self.path)

    def answer(self, path: str) -> None:
        if path == "/robots.txt":
            self.send(self.robots[0], self.robots[1].encode(), "text/plain")
        elif path in ANSWERS:
            code, body, headers = ANSWERS[path]
            first = path != "/busy" or self.seen[path] == 1
            self.send(code if first else 200, body, **headers)
        else:
            self.send(404, b"none")

    def send(self, code: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(code)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def host(robots: tuple[int, str] = (200, ROBOTS)) -> Iterator[tuple[str, type[Host]]]:
    mood = type(
        "Mood", (Host,), {"robots": robots, "seen": Counter(), "agents": set(), "now": 0, "most": 0, "guard": threading.Lock()}
    )
    with answering(mood) as origin:
        yield origin, mood


def visitor() -> Visitor:
    return Visitor("ConnexionsHandbook/1.0 (test)", pause=0, loopback=True)


@pytest.mark.parametrize(
    ("path", "html", "reason"),
    [
        ("/page", "<p>a page</p>", ""),
        ("/moved", "<p>a page</p>", ""),
        ("/busy", "<p>calm again</p>", ""),
        ("/windows", '<meta charset="windows-1252"><p>Café “quotes”</p>', ""),
        ("/told", "<p>Žluťoučký</p>", ""),
        ("/odd", "<p>plain</p>", ""),
        ("/private/page", "<p>a page</p>", ""),
        ("/not-for-us/page", None, "robots.txt asks us not to read it"),
        ("/to-private", None, "robots.txt asks us not to read it"),
        ("/circle", None, "leads on more than 5 times"),
        ("/inwards", None, "within a network"),
        ("/elsewhere", None, "isn't a web address"),
        ("/very-busy", None, "come back in 120 minutes"),
        ("/always-busy", None, "answers 429"),
        ("/large", None, "larger than 2 MB"),
        ("/picture", None, "its type is image/png"),
        ("/nothing", None, "answers 404"),
    ],
)
def test_every_mood(path: str, html: str | None, reason: str) -> None:
    """A page, or why there is none; robots.txt has a rule for everybody and one for us, and ours counts."""
    with host() as (address, _):
        page = visitor().visit(f"{address}{path}")

    assert page.html == html
    assert reason in page.reason


@pytest.mark.parametrize(("code", "read"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(code: int, read: bool) -> None:
    """RFC 9309: where there is none, everybody may come in; where the host is in trouble, nobody."""
    with host((code, "")) as (address, _):
        assert (visitor().visit(f"{address}/page").html is not None) is read


def test_private_addresses_are_not_visited() -> None:
    """Not this machine, nor one within a network: neither by name nor by number."""
    strict = Visitor("ConnexionsHandbook/1.0", pause=0)
    with host() as (address, mood):
        pages = [strict.visit(place) for place in (f"{address}/page", address.replace("127.0.0.1", "localhost"), "http://[::1]/")]
        assert not mood.seen
    pages += [strict.visit(place) for place in ("http://10.0.0.1/", "http://169.254.169.254/latest/", "192.168.1.1")]

    assert [page.html for page in pages] == [None] * 6
    assert all("within a network" in page.reason or "can't be reached" in page.reason for page in pages)


def test_an_address_without_https() -> None:
    """Both are tried; one that is nothing says so."""
    with host() as (address, _):
        assert visitor().visit(f"{address.removeprefix('http://')}/page").html == "<p>a page</p>"
    assert "can't be reached" in visitor().visit("http://127.0.0.1:9/").reason
    assert "isn't a web address" in visitor().visit("gopher://example.org/").reason


def test_a_host_is_not_hurried() -> None:
    """Eight threads, one host: never two visits at once, robots.txt asked for once, and we say who we are."""
    with host() as (address, mood):
        one = visitor()
        threads = [threading.Thread(target=one.visit, args=(f"{address}/page?{number}",)) for number in range(8)]
        one.visit(f"{address}/page")
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert mood.most == 1
        assert mood.seen["/robots.txt"] == 1
        assert mood.agents == {"ConnexionsHandbook/1.0 (test)"}
