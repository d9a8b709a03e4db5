"""What is printed, as Markdown: each entry through the print template of its kind, each pack as one document.

Places that only the paper knows are links of our own, which the filters for Typst and Word turn into what they stand for:
`field:KIND:LABEL/OPTIONS` (to fill in), `personal:KEY` (a school's own), `page:ADDRESS` (the entry's page on the site),
`picture:NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from macros.handbook import Handbook
from macros.packs import word
from macros.packs.markdown import cell, control, filled, plain
from macros.render.pictures import dated, description
from macros.render.templates import environment
from macros.render.words import clock, day, duration, elapsed
from macros.sources.entry import Entry
from macros.sources.kinds.guideline import Guideline, Template
from macros.sources.kinds.pack import FIRST_WORDS, YEAR, Pack, PackPart
from macros.sources.kinds.snippet import SCHOOL
from macros.sources.problems import did_you_mean

_TEMPLATES = Path(__file__).parent / "templates"
_BLANK_LINES = re.compile(r"\n{3,}")
_PIPE = re.compile(r"(?<!\\)\|")
KEYS = (
    "school",
    "address",
    "urn",
    "adviser",
    "adviser_days",
    "adviser_email",
    "adviser_telephone",
    "delivery",
    "agreement_meeting",
    "plan_review",
    "requests",
)
"""What a pack may say of a school, as {school} in its words."""
_IN_LETTERS = re.compile(r"\{(?:(?:the )?name of the school|(?:the |your )?school)\}", re.IGNORECASE)
_PLACE = re.compile(r"\{(" + "|".join(KEYS) + r")\}")


class Document(NamedTuple):
    """A pack, or a pack for one course: its id, its title, what it is about, and its parts."""

    id: str
    title: str
    summary: str
    pack: Pack
    parts: tuple[Printed, ...]

    @property
    def text(self) -> str:
        """All of it as Markdown."""
        return "\n\n".join(part.text for part in self.parts)


class Printed(NamedTuple):
    """A part of a document as Markdown, and how it lies on the paper."""

    text: str
    landscape: bool
    same_page: bool


class Printer:
    """Fills the print templates. One instance serves a whole build."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self._jinja = environment(_TEMPLATES, html=False)
        self._jinja.globals.update(handbook=handbook, settings=handbook.settings, label=self._label, sheets=word.sheets)
        self._jinja.filters.update(
            cell=cell,
            clock=clock,
            control=control,
            day=day,
            duration=duration,
            elapsed=elapsed,
            filled=self._filled,
            folded=folded,
            leaving=leaving,
            plain=plain,
            prose=self.handbook.unlinked,
            quoted=quoted,
        )

    def documents(self, only: str = "") -> Iterator[Document]:
        """Every pack, or only the one with this id; one for each course where a pack says so."""
        for pack in self.handbook.of(Pack):
            for subject in self.handbook.courses if pack.one_for_each else (None,):
                name = f"{pack.id}-{subject.id}" if subject else pack.id
                if only in ("", name):
                    title = f"{pack.title}: {subject.title}" if subject else pack.title
                    summary = subject.summary if subject else pack.summary
                    yield Document(name, title, summary, pack, self._parts(pack, subject))

    def letter(self, address: str) -> Document:
        """A letter of the guidance (`enrichment-days/letter-home`), to be made for each school.

        Raises KeyError with the words to say if there is no such letter.
        """
        name, _, letter = address.removeprefix("guidance/").rpartition("/")
        guideline = self.handbook.entries["guidance"].get(name)
        if not isinstance(guideline, Guideline):
            near = did_you_mean(name, self.handbook.entries["guidance"])
            raise KeyError(f"Write the guidance's id, a stroke, and the letter's: enrichment-days/letter.{near}")
        paper = next((paper for paper in guideline.templates if paper.id == letter and paper.text), None)
        if paper is None:
            with_text = [paper.id for paper in guideline.templates if paper.text]
            raise KeyError(f"guidance/{name}.yml has these texts: {', '.join(with_text)}.{did_you_mean(letter, with_text)}")
        text = self._filled(_IN_LETTERS.sub(lambda place: _personal("school"), paper.text or ""))
        return Document(
            f"{name}-{letter}", paper.title, guideline.title, _alone(paper, guideline), (Printed(tidy(text), False, False),)
        )

    def forms(self) -> Iterator[tuple[Guideline, Template, Document]]:
        """Every template that is to be filled in on screen, as a document of its own."""
        for guideline in self.handbook.guidelines:
            for paper in guideline.templates:
                if paper.fillable:
                    template = self._jinja.get_template("print/guideline.md")
                    text = template.render(entry=guideline, part=paper.id, level=1, titled=False, first=False, fillable=True)
                    wide = len(paper.columns) > word.WIDE
                    pack = _alone(paper, guideline)
                    yield (
                        guideline,
                        paper,
                        Document(paper.id, paper.title, guideline.title, pack, (Printed(tidy(text), wide, False),)),
                    )

    def entry(self, entry: Entry, part: str, level: int, titled: bool = True, first: bool = True) -> str:
        """An entry, or a part of it, under headings from `level` on.

        `titled`: its title is the first of them; `first`: the code that leads to its page stands here.
        """
        template = self._jinja.get_template(f"print/{entry.KIND.name}.md")
        return template.render(entry=entry, part=part, level=level, titled=titled, first=first, fillable=False).strip()

    def _parts(self, pack: Pack, subject: Entry | None) -> tuple[Printed, ...]:
        made = (Printed(tidy(self._part(part, subject)), part.landscape, part.same_page) for part in pack.parts)
        return tuple(part for part in made if part.text)

    def _part(self, part: PackPart, subject: Entry | None) -> str:
        level = 2 if part.heading else 1
        pieces = [f"# {plain(part.heading)}"] if part.heading else []
        if part.text:
            pieces.append(self._filled(_PLACE.sub(lambda place: _personal(place.group(1)), part.text)))
        if part.picture:
            pieces.append(f"![{plain(description(part.picture, self.handbook))}](<picture:{part.picture}>)")
        if part.all_of == YEAR:
            pieces.append(self._jinja.get_template("print/year.md").render(things=dated(self.handbook)))
        chosen = chosen_by(part, self.handbook, subject)
        alone = bool(part.heading) and len(chosen) == 1
        for entry in chosen:
            for show in part.show:
                first = show == part.show[0]
                pieces.append(self.entry(entry, show, level, first and not alone, first))
        return "\n\n".join(pieces) if chosen or part.text or part.picture or part.all_of == YEAR else ""

    def _label(self, vocabulary: str, name: str) -> str:
        return self.handbook.vocabularies[vocabulary][name].label

    def _filled(self, text: str) -> str:
        return filled(self.handbook.unlinked(text))


