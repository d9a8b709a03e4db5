"""Where `embeds.py` comes to: pages are read from a list, visited, and told about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from macros.embeds.forms import Forms
from macros.embeds.survey import report
from macros.embeds.survey.find import Finder, Found
from macros.embeds.survey.report import Row
from macros.embeds.survey.visit import Visitor
from macros.embeds.texts import embeds, kept
from macros.handbook import Handbook
from macros.schools import schools
from macros.sources.kinds.snippet import Snippet

Tell = Callable[[str], None]
_ADDRESS = re.compile(r"(https?://)?[^\s/:]+(\.[^\s/:]+|:\d+)[^\s]*", re.IGNORECASE)
_TOLD_EACH = 25


class NotDone(Exception):
    """Nothing could be looked at; the words say why and what to do."""


class Wanted(NamedTuple):
    """A page to look at. `holds`: the text that should stand there, "" if any; `surely`: whether one should stand there at all."""

    address: str
    school: str = ""
    holds: str = ""
    surely: bool = False


def look(handbook: Handbook, wanted: list[Wanted], visitor: Visitor, jobs: int, tell: Tell) -> list[Row]:
    """What stands on each page, in the order of the list."""
    finder = Finder(handbook)

    def one(page: Wanted) -> list[Row]:
        seen = visitor.visit(page.address)
        if seen.html is None:
            return [Row(page.address, page.school, Found(page.holds, "", "not read", 0, False, f"Not read: {seen.reason}"))]
        found = finder.find(seen.html, page.school)
        if page.holds and page.holds not in {copy.name for copy in found}:
            found.append(Found(page.holds, "", "gone", 0, False, "The text that stood there isn't there any longer."))
        if not found:
            words = "No text of ours is there any longer." if page.surely else ""
            found = [Found("", "", "gone" if page.surely else "none", 0, False, words)]
        return [Row(page.address, page.school, copy) for copy in found]

    rows: list[Row] = []
    with ThreadPoolExecutor(jobs) as pool:
        for number, found in enumerate(pool.map(one, wanted), 1):
            rows += found
            if number % _TOLD_EACH == 0:
                tell(f"{number} of {len(wanted)} pages.")
    return rows


def pages(source: Path, handbook: Handbook, authority: str, tell: Tell) -> list[Wanted]:
    """The pages of a list: a text file with an address a line, or a file of schools with their websites.

    Rows that can't be used are told. Raises NotDone.
    """
    is_table = source.suffix.lower() == ".csv"
    found = list(_of_schools(source, authority, tell) if is_table else _of_list(source, handbook))
    if not found:
        raise NotDone(f"{source.name} names no page. Write an address on a line: https://www.example.org/careers")
    return found


def write(rows: list[Row], handbook: Handbook, out: Path) -> int:
    """Write the report and the emails to `out`; gives the number of emails. Raises OSError."""
    released = handbook.released("embeds")
    forms, texts = Forms(released), embeds(released)
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.csv").write_text(report.as_csv(rows), encoding="utf-8", newline="")
    (out / "report.json").write_text(report.as_json(rows), encoding="utf-8", newline="\n")
    for old in out.glob("email-*.eml"):
        old.unlink()
    letters = [(row, embed) for row in rows if row.found.state in report.TO_DO and (embed := kept(handbook, texts, row.found.name))]
    for number, (row, embed) in enumerate(letters, 1):
        name = re.sub(r"[^a-z0-9]+", "-", row.address.partition("://")[2].lower() or row.address.lower()).strip("-")[:60]
        message = report.email(row, embed, forms, handbook.settings)
        (out / f"email-{number:03}-{name}.eml").write_bytes(message.as_bytes())
    return len(letters)


def _of_schools(source: Path, authority: str, tell: Tell) -> Iterator[Wanted]:
    found, problems = schools.read_all(source, schools.Filter(authority=authority))
    if not found:
        raise NotDone("\n".join(map(str, problems)))
    for problem in problems:
        tell(str(problem))
    yield from (Wanted(school.website, school.name) for school in found if school.website)


def _of_list(source: Path, handbook: Handbook) -> Iterator[Wanted]:
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise NotDone(f"{source.name} isn't text in UTF-8. Save it as UTF-8, then start again.") from error
    except OSError as error:
        raise NotDone(f"{source} can't be read ({error.strerror or error}). Is the name right?") from error
    wrong = []
    for number, line in enumerate(lines, 1):
        words = line.partition(" #")[0].split()
        if not words or words[0].startswith("#"):
            continue
        if not _ADDRESS.fullmatch(words[0]):
            wrong.append(f"{source.name}:{number}: '{words[0]}' isn't an address. Write it as https://www.example.org/careers")
        elif len(words) > 1 and not isinstance(handbook.entries["snippets"].get(words[1].removeprefix("snippets/")), Snippet):
            wrong.append(f"{source.name}:{number}: there is no text '{words[1]}'. Write an id, as snippets/guidance-pa, or none.")
        else:
            holds = f"snippets/{words[1].removeprefix('snippets/')}" if len(words) > 1 else ""
            yield Wanted(words[0], holds=holds, surely=True)
    if wrong:
        raise NotDone("\n".join(wrong))
