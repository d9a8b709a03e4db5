"""A course's slides: one HTML file that needs nothing else, shown by reveal.js (see third-party.yml)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from macros.handbook import Handbook
from macros.render import output
from macros.render.addresses import slides_path
from macros.render.templates import environment
from macros.render.writer import Writer
from macros.sources.kinds.course import Card, Course, Dialogue, Handout, Said, Session
from macros.sources.settings import Colours

_HERE = Path(__file__).parent
_FONTS = _HERE.parent.parent / "docs" / "assets" / "fonts"
_MINUTES = re.compile(r"Minutes? (\d+) to (\d+): ")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")
_START = "Reveal.initialize({width: 1280, height: 720, hash: true, slideNumber: 'c/t', center: false, plugins: [RevealNotes]});"
P = TypeVar("P")
MOST_WORDS = 75
"""More words than this don't fit on one screen."""


class Step(NamedTuple):
    """What stands on the screen for a stretch of time: `0–5`, or nothing, and the words."""

    time: str
    text: str


class Scene(NamedTuple):
    """As much of a dialogue as fits on a screen; the question after it stands on the last one."""

    dialogue: Dialogue
    lines: list[Said]
    last: bool


class Screens(NamedTuple):
    """A part of the plan as it is shown: when it begins and ends, its steps by screen, the cards and scenes that follow."""

    session: Session
    begins: str
    ends: str
    handout: Handout | None
    screens: list[list[Step]]
    cards: tuple[Card, ...]
    scenes: list[Scene]


def write(handbook: Handbook, out: Path) -> int:
    """Write the slides of every course below `out`; gives their number. Raises OSError."""
    return output.write(_decks(handbook), out)


def _decks(handbook: Handbook) -> Iterator[tuple[str, str]]:
    template = environment(_HERE / "templates").get_template("slides.html")
    for course in handbook.courses:
        html = template.render(
            course=course,
            standards=handbook.standards_for(course.topics),
            parts=parts(course),
            style=Markup(style(handbook.settings.colours)),
            scripts=[Markup(script) for script in scripts()],
            settings=handbook.settings,
            status=handbook.vocabularies["statuses"][course.status].label,
            write=Writer(handbook),
        )
        yield slides_path(course), html


def parts(course: Course) -> list[Screens]:
    """The parts of the plan in order, with their times since the beginning."""
    papers = {paper.id: paper for paper in course.handouts}
    shown: set[str] = set()
    made = []
    minute = 0
    for session in course.plan:
        handout = papers.get(session.handout or "")
        first = handout is not None and handout.id not in shown
        made.append(
            Screens(
                session,
                _clock(minute),
                _clock(minute + session.minutes),
                handout,
                _packed(steps(session.how or ""), lambda step: step.text) or [[]],
                handout.cards if handout and first else (),
                _scenes(handout.dialogues) if handout and first else [],
            )
        )
        shown |= {handout.id} if handout else set()
        minute += session.minutes
    return made


def steps(how: str) -> list[Step]:
    """Instructions cut at "Minutes 0 to 5:"; what stands before the first has no time."""
    pieces = _MINUTES.split(" ".join(how.split()))
    found = [Step("", pieces[0].strip())] if pieces[0].strip() else []
    for begin, end, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found.append(Step(f"{begin}–{end}", text[:1].upper() + text[1:].strip()))
    return [part for step in found for part in _short(step)]


def _scenes(dialogues: Iterable[Dialogue]) -> list[Scene]:
    found = []
    for dialogue in dialogues:
        screens = _packed(dialogue.lines, lambda line: line.words)
        found += [Scene(dialogue, lines, lines is screens[-1]) for lines in screens]
    return found


def _packed(pieces: Iterable[P], text: Callable[[P], str]) -> list[list[P]]:
    """Pieces put together as long as their words fit on a screen."""
    made: list[list[P]] = []
    for piece in pieces:
        words = sum(len(text(other).split()) for other in made[-1]) if made else MOST_WORDS
        if words + len(text(piece).split()) > MOST_WORDS:
            made.append([])
        made[-1].append(piece)
    return made


def _short(step: Step) -> list[Step]:
    """A step that is too long for a screen, cut between sentences."""
    made = [""]
    for sentence in _SENTENCE.split(step.text):
        if made[-1] and len(f"{made[-1]} {sentence}".split()) > MOST_WORDS:
            made.append("")
        made[-1] = f"{made[-1]} {sentence}".strip()
    return [Step(step.time, text) for text in made]


@cache
def style(colours: Colours) -> str:
    """The style sheet: reveal.js's, the fonts in it, the handbook's colours and look."""
    faces = "".join(
        f'@font-face {{ font-family: "Atkinson"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{base64.b64encode((_FONTS / f'atkinson-{weight}.woff2').read_bytes()).decode()}); }}\n"
        for weight in (400, 700)
    )
    palette = f":root {{ --primary: {colours.primary}; --primary-dark: {colours.primary_dark}; --accent: {colours.accent}; }}\n"
    return faces + palette + _read("reveal.css") + "\n" + _read("handbook.css")


@cache
def scripts() -> tuple[str, ...]:
    """The scripts, in order; the content security policy names each by its hash."""
    return (_read("reveal.js"), _read("notes.js"), _START)


def _read(name: str) -> str:
    text = (_HERE / "reveal" / name).read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script")


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
