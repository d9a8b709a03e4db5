"""Generated handbooks on disk: this checkout's code and pages with invented terms, valid by the project's own check."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from benchmarks import invented
from macros.handbook import Handbook, read, references
from macros.sources.kinds import models

ROOT = Path(__file__).resolve().parent.parent
_CODE = ("macros", "overrides", "scripts", "requirements", "vocabularies")
_NO_CACHE = shutil.ignore_patterns("__pycache__")
_HOME = "# Handbook\n\n[The glossary](glossary/index.md)\n"
_GLOSSARY = "# Glossary\n\n{{ glossary_index() }}\n"
_SMALL_SITE = "INHERIT: site.yml\nnav:\n  - Home: index.md\n  - Glossary: glossary/index.md\n"


def whole(root: Path, number: int) -> Handbook:
    """Everything of this checkout at `root`, with `number` invented terms in place of the glossary.

    Raises ValueError if other entries and pages name more terms than that.
    """
    _start(root)
    kinds = {folder.partition("/")[0] for folder in models()} - {"glossary"}
    for name in sorted({"docs", "queries", *kinds}):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=_NO_CACHE)
    return _with_terms(root, number, _wanted(), queried=True)


def small(root: Path, number: int, *, queried: bool = False) -> Handbook:
    """`number` invented terms at `root`, with a home page and an A to Z and nothing else, so that peers can make the same.

    `queried`: with queries for each term.
    """
    _start(root)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    (root / "mkdocs.yml").rename(root / "site.yml")
    texts = {"mkdocs.yml": _SMALL_SITE, "aliases.yml": "{}\n", "docs/index.md": _HOME, "docs/glossary/index.md": _GLOSSARY}
    write(root, texts)
    return _with_terms(root, number, _first_words(), queried=queried)


def write(root: Path, texts: dict[str, str]) -> None:
    """Write each text to its path below `root`."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def as_yaml(data: dict[str, Any]) -> str:
    """Plain data as YAML, the keys in their order."""
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)


def _start(root: Path) -> None:
    for name in _CODE:
        shutil.copytree(ROOT / name, root / name, ignore=_NO_CACHE)
    for path in ROOT.glob("*.yml"):
        shutil.copy(path, root / path.name)
    write(root, {"published.yml": "{}\n"})  # nothing of these was ever given out


def _with_terms(root: Path, number: int, wanted: set[str], *, queried: bool) -> Handbook:
    """Write the terms, and read the handbook as the check does. Raises ProblemsFound if it isn't valid."""
    vocabularies = {path.stem: _ids(path) for path in sorted((root / "vocabularies").glob("*.yml"))}
    made = invented.terms(number, sorted(wanted), vocabularies)
    write(root, {f"glossary/{name}.yml": as_yaml(term) for name, term in made.items()})
    if queried:
        blocks = (f"{name}: |\n" + "".join(f"  {line}\n" for line in lines) for name, lines in invented.queries(made).items())
        write(root, {"queries/glossary.yml": "".join(blocks)})
    return read(root)


def _ids(vocabulary: Path) -> list[str]:
    return [word["id"] for word in yaml.load(vocabulary.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]


def _first_words() -> set[str]:
    return {address.removeprefix("glossary/") for address in read(ROOT).settings.first_words}


def _wanted() -> set[str]:
    """The ids of the terms that something besides the glossary names: entries of other kinds, settings, pages."""
    handbook = read(ROOT)
    addresses = {*handbook.settings.first_words, *handbook.aliases.values()}
    for entry in handbook:
        if entry.KIND.folder != "glossary":
            addresses |= references(entry, handbook)
    named = {address.removeprefix("glossary/") for address in addresses} | set(_quoted((ROOT / "docs").rglob("*.md")))
    return named & set(handbook.entries["glossary"])


def _quoted(pages: Iterable[Path]) -> Iterable[str]:
    for page in pages:
        for link, words in re.findall(r"\[\[([^\]|]+)|[\"']([a-z0-9-]+)[\"']", page.read_text(encoding="utf-8")):
            yield link or words
