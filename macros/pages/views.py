"""Every view of the handbook that pages show, as HTML. Pure: a view depends on the Handbook, the templates and its arguments."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.embeds.texts import LENGTHS, Embed, embeds, filled
from macros.handbook import Handbook, Pair
from macros.ordering import letter, sort_key
from macros.pages import filters
from macros.pages.filters import words_of
from macros.pages.mail import Form, interest_form, mailto, reply_form
from macros.render.addresses import form_path, slides_path, word_path
from macros.render.chart import organisation_chart
from macros.render.linked_data import course, defined_term
from macros.render.templates import environment
from macros.render.wheel import SIZE, wheel
from macros.render.writer import Writer, markdown
from macros.sources.entry import Entry
from macros.sources.kinds.calendar_date import term_of
from macros.sources.kinds.course import Course, Run
from macros.sources.kinds.pack import Pack
from macros.sources.kinds.snippet import Snippet
from macros.sources.kinds.term import Term
from macros.sources.problems import suggestion
from macros.sources.published import Version
from macros.sources.vocabularies import Vocabulary

A_TO_Z = "glossary/a-to-z.html"
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
_ANSWERED_BY_THE_SITE = {"R8": "about/tell-us/", "R12": ""}


class Views:
    """Fills the templates. One instance serves a whole build; each page gives its own `Writer`."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self._jinja = environment(_TEMPLATES)
        self._jinja.globals.update(
            handbook=handbook,
            settings=handbook.settings,
            vocabularies=handbook.vocabularies,
            defined_term=self._defined_term,
            label=self._label,
            must_be_one_of=must_be_one_of,
            standards=self._standards,
            interest=interest_form,
            live_form=self._live_form,
            mailto=self._mailto,
            useful=self._useful,
            linked_course=self._linked_course,
            form_path=form_path,
            slides_path=slides_path,
            word_path=self._word_path,
            write_row=self._row,
            trainers_pack=self._trainers_pack,
            taken_away=self._taken_away,
            versions_of=self._versions_of,
        )
        self._jinja.filters.update(filters.ALL)

    @cached_property
    def _embeds(self) -> Mapping[str, Embed]:
        return embeds(self.handbook.released("embeds"))

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

    def a_to_z(self) -> str:
        """The whole glossary as one file, and nothing else needed: links stay in it, or name the site in full."""
        write = _OneFile(self.handbook)
        letters: dict[str, str] = {}
        for term in self.handbook.terms:
            letters.setdefault(letter(term.title), term.id)
        return f"{self.fill('a_to_z.html', write, letters=list(letters.items()))}\n"

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

    def _audiences(self) -> Vocabulary:
        return self.handbook.vocabularies["audiences"]

    def _within(self) -> dict[str, list[str]]:
        """Each audience with those within it."""
        return {word.id: sorted(self._audiences().within(word.id)) for word in self._audiences()}

    def _around(self) -> dict[str, list[str]]:
        """Each audience with those within it and those that hold it."""
        return {word.id: sorted(self._audiences().around(word.id)) for word in self._audiences()}

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

    def useful(self, write: Writer, path: str, title: str, young: bool) -> Markup:
        """The question whether a page was useful. `path`: the page's, from the site's root; `young`: it is for young people."""
        return self.fill("useful.html", write, path=path, title=title, young=young)

    def form(self, write: Writer, form: Form) -> Markup:
        """A form to fill in on the page, sent to the address in `handbook.yml`, or opened as an email."""
        return self.fill("form.html", write, form=form)

    def consultation(self, write: Writer) -> Markup:
        """What schools are asked about at present, and what else is not agreed yet."""
        asked = [entry for entry in self.handbook if entry.consultation]
        asked.sort(key=lambda entry: (entry.consultation.closes, entry.place) if entry.consultation else ())
        return self.fill("consultation.html", write, asked=[(entry, reply_form(entry)) for entry in asked])

    def quiz(self, write: Writer, number: int) -> Markup:
        """So many questions on words that people confuse; the pairs of the first 20 words come first."""
        return self.fill("quiz.html", write, questions=questions(self.handbook.first_pairs[:number]))

    def course_index(self, write: Writer) -> Markup:
        """The INSET catalogue, with filters."""
        courses = self.handbook.courses
        audiences = {audience for course in courses for audience in course.audiences}
        runs = sorted(((run.start, course, run) for course in courses for run in course.sessions), key=lambda row: row[0])
        return self.fill("courses.html", write, courses=courses, audiences=audiences, within=self._around(), runs=runs)

    def directory(self, write: Writer, model: type[Entry]) -> Markup:
        """All entries of a kind that share a page, with filters."""
        entries = self.handbook.of(model)
        return self.fill(
            "directory.html",
            write,
            kind=model.KIND,
            entries=entries,
            used={way.field: {word for entry in entries for word in words_of(entry, way.field)} for way in model.KIND.filters},
            audiences={audience for entry in entries for audience in entry.audiences},
            within=self._within(),
        )

    def chooser(self, write: Writer) -> Markup:
        """Where one chooses a text for one's own pages: which, for whom, how long, in which form."""
        shelves = [(shelf.label, shelf.id) for shelf in self.handbook.vocabularies["snippet-shelves"]]
        others = (("Roles", "roles"), ("Kinds of help", "directory/services"), ("Words of the glossary", "glossary"))
        texts = [embed for embed in self._embeds.values() if not embed.retired]
        groups = [(label, [text for text in texts if getattr(text.entry, "shelf", "") == shelf]) for label, shelf in shelves]
        groups += [(label, [text for text in texts if text.entry.KIND.folder == folder]) for label, folder in others]
        audiences = {audience for text in texts for audience in text.entry.audiences}
        return self.fill("chooser.html", write, groups=groups, audiences=audiences, around=self._around())

    def published(self, write: Writer) -> Markup:
        """What was given out for others' pages, the newest first, with what changed."""
        given = [(one.date, embed, one) for embed in self._embeds.values() for one in self.handbook.published.get(embed.name, ())]
        given.sort(key=lambda row: (-row[0].toordinal(), row[1].entry.KIND.folder != "snippets", row[1].name))
        days = [(day, list(rows)) for day, rows in itertools.groupby(given, key=lambda row: row[0])]
        return self.fill("published.html", write, days=days)

    def safety(self, write: Writer, topics: Iterable[str]) -> Markup:
        """The standard parts that stand on a page with these topics."""
        return self.fill("standards.html", write, standards=self.handbook.standards_for(topics))

    def _trainers_pack(self, course: Course) -> str:
        """The path of a course's own pack without its ending; nothing if there is none."""
        packs = self.handbook.released("packs").of(Pack)
        return next((f"{pack.address}-{course.id}" for pack in packs if pack.one_for_each == course.KIND.folder), "")

    def _taken_away(self, entry: Entry) -> list[tuple[Embed, list[tuple[str, Markup, int]]]]:
        """A snippet in each of its languages: (length, HTML, number of words), with "our school" in its places."""
        found = []
        for embed in self._embeds.values():
            if embed.entry.address == entry.address:
                texts = [(length, filled(embed.text(length))) for length in LENGTHS]
                found.append((embed, [(length, markdown(text), len(text.split())) for length, text in texts]))
        return found

    def _versions_of(self, name: str) -> tuple[Version, ...]:
        return self.handbook.published.get(name, ())

    def _row(self, entry: Entry, write: Writer) -> Markup:
        return self.entry(entry, write, "row")

    def _useful(self, entry: Entry, write: Writer) -> Markup:
        young = "young-people" in entry.audiences and not isinstance(entry, Snippet)  # a snippet's own page is read by staff
        return self.useful(write, f"{entry.address}/", entry.title, young)

    def _live_form(self, form: Form, write: Writer) -> Markup:
        return self.form(write, form)

    def _mailto(self, subject: str, *lines: str) -> str:
        return mailto(self.handbook.settings, subject, *lines)

    def _defined_term(self, term: Term) -> Markup:
        return _script(defined_term(term, self.handbook))

    def _linked_course(self, entry: Course) -> Markup:
        return _script(course(entry, self.handbook))

    def _standards(self, entry: Entry, write: Writer) -> Markup:
        """The standard parts that stand on an entry's page."""
        return self.safety(write, getattr(entry, "topics", ()))

    def _word_path(self, entry: Entry, part: Any) -> str:
        return word_path(entry.address, part.id)

    def _label(self, vocabulary: str, word: str) -> str:
        return self.handbook.vocabularies[vocabulary][word].label


class _OneFile(Writer):
    """Writes a file that holds all terms and stands alone."""

    def href(self, address: str) -> str:
        """A term's place in the file; what isn't in it by its whole address."""
        folder, _, name = address.rpartition("/")
        return f"#{name}" if folder == Term.KIND.folder else f"{self.handbook.settings.site_url}{super().href(address)}"


def a_to_z_style() -> str:
    """The style that stands in the one file."""
    return (_TEMPLATES / "a_to_z.css").read_text(encoding="utf-8").strip()


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
