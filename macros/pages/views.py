"""Every view of the handbook that pages show, as HTML. Pure: a view depends on the Handbook, the templates and its arguments."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from macros.handbook import Handbook, Pair
from macros.ordering import letter, sort_key
from macros.render.addresses import word_path
from macros.render.chart import organisation_chart
from macros.render.linked_data import course, defined_term
from macros.render.wheel import SIZE, wheel
from macros.render.writer import Writer
from macros.sources.entry import Entry
from macros.sources.kinds.calendar_date import term_of
from macros.sources.kinds.course import Course, Run
from macros.sources.kinds.term import Term
from macros.sources.problems import suggestion

_TEMPLATES = Path(__file__).parent / "templates"
_BLANK_LINES = re.compile(r"\n\s*\n+")
_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

_SORTS = (
    ("school", "The school's work"),
    ("adviser", "The adviser's work"),
    ("joint", "Work together"),
    ("meeting", "Meetings"),
    ("event", "Events"),
    ("request", "Requests to schools"),
)
_ANSWERED_BY_THE_SITE = {"R12": ""}


class Views:
    """Fills the templates. One instance serves a whole build; each page gives its own `Writer`."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self._jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._jinja.globals.update(
            handbook=handbook,
            settings=handbook.settings,
            vocabularies=handbook.vocabularies,
            defined_term=self._defined_term,
            feedback=self.feedback,
            label=self._label,
            must_be_one_of=must_be_one_of,
            standards=self._standards,
            interest=self.interest,
            linked_course=self._linked_course,
            word_path=self._word_path,
        )
        self._jinja.filters.update(
            letter_id=letter_id, day=day, clock=clock, duration=duration, elapsed=elapsed, reach=reach, times=times, month=month
        )

    def fill(self, template: str, write: Writer, **values: Any) -> Markup:
        """A template's HTML. Blank lines are taken out, so that Markdown leaves it whole."""
        html = self._jinja.get_template(template).render(write=write, **values)
        return Markup(_BLANK_LINES.sub("\n", html).strip())

    def page(self, entry: Entry, view: str = "page") -> Markup:
        """The whole page of an entry, from its kind's template; `view`: the page itself, or one of those under it."""
        depth = entry.address.count("/") + (1 if view == "page" else 2)
        write = Writer(self.handbook, "../" * depth, entry.address)
        return self.entry(entry, write, view)

    def entry(self, entry: Entry, write: Writer, part: str) -> Markup:
        """An entry through its kind's template: `page` for all of it, or the name of a part.

        Raises ValueError if the kind's template has no such part.
        """
        return self.fill(f"{entry.KIND.name}.html", write, entry=entry, part=part)

    def terms(self, write: Writer, terms: Iterable[Term]) -> Markup:
        """Terms as a list with their plain versions."""
        return self.fill("terms.html", write, terms=tuple(terms))

    def glossary_index(self, write: Writer) -> Markup:
        """The A–Z with jump letters and filters."""
        rows = index_rows(self.handbook.terms)
        used = {name: sorted({getattr(term, name) for term in self.handbook.terms}) for name in ("category", "status")}
        audiences = {audience for term in self.handbook.terms for audience in term.audiences}
        return self.fill(
            "glossary_index.html",
            write,
            rows=rows,
            used=used,
            audiences=audiences,
            within=self._within(),
        )

    def guidance_index(self, write: Writer) -> Markup:
        """The guidance by topic, with filters."""
        guidelines = self.handbook.guidelines
        return self.fill(
            "guidance_index.html",
            write,
            guidelines=guidelines,
            topics={guideline.topics[0] for guideline in guidelines},
            audiences={audience for guideline in guidelines for audience in guideline.audiences},
            within=self._within(),
        )

    def _within(self) -> dict[str, list[str]]:
        """Each audience with those within it."""
        audiences = self.handbook.vocabularies["audiences"]
        return {word.id: sorted(audiences.within(word.id)) for word in audiences}

    def roles_compared(self, write: Writer) -> Markup:
        """The advisers side by side."""
        return self.fill("compare_roles.html", write, roles=[role for role in self.handbook.roles if role.compared])

    def coverage(self, write: Writer) -> Markup:
        """Each remedy, and where it lives."""
        answers: dict[str, list[Entry]] = {remedy.id: [] for remedy in self.handbook.vocabularies["remedies"]}
        for entry in sorted(self.handbook, key=lambda entry: (entry.KIND.folder, sort_key(entry.title))):
            for remedy in entry.remedies:
                answers[remedy].append(entry)
        missing = {
            remedy.id: [kind for kind in remedy.kinds if kind not in _answered(remedy.id, answers[remedy.id])]
            for remedy in self.handbook.vocabularies["remedies"]
        }
        return self.fill("coverage.html", write, answers=answers, missing=missing, site_answers=_ANSWERED_BY_THE_SITE)

    def chart(self, write: Writer) -> Markup:
        """The organisation chart as a picture, with a text equivalent."""
        return self.fill("organisation_chart.html", write, chart=organisation_chart(self.handbook.teams), teams=self.handbook.teams)

    def who_can_help(self, write: Writer) -> Markup:
        """The person in the middle and the kinds of help around, as a picture and as text."""
        return self.fill("who_can_help.html", write, segments=wheel(self.handbook.services), size=SIZE)

    def year_planner(self, write: Writer) -> Markup:
        """Requests, meetings, events, work and training by term."""
        terms = [(term, [date for date in self.handbook.calendar if date.term == term]) for term in ("autumn", "spring", "summer")]
        runs: dict[str, list[tuple[Course, Run]]] = {term: [] for term, _ in terms}
        for entry in self.handbook.courses:
            for run in entry.sessions:
                runs[term_of(run.start)].append((entry, run))
        return self.fill("year_planner.html", write, terms=terms, runs=runs, sorts=_SORTS)

    def feedback(self, entry: Entry) -> str:
        """A mailto address for remarks on an entry."""
        subject = quote(f"{self.handbook.settings.name}: {entry.title} ({entry.address})")
        body = quote(
            f"Page: {self.handbook.settings.site_url}{entry.address}/\n\nWhat is wrong or missing:\n\n"
            "Please name no young person here.\n"
        )
        return f"mailto:{self.handbook.settings.feedback}?subject={subject}&body={body}"

    def interest(self, course: Course) -> str:
        """A mailto address for people who would come to a course."""
        subject = quote(f"{self.handbook.settings.name}: interested in {course.title}")
        body = quote("School or team:\n\nHow many people:\n\nWhen it would suit you:\n\n")
        return f"mailto:{self.handbook.settings.feedback}?subject={subject}&body={body}"

    def quiz(self, write: Writer, number: int) -> Markup:
        """So many questions on words that people confuse; the pairs of the first 20 words come first."""
        return self.fill("quiz.html", write, questions=questions(self.handbook.first_pairs[:number]))

    def course_index(self, write: Writer) -> Markup:
        """The INSET catalogue, with filters."""
        courses = self.handbook.courses
        audiences = {audience for course in courses for audience in course.audiences}
        return self.fill("courses.html", write, courses=courses, audiences=audiences, within=self._within())

    def _defined_term(self, term: Term) -> Markup:
        return _script(defined_term(term, self.handbook))

    def _linked_course(self, entry: Course) -> Markup:
        return _script(course(entry, self.handbook))

    def _standards(self, entry: Entry, write: Writer) -> Markup:
        """The standard parts that stand on an entry's page."""
        chosen = self.handbook.standards_for(getattr(entry, "topics", ()))
        return self.fill("standards.html", write, standards=chosen)

    def _word_path(self, entry: Entry, part: Any) -> str:
        return word_path(entry.address, part.id)

    def _label(self, vocabulary: str, word: str) -> str:
        return self.handbook.vocabularies[vocabulary][word].label


