"""Visits pages of others, politely: their robots.txt is obeyed, no host is hurried, nothing large or private is fetched."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from bs4.dammit import EncodingDetector
from protego import Protego
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

LARGEST = 2_000_000
"""Bytes. A page of words is a small part of this."""
_REDIRECTS = 5
_TIMEOUT = (10, 20)
_LONGEST = 60.0
"""Seconds: for reading one page, and for waiting when a host asks us to come back later."""
_LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_NO_WORDS = "it holds no words that we read (its type is {})."


class Page(NamedTuple):
    """A page that was asked for. `html` is None if it couldn't be read, and `reason` says why."""

    address: str
    html: str | None
    reason: str = ""


class _NotRead(Exception):
    """Why a page can't be read."""


class Visitor:
    """Visits pages, from several threads at once if need be; of one host never two at once, with a pause between."""

    def __init__(self, name: str, pause: float = 1.0, loopback: bool = False) -> None:
        """`name`: as which we come, with a token and `/` first; `pause`: seconds between two visits to a host.

        `loopback`: this machine may be visited too.
        """
        self._token = name.partition("/")[0]  # what robots.txt calls us
        self._pause = pause
        self._manager = Manager(
            Config(
                default_timeout=_TIMEOUT,
                never_redirect=True,
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=loopback,
                user_agent_override=name,
            )
        )
        self._guard = threading.Lock()
        self._hosts: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._rules: dict[str, Protego | None] = {}

    def visit(self, address: str) -> Page:
        """The page at an address, or why it can't be read; without `https://` both that and `http://` are tried."""
        tried = [address] if "://" in address else [f"https://{address}", f"http://{address}"]
        page = Page(address, None, "it has no address.")
        for one in tried:
            try:
                return Page(address, self._read(one))
            except _NotRead as reason:
                page = Page(address, None, str(reason))
        return page

    def _read(self, address: str) -> str:
        for _ in range(_REDIRECTS + 1):
            if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
                raise _NotRead(f"'{address}' isn't a web address. It begins with https:// or http://.")
            if not self._allowed(address):
                raise _NotRead("its robots.txt asks us not to read it.")
            answer, content = self._fetch(address)
            if answer.is_redirect:
                address = urljoin(address, answer.headers["location"])
                continue
            if not answer.ok:
                raise _NotRead(f"the host answers {answer.status_code} {answer.reason or ''}".strip() + ".")
            kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if kind not in ("text/html", "application/xhtml+xml"):
                raise _NotRead(_NO_WORDS.format(kind))
            return _decoded(answer, content)
        raise _NotRead(f"it leads on more than {_REDIRECTS} times.")

    def _fetch(self, address: str) -> tuple[requests.Response, bytes]:
        """The answer and its body, of a redirect none; waits once if the host asks for it. Raises _NotRead."""
        for last in (False, True):
            answer, content = self._once(address)
            wait = _wait(answer) if answer.status_code in _LATER else None
            if wait is None or last:
                break
            if wait > _LONGEST:
                raise _NotRead(f"the host asks us to come back in {wait / 60:.0f} minutes. Run this again then.")
            time.sleep(wait)
        return answer, content

    def _once(self, address: str) -> tuple[requests.Response, bytes]:
        host = urlsplit(address).netloc
        with self._guard:
            turn = self._hosts[host]
        with turn:
            time.sleep(max(0.0, self._last.get(host, -_LONGEST) + self._pause_for(address) - time.monotonic()))
            try:
                with self._manager.send_request("GET", address, stream=True) as answer:
                    return answer, b"" if answer.is_redirect else _body(answer)
            except InvalidIPAddress as error:
                raise _NotRead("it is an address within a network, not on the web.") from error
            except requests.Timeout as error:
                raise _NotRead("it doesn't answer in time.") from error
            except requests.RequestException as error:
                raise _NotRead(f"it can't be reached ({type(error).__name__}).") from error
            finally:
                self._last[host] = time.monotonic()

    def _allowed(self, address: str) -> bool:
        """Whether the host's robots.txt lets us in (RFC 9309: none lets everybody in, a host in trouble nobody)."""
        origin = _origin(address)
        if origin not in self._rules:
            self._rules[origin] = self._robots(origin)
        rules = self._rules[origin]
        return rules is not None and rules.can_fetch(address, self._token)

    def _robots(self, origin: str) -> Protego | None:
        address = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            answer, content = self._fetch(address)
            if not answer.is_redirect:
                break
            address = urljoin(address, answer.headers["location"])
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        return Protego.parse(content.decode("utf-8", "replace") if answer.status_code == HTTPStatus.OK else "")

    def _pause_for(self, address: str) -> float:
        rules = self._rules.get(_origin(address))
        asked = rules.crawl_delay(self._token) if rules else None
        return min(max(self._pause, asked or 0.0), _LONGEST)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _body(answer: requests.Response) -> bytes:
    """The answer's body. Raises _NotRead if it is too large or too slow."""
    content = b""
    begun = time.monotonic()
    for piece in answer.iter_content(65_536):
        content += piece
        if len(content) > LARGEST:
            raise _NotRead(f"it is larger than {LARGEST // 1_000_000} MB.")
        if time.monotonic() - begun > _LONGEST:
            raise _NotRead("it doesn't come to an end in time.")
    return content


def _decoded(answer: requests.Response, content: bytes) -> str:
    """The page's text; where the host says nothing of its encoding, the page's own word counts."""
    told = answer.encoding if "charset" in answer.headers.get("content-type", "").lower() else None
    encoding = told or EncodingDetector.find_declared_encoding(content, is_html=True) or "utf-8"
    try:
        return content.decode(encoding, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _wait(answer: requests.Response) -> float:
    """The seconds for which the host asks us to wait."""
    asked = answer.headers.get("retry-after", "")
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return 5.0
