"""Reads all sources below a root and gives back checked models, or every problem at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.sources import kinds, published, queries, yaml_marks
from macros.sources.entry import Entry
from macros.sources.explain import explain
from macros.sources.fields import ID, Asked, Known
from macros.sources.kept import Kept
from macros.sources.problems import Level, Problem, did_you_mean
from macros.sources.published import PUBLISHED, Published
from macros.sources.queries import Queries
from macros.sources.settings import Settings
from macros.sources.vocabularies import WORDS, Vocabulary, Word
from macros.sources.yaml_marks import Document, Location

NEEDED = ("audiences", "remedies", "role-groups", "statuses", "topics", "wording", "year-groups")
"""The vocabularies that the handbook itself asks for by name; the others are known by the kinds that use them."""

M = TypeVar("M", bound=BaseModel)
_ALIASES = TypeAdapter(dict[str, str])


@dataclass
class Sources:
    """What was read, and what was wrong with it. Use the models only if `problems` is empty.

    `kept`: what was worked out from the sources, for the next time that they are read.
    """

    root: Path
    kept: Kept = field(default_factory=Kept)
    settings: Settings | None = None
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    published: Published = field(default_factory=dict)
    queries: Queries = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: str, location: Location, message: str, level: Level = "error") -> None:
        """Note a problem with the value at `location` of the file at `path` (relative to the root)."""
        mark = self.documents[path].mark(location) if path in self.documents else yaml_marks.Mark(1, 1)
        self.problems.append(Problem(path, mark.line, mark.column, message, level))


def load(root: Path, kept: Kept | None = None) -> Sources:
    """Read `handbook.yml`, `aliases.yml`, `vocabularies/`, `queries/` and the folder of each kind below `root`.

    `kept`: from the last time, so that only files that were saved since are read.
    """
    sources = Sources(root, kept or Kept())
    there = {path.stem for path in (root / "vocabularies").glob("[!_.]*.yml")}
    sources.vocabularies = {name: _vocabulary(sources, name) for name in sorted(there.union(NEEDED))}
    names = {folder: _names(sources, folder) for folder in kinds.models()}
    words = {name: vocabulary.ids() for name, vocabulary in sources.vocabularies.items()}
    ids = {folder: frozenset(found) for folder, found in names.items()}
    known = sources.kept.get("known", (words, ids), lambda: Known(words, ids))
    for folder, model in kinds.models().items():
        sources.entries[folder] = _entries(sources, folder, names[folder], model, known)
    sources.settings = _validated(sources, "handbook.yml", Settings, known)
    sources.aliases = _aliases(sources, known)
    sources.published = _published(sources, known)
    sources.queries = _queries(sources, ids)
    return sources


def _document(sources: Sources, path: str, most: int = yaml_marks.MAX_BYTES) -> Document:
    stamp = _stamp(f"{sources.root}/{path}")
    document = sources.kept.get(("document", path), stamp, lambda: yaml_marks.read(sources.root / path, most))
    sources.documents[path] = document
    sources.problems.extend(Problem(path, line, column, message) for (line, column), message in document.faults)
    return document


def _stamp(path: str) -> tuple[object, ...]:
    """What differs whenever a file was saved: its size, its time in nanoseconds, its place on the disk."""
    try:
        stat = os.stat(path)
    except OSError:
        return (None,)
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _note(sources: Sources, path: str, document: Document, error: ValidationError) -> None:
    sources.problems.extend(_explained(path, document, error, None))


def _explained(path: str, document: Document, error: ValidationError, model: type[BaseModel] | None) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(
            other is not detail and other["loc"][: len(detail["loc"])] == detail["loc"] for other in details
        ):
            continue  # the list is short only because some of its items are wrong, and each of these is told of
        mark, message = explain(detail, document, model)
        yield Problem(path, mark.line, mark.column, message)


def _validated(
    sources: Sources, path: str, model: type[M], known: Known, extra: Mapping[str, Any] = MappingProxyType({})
) -> M | None:
    document = _document(sources, path)
    if document.faults:
        return None
    if not isinstance(document.data, dict):
        sources.problem(path, (), "the file must hold names with values, like 'title: Drop-in session'.")
        return None

    def validate() -> _Validated:
        asked = Asked(known.vocabularies, known.ids)
        try:
            return _Validated(model.model_validate({**extra, **document.data}, context=asked), (), asked)
        except ValidationError as error:
            return _Validated(None, tuple(_explained(path, document, error, model)), asked)

    validated = sources.kept.get(("model", path), (document,), validate, lambda validated: validated.holds(known))
    sources.problems.extend(validated.problems)
    return cast("M | None", validated.model)


class _Validated(NamedTuple):
    """A model, or what is wrong with it; and what was asked to find that out."""

    model: BaseModel | None
    problems: tuple[Problem, ...]
    asked: Asked

    def holds(self, known: Known) -> bool:
        """Whether it would be the same with these words and ids. What is wrong may depend on all of them."""
        same = self.asked.ids is known.ids and self.asked.vocabularies is known.vocabularies
        return same or (self.model is not None and self.asked.would_hold(known))


def _vocabulary(sources: Sources, name: str) -> Vocabulary:
    path = f"vocabularies/{name}.yml"
    document = _document(sources, path)

    def validate() -> tuple[tuple[Word, ...], tuple[Problem, ...]]:
        try:
            return WORDS.validate_python([] if document.faults else document.data), ()
        except ValidationError as error:
            return (), tuple(_explained(path, document, error, None))

    words, problems = sources.kept.get(("words", path), (document,), validate)
    sources.problems.extend(problems)
    found = {}
    for number, word in enumerate(words):
        if word.id in found:
            sources.problem(path, (number, "id"), f"'{word.id}' stands in this list a second time. Keep one of them.")
        found[word.id] = word
    for number, word in enumerate(words):
        if word.broader is not None and word.broader not in found:
            sources.problem(
                path, (number, "broader"), f"there is no '{word.broader}' in this list.{did_you_mean(word.broader, found)}"
            )
    return Vocabulary(name, found)


def _names(sources: Sources, folder: str) -> list[str]:
    """The ids that a folder's files give, in the order of the files' names."""
    names = []
    for name, is_folder in _listed(sources.root / folder):
        if name.startswith((".", "_")) or is_folder:
            continue
        stem, dot, ending = name.rpartition(".")
        if ending == "yml" and ID.fullmatch(stem):
            names.append(stem)
        elif dot and ending.lower() in ("yml", "yaml"):
            wanted = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in stem.lower()).split())
            said = (
                "the file's name may hold small letters, digits and hyphens only, and ends in .yml. "
                f"Rename it: {wanted or 'name'}.yml"
            )
            sources.problems.append(Problem(f"{folder}/{name}", 1, 1, said))
        else:
            said = "only .yml files live here. Move this file elsewhere, or rename it."
            sources.problems.append(Problem(f"{folder}/{name}", 1, 1, said))
    return names


def _listed(folder: Path) -> list[tuple[str, bool]]:
    """Name of each thing in a folder, and whether it is a folder itself; nothing if there is no such folder."""
    try:
        with os.scandir(folder) as items:
            return sorted((item.name, item.is_dir()) for item in items)
    except FileNotFoundError:
        return []


def _entries(sources: Sources, folder: str, names: Iterable[str], model: type[Entry], known: Known) -> dict[str, Entry]:
    found = {}
    for name in names:
        path = f"{folder}/{name}.yml"
        entry = _validated(sources, path, model, known, {"id": name})
        if entry is not None and entry.id != name:
            sources.problem(path, ("id",), f"the id must be the file's name, '{name}'. Take the line out, or rename the file.")
        elif entry is not None:
            found[entry.id] = entry
    return found


def _aliases(sources: Sources, known: Known) -> dict[str, str]:
    document = _document(sources, "aliases.yml")
    if document.faults:
        return {}
    try:
        aliases = _ALIASES.validate_python(document.data or {})
    except ValidationError as error:
        _note(sources, "aliases.yml", document, error)
        return {}
    for old, new in aliases.items():
        folder, _, name = new.rpartition("/")
        if name not in known.ids.get(folder, ()):
            sources.problem("aliases.yml", (old,), f"there is no '{new}'. Write folder/id of the entry that it became.")
        folder, _, name = old.rpartition("/")
        if folder not in known.ids or not ID.fullmatch(name):
            sources.problem("aliases.yml", (old,), f"'{old}' isn't an address. Write folder/id as it was published.")
        elif name in known.ids[folder]:
            sources.problem("aliases.yml", (old,), f"'{old}' still exists. Take this line out, or delete {old}.yml.")
    return aliases


def _published(sources: Sources, known: Known) -> Published:
    """What was given out; nothing where nothing was yet. What was given out and is gone without a trace is a problem."""
    if not (sources.root / published.PATH).exists():
        return {}
    document = _document(sources, published.PATH)
    try:
        found = PUBLISHED.validate_python({} if document.faults else document.data or {})
    except ValidationError as error:
        _note(sources, published.PATH, document, error)
        return {}
    for name, versions in found.items():
        if not (_is_there(name, known) or name in sources.aliases):
            sources.problem(
                published.PATH,
                (name,),
                f"'{name}' was given out, and others' pages may hold it, but it is gone. Write in aliases.yml what it has become, "
                "or bring its file back (a snippet's with retired: in it).",
            )
        if [version.version for version in versions] != list(range(1, len(versions) + 1)):
            sources.problem(published.PATH, (name,), "the versions must run 1, 2, 3 … Bring back this file as it was before.")
    return found


def _is_there(name: str, known: Known) -> bool:
    """Whether there is an entry of this name; a translation's name ends in its language."""
    folder, _, last = name.rpartition("/")
    if folder in known.ids:
        return last in known.ids[folder]
    folder, _, last = folder.rpartition("/")
    return last in known.ids.get(folder, ())