def _answered(remedy: str, entries: Iterable[Entry]) -> set[str]:
    """The kinds of answer that a remedy has by now."""
    kinds = {entry.KIND.answers or entry.KIND.name for entry in entries}
    return kinds | {"site"} if remedy in _ANSWERED_BY_THE_SITE else kinds


def index_rows(terms: Sequence[Term]) -> list[tuple[str, str, Term]]:
    """(letter, words, term) for each title and each abbreviation, A to Z: an abbreviation stands under both forms."""
    rows = [(term.title, term) for term in terms]
    rows += [(term.abbreviation, term) for term in terms if term.abbreviation]
    rows.sort(key=lambda row: (sort_key(row[0]), row[1].id))
    return [(letter(words), words, term) for words, term in rows]


class Question(NamedTuple):
    """Which of two words is meant by this plain version?"""

    number: int
    right: Term
    wrong: Term
    options: tuple[Term, Term]
    difference: str


def questions(pairs: Iterable[Pair]) -> list[Question]:
    """A question for each pair; the right answer is now the one, now the other, and now first, now second."""
    made = []
    for number, pair in enumerate(pairs, 1):
        right, wrong = (pair.one, pair.other) if number % 2 else (pair.other, pair.one)
        options = (right, wrong) if number % 3 else (wrong, right)
        made.append(Question(number, right, wrong, options, pair.difference))
    return made


def _script(data: dict[str, Any]) -> Markup:
    """Linked data for a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, indent=None)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def must_be_one_of(part: str, parts: Sequence[str]) -> str:
    """Nothing, if the template has the part. Raises ValueError if it hasn't."""
    if part not in parts:
        raise ValueError(f"there is no part '{part}'.{suggestion(part, parts)}")
    return ""


def letter_id(letter: str) -> str:
    """The id of a letter's heading: `letter-a`, and `letter-0` for the figures."""
    return f"letter-{letter[0].lower()}"


def day(date: Any) -> str:
    """A date as people write it: 24 November 2026."""
    return f"{date.day} {date:%B %Y}"


def clock(moment: Any) -> str:
    """The time of day: 13:30."""
    return f"{moment:%H:%M}"


def month(number: int) -> str:
    """The month's name: September for 9."""
    return calendar.month_name[number]


def duration(minutes: int) -> str:
    """A length of time: 1 hour 45 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in ((hours, "hour"), (rest, "minute")) if number]
    return " ".join(parts)


def elapsed(minutes: int) -> str:
    """Time since the beginning: 1:45."""
    return f"{minutes // 60}:{minutes % 60:02}"


def reach(address: str) -> Markup:
    """A link to a web or email address; other words stay as they are."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{0}">{0}</a>').format(address)
    return escape(address)


def times(course: Course) -> list[str]:
    """For how long somebody must be free for it, in one of its forms: about an hour, half a day, a day."""
    lengths = [course.length, *(variant.length for variant in course.also_as)]
    return sorted({"hour" if length <= 75 else "half-day" if length <= 240 else "day" for length in lengths})


def headings(html: str) -> list[dict[str, Any]]:
    """The headings of level 2 and 3 as MkDocs' table of contents takes them, nested."""
    found: list[dict[str, Any]] = []
    for level, anchor, words in _HEADING.findall(html):
        heading = {"level": int(level), "id": anchor, "name": _TAG.sub("", words).strip(), "children": []}
        if level == "3" and found:
            found[-1]["children"].append(heading)
        else:
            found.append(heading)
    return found
