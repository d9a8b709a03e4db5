"""Asks others' hosts whether the addresses to which we lead still answer: slowly, obeying robots.txt, and not twice in a week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from macros.links.cache import Cache
from macros.links.checker import OUTSIDE, Answer, Tell, ask
from macros.links.pages import Site, spelling, whole
from macros.sources import yaml_marks
from macros.sources.problems import Problem, ProblemsFound

State = Literal["good", "broken", "slow", "not checked"]
_RESERVED = re.compile(r"(.+\.)?(example(\.(com|net|org))?|invalid|test|localhost)\.?")
"""Names that lead nowhere, kept for samples (RFC 2606, RFC 6761)."""
_NO_ANSWER = re.compile(r"\w*(Timeout|ConnectionError|ProtocolError|IncompleteRead|ChunkedEncodingError)\b|(?:502|503|504)\b")
_FORBIDDEN, _BUSY = "Access denied by robots.txt", "Rate limited"


@dataclass(frozen=True)
class Ways:
    """How others are asked. `slow`: hosts known to be slow, with why; `wait` and `slow_wait`: seconds until we give up.

    `settings`: linkchecker's, with the pace.
    """

    cache: Path
    today: date
    slow: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False
    wait: int = 30
    slow_wait: int = 120
    settings: Path = OUTSIDE


class Told(NamedTuple):
    """What a host said of an address."""

    address: str
    state: State
    words: str


class Outcome(NamedTuple):
    """What all said that were asked, and how many weren't since they had answered well this week."""

    told: list[Told]
    remembered: int


def check(site: Site, ways: Ways, tell: Tell) -> Outcome:
    """Ask for every address elsewhere to which a page leads. Raises NotChecked, OSError."""
    cache = Cache(ways.cache, ways.today, tell)
    addresses = others(site)
    ask_for = [address for address in addresses if ways.fresh or address not in cache]
    if ask_for:
        tell(f"Asking others' hosts for {len(ask_for)} addresses, slowly …")
    told = _ask(ask_for, ways, tell)
    for one in told:
        if one.state == "good":
            cache.note(one.address, one.words)
        else:
            cache.forget(one.address)
    cache.save()
    return Outcome(told, len(addresses) - len(ask_for))


def others(site: Site) -> list[str]:
    """The addresses elsewhere, each once whatever part of it is meant; reserved names lead nowhere and are left out."""
    return sorted({whole(address) for address in site.links if not site.is_own(address) and _is_other(address)})


def slow_hosts(path: Path, shown: str) -> dict[str, str]:
    """The hosts known to be slow, with why. `shown`: the file's path for problems. Raises ProblemsFound."""
    document = yaml_marks.read(path)
    problems = [Problem(shown, line, column, words) for (line, column), words in document.faults]
    data = document.data
    if not problems and not (isinstance(data, dict) and all(isinstance(why, str) for why in data.values())):
        problems.append(Problem(shown, 1, 1, 'write a host and why on each line: www.example.gov.uk: "Down on Sundays.", or {}.'))
    if problems:
        raise ProblemsFound(problems)
    return {str(host): str(why) for host, why in data.items()}


def _is_other(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not _RESERVED.fullmatch(host)


def _ask(addresses: Iterable[str], ways: Ways, tell: Tell) -> list[Told]:
    """What their hosts say; those known to be slow are asked apart, with more time."""
    quick: list[str] = []
    slow: list[str] = []
    for address in addresses:
        (slow if urlsplit(address).hostname in ways.slow else quick).append(address)
    answers: dict[str, Answer] = {}
    for some, wait in ((quick, ways.wait), (slow, ways.slow_wait)):
        if some:
            found = ask(some, ways.settings, ["--timeout", str(wait)], tell)
            answers |= {spelling(answer.written): answer for answer in found}
    if answers and not any(answer.valid or answer.result[:1].isdigit() for answer in answers.values()):
        tell("None of these hosts could be reached. Is this machine on the network?")
    # https://www.example.gov.uk and the same with / at the end are one to linkchecker.
    return [_told(one, answers.get(one) or answers.get(f"{one}/") or answers.get(one.rstrip("/")), ways) for one in [*quick, *slow]]


def _told(address: str, answer: Answer | None, ways: Ways) -> Told:
    if answer is None:
        return Told(address, "not checked", "linkchecker said nothing of it")
    why = ways.slow.get(urlsplit(address).hostname or "")
    if _FORBIDDEN in answer.notes:
        return Told(address, "not checked", "its host's robots.txt asks us not to look")
    if _BUSY in answer.warnings:
        return Told(address, "not checked", "its host is busy and asks to come back later")
    if answer.valid:
        return Told(address, "good", answer.result)
    if why is not None and _NO_ANSWER.match(answer.result):
        return Told(address, "slow", f"it couldn't be reached, and its host is known to be slow: {why}")
    return Told(address, "broken", _plainly(answer.result))


def _plainly(result: str) -> str:
    """What linkchecker says, for an editor: a library's names of errors say nothing."""
    if "Timeout" in result:
        return "its host doesn't answer in time"
    if "SSL" in result or "CertificateError" in result:
        return "its host's certificate isn't valid"
    if "NameResolutionError" in result or "Hostname not found" in result or "getaddrinfo" in result:
        return "there is no such host"
    if "ConnectionError" in result:
        return "its host can't be reached"
    return " ".join(result.split()).rstrip(".")