def _queries(sources: Sources, ids: Mapping[str, frozenset[str]]) -> Queries:
    """The queries of each page. A query leads to one page only, and no file may lie there unread."""
    folders = {queries.path(folder): folder for folder in (*ids, queries.PAGES)}
    found: dict[str, queries.Found] = {}
    for path in queries.files(sources.root):
        if path not in folders:
            near = did_you_mean(path, folders)
            sources.problems.append(Problem(path, 1, 1, f"no kind has this name, so nobody reads the file.{near} Rename it."))
            continue
        document = _document(sources, path, queries.MAX_BYTES)
        if document.faults:
            continue
        if not isinstance(document.data, dict):
            sources.problem(path, (), "the file must hold names of pages, each with its queries below.")
            continue
        folder = folders[path]
        pages = queries.hand_written(sources.root) if folder == queries.PAGES else ids[folder] | _former(folder, sources.aliases)
        read = partial(queries.read, document.data, pages)
        found[folder] = sources.kept.get(("queries", path), (document, pages), read)
    given = (*found, *found.values(), sources.aliases)
    together, again = sources.kept.get("queries", given, lambda: queries.together(found, sources.aliases))
    for folder, (_, faults) in found.items():
        path = queries.path(folder)
        for fault in (*faults, *again.get(folder, ())):
            sources.problems.append(Problem(path, queries.line(sources.documents[path], fault), 1, fault.said))
    return together


def _former(folder: str, aliases: Mapping[str, str]) -> frozenset[str]:
    """The ids that a folder's entries had before they were renamed."""
    return frozenset(old.rpartition("/")[2] for old in aliases if old.rpartition("/")[0] == folder)