def _alone(paper: Template, guideline: Guideline) -> Pack:
    """A paper of the guidance as a pack of its own."""
    return Pack.model_construct(
        id=paper.id, title=paper.title, summary=guideline.title, status=guideline.status, personal=True, parts=()
    )


def chosen_by(part: PackPart, handbook: Handbook, subject: Entry | None) -> Sequence[Entry]:
    """The entries of a part, in its order or in that of their kind."""
    if part.itself:
        return [subject] if subject else []
    if part.all_of == FIRST_WORDS:
        return handbook.first_words
    if part.all_of and part.all_of != YEAR:
        return [entry for entry in handbook.in_order(part.all_of) if fits(entry, part, handbook)]
    return [handbook[address] for address in part.entries if address in handbook]


def fits(entry: Entry, part: PackPart, handbook: Handbook) -> bool:
    """Whether each field that `where` names holds what it says."""
    return all(_holds(entry, name, wanted, handbook) for name, wanted in part.where.items())


def _holds(entry: Entry, name: str, wanted: str, handbook: Handbook) -> bool:
    value = getattr(entry, name, None)
    if wanted == "any":
        return bool(value)
    words = handbook.vocabularies["audiences"].within(wanted) if name == "audiences" else {wanted}
    return bool(words & set(value if isinstance(value, tuple) else (str(value),)))


def _personal(key: str) -> str:
    return f"[{key}](<personal:{key}>)"


def folded(text: str) -> str:
    """A text on one line, for an item of a list or a cell of a table."""
    return _PIPE.sub(r"\\|", " ".join(text.split()))


def leaving(text: str) -> str:
    """A text for others' pages as it stands on paper, with "our school" in the places for a name."""
    return SCHOOL.sub(lambda place: "Our school" if place[1] == "S" else "our school", text)


def quoted(text: str) -> str:
    """A label as it stands in a place to fill in."""
    return quote(text, safe="")


def tidy(text: str) -> str:
    """Markdown with one empty line between its pieces."""
    return _BLANK_LINES.sub("\n\n", text).strip()
