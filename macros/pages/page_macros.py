"""The macros that hand-written pages may call. Each is a view of the handbook; the reference page is made from this module."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from typing import Any, get_args

from markupsafe import Markup

from macros.embeds.buttons import BUTTONS, HEIGHT, WIDTH
from macros.handbook import Handbook
from macros.pages import current
from macros.pages.mail import Form
from macros.pages.views import Views
from macros.render.writer import Writer
from macros.sources.kinds import models
from macros.sources.kinds.guideline import Guideline
from macros.sources.kinds.role import Role
from macros.sources.problems import did_you_mean


class PageMacros:
    """One method a macro. They show the site that is being built at the time when they are called."""

    def __init__(self, url: Callable[[], str]) -> None:
        """`url` gives the address of the page on which a macro is called (`glossary/confused/`)."""
        self._url = url

    @property
    def _views(self) -> Views:
        return current.site().views

    @property
    def _handbook(self) -> Handbook:
        return current.site().handbook

    def _writer(self) -> Writer:
        return current.site().writer(self._url())

    def term(self, name: str, part: str = "answer") -> Markup:
        """A term's plain version and definition; or another part of its page: confused, words, today.

        Example: term("neet", "confused")
        """
        return self._entry("glossary", name, part)

    def terms(self, audience: str = "", category: str = "") -> Markup:
        """Terms with their plain versions, A to Z: all, or those for an audience, or of one shelf.

        Example: terms(audience="parents")
        """
        self._known("audiences", audience)
        self._known("categories", category)
        chosen = self._handbook.for_audience(audience) if audience else self._handbook.terms
        return self._views.terms(self._writer(), (term for term in chosen if category in ("", term.category)))

    def first_words(self) -> Markup:
        """The 20 words to know first, in the order of handbook.yml.

        Example: first_words()
        """
        return self._views.terms(self._writer(), self._handbook.first_words)

    def glossary_index(self) -> Markup:
        """The whole glossary A to Z, with jump letters and filters.

        Example: glossary_index()
        """
        return self._views.glossary_index(self._writer())

    def confused_pairs(self) -> Markup:
        """Every pair of terms that people confuse, side by side.

        Example: confused_pairs()
        """
        return self._fill("confused_pairs.html")

    def then_and_now(self) -> Markup:
        """Terms with what they are called, or were replaced by, today.

        Example: then_and_now()
        """
        return self._fill("then_and_now.html")

    def whole_glossary(self) -> Markup:
        """Every term with its definition on one page, to print.

        Example: whole_glossary()
        """
        return self._fill("whole_glossary.html")

    def role(self, name: str, part: str = "answer") -> Markup:
        """What a role is for; or another part of its page: work, reach, week.

        Example: role("guidance-personal-adviser", "reach")
        """
        return self._entry("roles", name, part)

    def roles(self, group: str = "", form: str = "") -> Markup:
        """Roles as cards: all, or those of a group (connexions, school), or of a form (post, duty, specialism).

        Example: roles(group="school")
        """
        self._known("role-groups", group)
        forms = get_args(Role.model_fields["form"].annotation)
        if form and form not in forms:
            raise ValueError(f"roles: there is no form '{form}'. You can write: {', '.join(forms)}.")
        chosen = [role for role in self._handbook.roles if group in ("", role.group) and form in ("", role.form)]
        return self._fill("roles.html", roles=chosen) if chosen else self._fill("withheld.html")

    def compare_roles(self) -> Markup:
        """The four kinds of Personal Adviser side by side.

        Example: compare_roles()
        """
        return self._views.roles_compared(self._writer())

    def which_adviser(self) -> Markup:
        """Questions, and whom to see with each.

        Example: which_adviser()
        """
        return self._fill("which_adviser.html")

    def guideline(self, name: str, part: str = "answer") -> Markup:
        """What a guideline says to do first; or another part: steps, checklists, decisions, templates…, or a part by its id.

        Example: guideline("sharing-action-plans", "decisions")
        """
        return self._entry("guidance", name, part)

    def guidance_index(self) -> Markup:
        """All guidance by topic, with filters.

        Example: guidance_index()
        """
        return self._views.guidance_index(self._writer())

    def course(self, name: str, part: str = "answer") -> Markup:
        """What a course is for; or another part: plan, dates.

        Example: course("cant-say-wont-say", "plan")
        """
        return self._entry("inset", name, part)

    def course_index(self) -> Markup:
        """The INSET catalogue, with filters.

        Example: course_index()
        """
        return self._views.course_index(self._writer())

    def path(self, name: str, part: str = "answer") -> Markup:
        """What a path says to do first; or its steps, or a phase by its id.

        Example: path("first-year-as-co-ordinator", "first-day")
        """
        return self._entry("paths", name, part)

    def quiz(self, number: int = 10) -> Markup:
        """Questions on words that people confuse, with the explanation at each answer.

        Example: quiz(10)
        """
        return self._views.quiz(self._writer(), number)

    def standards(self) -> Markup:
        """The standard parts on safety, visitors, interpreters and small figures.

        Example: standards()
        """
        return self._fill("all_standards.html")

    def organisation_chart(self) -> Markup:
        """The teams of the service as a picture and as a list.

        Example: organisation_chart()
        """
        return self._views.chart(self._writer())

    def who_can_help(self) -> Markup:
        """The picture "Who can help?" with its text equivalent.

        Example: who_can_help()
        """
        return self._views.who_can_help(self._writer())

    def hours_planner(self) -> Markup:
        """Boxes for a school's hours by year group, beside the guideline of 2004. Nothing typed leaves the browser.

        Example: hours_planner()
        """
        hours = [word.number or 0 for word in self._handbook.vocabularies["year-groups"]]
        return self._fill("hours_planner.html", most=max(hours))

    def year_planner(self) -> Markup:
        """The year by term: work, meetings, events, requests, training.

        Example: year_planner()
        """
        return self._views.year_planner(self._writer())

    def contacts(self, specialists: bool = False, level: int = 3) -> Markup:
        """Contacts by role: all, or only those with a specialism; under headings of a level.

        Example: contacts(specialists=True)
        """
        chosen = [contact for contact in self._handbook.contacts if contact.specialism or not specialists]
        return self._fill("contacts.html", contacts=chosen, level=level)

    def directory(self, name: str) -> Markup:
        """All entries of a directory, with filters: resources, lmi-sources, agencies, showcase; or snippets.

        Example: directory("agencies")
        """
        rows = {folder.removeprefix("directory/"): model for folder, model in models().items() if model.KIND.filters}
        if name not in rows:
            raise ValueError(f"directory: there is no '{name}'.{did_you_mean(name, rows)} You can write: {', '.join(rows)}.")
        return self._views.directory(self._writer(), rows[name])

    def safety(self, *topics: str) -> Markup:
        """The standard parts that stand on pages with these topics.

        Example: safety("referral", "employers")
        """
        for topic in topics:
            self._known("topics", topic)
        return self._views.safety(self._writer(), topics)

    def paper_form(self, name: str, template: str) -> Markup:
        """A form of a guideline to fill in on the page: sent to the address in handbook.yml, or opened as an email.

        Example: paper_form("feedback-from-schools", "feedback-form")
        """
        guideline = self._handbook.entries["guidance"].get(name)
        if not isinstance(guideline, Guideline):
            return self._entry("guidance", name, template)
        paper = next((paper for paper in guideline.templates if paper.id == template), None)
        if paper is None or not paper.fields:
            with_fields = [paper.id for paper in guideline.templates if paper.fields]
            raise ValueError(f"guidance/{name}.yml has no form '{template}'.{did_you_mean(template, with_fields)}")
        return self._views.form(self._writer(), Form(paper.id, paper.title, paper.title, paper.fields))

    def consultation(self) -> Markup:
        """What schools are asked about at present, with the last day for answers.

        Example: consultation()
        """
        return self._views.consultation(self._writer())

    def packs(self) -> Markup:
        """The packs to print, with their pages and sizes.

        Example: packs()
        """
        groups = itertools.groupby(current.site().packs, key=lambda made: made.document.pack.id)
        return self._fill("packs.html", packs=[list(group) for _, group in groups])

    def embed_chooser(self) -> Markup:
        """Where one chooses a text for one's own website or newsletter, its length and its form.

        Example: embed_chooser()
        """
        return self._views.chooser(self._writer())

    def link_kit(self) -> Markup:
        """Buttons, codes and links with which others lead to the handbook.

        Example: link_kit()
        """
        return self._fill("link_kit.html", buttons=list(BUTTONS), width=WIDTH, height=HEIGHT)

    def published(self) -> Markup:
        """What was given out for others' pages, version by version.

        Example: published()
        """
        return self._views.published(self._writer())

    def search_page(self) -> Markup:
        """The page of search results, with a choice of where to look.

        Example: search_page()
        """
        return self._fill("search_page.html", shelves=self._handbook.vocabularies["search-shelves"])

    def coverage(self) -> Markup:
        """Each remedy of the study, and where it lives.

        Example: coverage()
        """
        return self._views.coverage(self._writer())

    def review(self) -> Markup:
        """What waits for the service: points to settle, reviews due, drafts.

        Example: review()
        """
        entries = sorted(self._handbook, key=lambda entry: (entry.KIND.folder, entry.id))
        return self._fill("review.html", entries=entries)

    def number(self, folder: str) -> int:
        """How many entries a folder holds.

        Example: number("glossary")
        """
        return len(self._handbook.entries[folder])

    def setting(self, name: str) -> str:
        """A fact from handbook.yml.

        Example: setting("feedback")
        """
        if name not in type(self._handbook.settings).model_fields:
            raise ValueError(
                f"setting: handbook.yml has no '{name}'.{did_you_mean(name, type(self._handbook.settings).model_fields)}"
            )
        return str(getattr(self._handbook.settings, name))

    def macro_reference(self) -> Markup:
        """This list.

        Example: macro_reference()
        """
        return self._fill("macro_reference.html", macros=reference())

    def _fill(self, template: str, **values: Any) -> Markup:
        return self._views.fill(template, self._writer(), **values)

    def _entry(self, folder: str, name: str, part: str) -> Markup:
        """A part of an entry; a word in its place if it isn't let out yet. Raises ValueError if there is no such entry."""
        if name in self._handbook.entries[folder]:
            return self._views.entry(self._handbook.entries[folder][name], self._writer(), part)
        if name in current.site().whole.entries[folder]:
            return self._fill("withheld.html")
        raise ValueError(f"there is no {folder}/{name}.yml.{did_you_mean(name, current.site().whole.entries[folder])}")

    def _known(self, vocabulary: str, word: str) -> None:
        words = self._handbook.vocabularies[vocabulary].words
        if word and word not in words:
            raise ValueError(f"'{word}' isn't in vocabularies/{vocabulary}.yml.{did_you_mean(word, words)}")


def names() -> list[str]:
    """The names of all macros, in the order of this module."""
    return [name for name, member in vars(PageMacros).items() if inspect.isfunction(member) and not name.startswith("_")]


def reference() -> list[dict[str, str]]:
    """Name, words and example of each macro, from its docstring."""
    found = []
    for name in names():
        words, _, example = inspect.getdoc(getattr(PageMacros, name)).partition("Example: ")  # type: ignore[union-attr]
        found.append({"name": name, "words": " ".join(words.split()), "example": example.strip()})
    return found
