"""Whatever is saved in whatever order, the preview shows byte for byte what a plain build makes of it.

`HANDBOOK_MORNINGS=30` tries so many at random; otherwise one is tried, and the same one each time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from macros.packs import packs, word
from macros.pages import views
from macros.pages.preview import Preview
from macros.sources.kinds import models
from tests.checkout import BUILD, contents, copy, run
from tests.conftest import DAY

pytestmark = pytest.mark.slow

KINDS = list(models())
NUMBERS = count()
UNIQUE = re.compile(r"(?m)^(aliases|hidden|abbreviation|confused_with|broader|narrower|related|retired):.*\n((  |- ).*\n)*")


class Desk:
    """An editor's desk: a checkout, and the preview that follows what is saved in it."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root = root
        self.preview = Preview(root, out, lambda words: None)
        self.preview.follow(set())
        assert self.preview.problems == ""

    def save(self, path: str, text: str | None) -> None:
        """Write a file, or delete it. What isn't sound keeps the pages as they are, is told, and is mended at once."""
        file = self.root / path
        before = file.read_text(encoding="utf-8") if file.exists() else None
        shown = self.preview.answer("glossary/neet/index.html"), self.preview.answer("index.html")
        self._put(file, text)
        self.preview.follow({path})
        if self.preview.problems:
            assert (self.preview.answer("glossary/neet/index.html"), self.preview.answer("index.html")) == shown
            self._put(file, before)
            self.preview.follow({path})
            assert self.preview.problems == ""

    def entry(self, kind: str, number: int) -> str:
        """The path of one of a kind's entries."""
        paths = sorted((self.root / kind).glob("[!_]*.yml"))
        return paths[number % len(paths)].relative_to(self.root).as_posix()

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    @staticmethod
    def _put(file: Path, text: str | None) -> None:
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")


def change(desk: Desk, kind: str, number: int) -> None:
    """Other words in an entry."""
    path = desk.entry(kind, number)
    desk.save(
        path, re.sub(r"(?m)^summary: .*\n(?:  .*\n)*", f"summary: Other words {next(NUMBERS)}, about NEET.\n", desk.text(path))
    )


def rename(desk: Desk, kind: str, number: int) -> None:
    path = desk.entry(kind, number)
    desk.save(path, re.sub(r"(?m)^title: .*", f"title: Careers {next(NUMBERS)}", desk.text(path)))


def add(desk: Desk, kind: str, number: int) -> None:
    text = re.sub(r"(?m)^title: .*", f"title: Interviews {next(NUMBERS)}", UNIQUE.sub("", desk.text(desk.entry(kind, number))))
    desk.save(f"{kind}/new-{next(NUMBERS)}.yml", text)


def delete(desk: Desk, kind: str, number: int) -> None:
    """One that was added goes again; others are named elsewhere, and that is told."""
    new = sorted((desk.root / kind).glob("new-*.yml"))
    desk.save(new[0].relative_to(desk.root).as_posix() if new else desk.entry(kind, number), None)


def move(desk: Desk, kind: str, number: int) -> None:
    """A new entry under another name, and the old name leads to it."""
    add(desk, kind, number)
    for path in sorted((desk.root / kind).glob("new-*.yml"))[:1]:
        old, new = f"{kind}/{path.stem}", f"{kind}/moved-{next(NUMBERS)}"
        desk.save(f"{new}.yml", re.sub(r"(?m)^title: .*", f"title: Moved {next(NUMBERS)}", desk.text(f"{old}.yml")))
        if (desk.root / f"{new}.yml").exists():
            desk.save(f"{old}.yml", None)
            if not path.exists():
                desk.save("aliases.yml", f"{desk.text('aliases.yml').replace('{}', '')}\n{old}: {new}\n")


def break_entry(desk: Desk, kind: str, number: int) -> None:
    path = desk.entry(kind, number)
    desk.save(path, f"{desk.text(path)}no-such-name: x\n")


def vocabulary(desk: Desk, kind: str, number: int) -> None:
    names = sorted(path.name for path in (desk.root / "vocabularies").glob("[!_]*.yml"))
    path = f"vocabularies/{names[number % len(names)]}"
    desk.save(path, re.sub(r"label: .*", f"label: Label {next(NUMBERS)}", desk.text(path), count=1))


def query(desk: Desk, kind: str, number: int) -> None:
    """One more of what people type; one in three names a page that there isn't."""
    path = f"queries/{kind}.yml"
    if number % 3 == 0:
        desk.save(path, f"{desk.text(path)}no-such-page: |\n  anything\n")
    else:
        desk.save(path, f"{desk.text(path)}  where is number {next(NUMBERS)} now\n")


def page(desk: Desk, kind: str, number: int) -> None:
    paths = sorted(path.relative_to(desk.root).as_posix() for path in (desk.root / "docs").rglob("*.md"))
    path = paths[number % len(paths)]
    desk.save(path, f"{desk.text(path)}\nMore words {next(NUMBERS)} on NEET and [[adviser]].\n")


def break_page(desk: Desk, kind: str, number: int) -> None:
    wrong = (
        "{{ no_such_macro() }}",
        "{{ term('no-such-term') }}",
        "[[no-such-term]]",
        "[x](no-such-page.md)",
        "[x](index.md#none)",
    )
    desk.save("docs/about/index.md", f"{desk.text('docs/about/index.md')}\n{wrong[number % len(wrong)]}\n")


def new_page(desk: Desk, kind: str, number: int) -> None:
    """A page that no menu has: MkDocs warns of it."""
    desk.save(f"docs/about/page-{next(NUMBERS)}.md", "# A page\n")


def template(desk: Desk, kind: str, number: int) -> None:
    name = ("term.html", "parts.html", "terms.html", "useful.html", "role.html")[number % 5]
    path = f"macros/pages/templates/{name}"
    desk.save(path, f"{desk.text(path)}<!-- {next(NUMBERS)} -->")


def break_template(desk: Desk, kind: str, number: int) -> None:
    path = "macros/pages/templates/term.html"
    desk.save(path, f"{desk.text(path)}{('{% if %}', '{{ no_such_name }}', '{{ entry.none }}')[number % 3]}")


def config(desk: Desk, kind: str, number: int) -> None:
    desk.save("mkdocs.yml", re.sub(r"(?m)^site_description: .*", f"site_description: S{next(NUMBERS)}", desk.text("mkdocs.yml")))


def our_settings(desk: Desk, kind: str, number: int) -> None:
    desk.save("handbook.yml", re.sub(r"(?m)^name: .*", f"name: Handbook {next(NUMBERS)}", desk.text("handbook.yml")))


def override(desk: Desk, kind: str, number: int) -> None:
    desk.save("overrides/404.html", desk.text("overrides/404.html").replace("</h1>", f" {next(NUMBERS)}</h1>"))


def asset(desk: Desk, kind: str, number: int) -> None:
    name = ("handbook.css", "handbook.js", "favicon.svg")[number % 3]
    comment = {"css": "/* {} */", "js": "/* {} */", "svg": "<!-- {} -->"}[name.rpartition(".")[2]]
    desk.save(f"docs/assets/{name}", desk.text(f"docs/assets/{name}") + comment.format(next(NUMBERS)))


Edit = tuple[Callable[[Desk, str, int], None], str, int]
EDITS = (
    change, change, rename, add, delete, move, break_entry, vocabulary, query, page, break_page, new_page,
    template, break_template, config, our_settings, override, asset,
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(tmp_path_factory.mktemp("sound") / "checkout")


NO_PAPER = (
    "from macros.packs import packs, word; packs.make = lambda *given: []; packs.write_forms = word.write = lambda *given: 0; "
)


@pytest.fixture
def morning(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Desk]:
    """Gives a new desk. Its templates are its own, as if the preview had been started in it; papers are left out."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setattr(packs, "make", lambda *given: [])
    for room, name in ((packs, "write_forms"), (word, "write")):
        monkeypatch.setattr(room, name, lambda *given: 0)

    def begin() -> Desk:
        folder = tmp_path / str(next(NUMBERS))
        shutil.copytree(sound, folder / "checkout")
        monkeypatch.setattr(views, "_TEMPLATES", folder / "checkout" / "macros" / "pages" / "templates")
        return Desk(folder / "checkout", folder / "preview")

    return begin


@settings(
    max_examples=int(os.environ.get("HANDBOOK_MORNINGS", "1")),
    deadline=None,
    derandomize="HANDBOOK_MORNINGS" not in os.environ,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(KINDS), st.integers(0, 400)), min_size=12, max_size=16))
def test_the_same_bytes(morning: Callable[[], Desk], edits: list[Edit]) -> None:
    """Each file of the plain site, after a morning's work."""
    desk = morning()
    with desk.preview:
        for edit, kind, number in edits:
            edit(desk, kind, number)
        plain = plain_site(desk.root)

        assert [name for name, content in plain.items() if desk.preview.answer(name).content != content] == []
        assert desk.preview.problems == ""
        assert desk.preview.answer("glossary/no-such-term/index.html").content is None


def plain_site(root: Path) -> dict[str, bytes]:
    """What the theme makes of each page, in one process, by path."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(text.replace("extra:\n", "extra:\n  plain: true\n"), encoding="utf-8")
    done = run(root, NO_PAPER + BUILD)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return contents(root / "site")
