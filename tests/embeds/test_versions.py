"""Versions: a text whose words change gets a new one, once; everything that was given out is known for ever."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from macros.embeds import versions
from macros.embeds.texts import embeds
from macros.handbook import Handbook, read
from macros.sources.kinds.snippet import Retired
from tests import checkout
from tests.embeds import sample_texts
from tests.embeds.sample_texts import NAME, OLD, snippet, with_snippets

TODAY = date(2026, 11, 25)
CHECK = "import runpy, sys; sys.path[:0] = ['scripts', '.']; import setup_tools; setup_tools.ensure = lambda level: None; {}"


def of(real: Handbook, before: Handbook | None = None, **texts: object) -> Handbook:
    """A handbook whose one text has these lengths, and which remembers what another has given out."""
    one = with_snippets(real, sample=snippet("sample", {**OLD, **texts}))  # type: ignore[arg-type]
    return replace(one, published=before.published if before else {})


def published(handbook: Handbook, path: Path, day: date = TODAY) -> Handbook:
    """The handbook after its texts were given out."""
    versions.publish(handbook, day, path)
    return replace(handbook, published=read_back(path))


def read_back(path: Path) -> dict[str, tuple[versions.Version, ...]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: tuple(versions.Version.model_validate(one) for one in given) for name, given in data.items()}


def test_a_new_version_when_words_change(handbook: Handbook, tmp_path: Path) -> None:
    """The old fingerprints stay; a second run changes nothing; the version on the text is the one that is written down."""
    path = tmp_path / "published.yml"
    first = published(of(handbook), path)
    text = path.read_bytes()
    assert versions.publish(first, date(2027, 1, 1), path) == {}
    assert path.read_bytes() == text
    changed = of(handbook, first, line=str(OLD["line"]) + " It helps.")
    assert versions.unpublished(changed) == [NAME]
    assert versions.version(embeds(changed)[NAME], changed.published) == 2
    second = published(changed, path, date(2027, 1, 1))

    assert [one.version for one in second.published[NAME]] == [1, 2]
    assert second.published[NAME][0] == first.published[NAME][0]
    assert second.published[NAME][1].date == date(2027, 1, 1)
    assert versions.version(embeds(second)[NAME], second.published) == 2
    assert versions.unpublished(second) == []


@pytest.mark.parametrize("change", [
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("don't", "don’t"),
    lambda text: text.replace("**", ""),
    lambda text: text.upper().replace("{SCHOOL}", "{school}"),
])  # fmt: skip
def test_signs_make_no_new_version(handbook: Handbook, tmp_path: Path, change: object) -> None:
    """Spaces, quotes, bold and capitals: nobody should be asked to put the same words in again."""
    first = published(of(handbook), tmp_path / "published.yml")

    assert versions.unpublished(of(handbook, first, page=change(OLD["page"]))) == []  # type: ignore[operator]


def test_a_retired_text_stays_at_its_version(handbook: Handbook, tmp_path: Path) -> None:
    """Whatever is done to its words."""
    first = published(of(handbook), tmp_path / "published.yml")
    retired = Retired(date=TODAY, why="Too old.")
    later = replace(first, entries={**first.entries, "snippets": {"sample": snippet("sample", sample_texts.NEW, retired=retired)}})

    assert versions.unpublished(later) == []
    assert versions.version(embeds(later)[NAME], later.published) == 1


def test_pages_that_are_no_texts(handbook: Handbook, tmp_path: Path) -> None:
    """They are noted once, without versions; what stands on a page with others, and what isn't let out, is not."""
    path = tmp_path / "published.yml"
    new = versions.publish(replace(handbook, published={}), TODAY, path)
    written = read_back(path)

    assert (new["guidance/making-referrals"], written["guidance/making-referrals"]) == (0, ())
    assert new["glossary/neet"] == len(written["glossary/neet"]) == 1
    assert not [name for name in new if name.startswith(("directory/agencies/", "packs/", "standards/"))]
    lowest = handbook.settings.lowest_status.model_copy(update={"pages": "agreed"})
    held_back = replace(handbook, settings=handbook.settings.model_copy(update={"lowest_status": lowest}), published={})
    assert "guidance/making-referrals" not in versions.unpublished(held_back)


def test_the_check_says_what_is_behind(handbook: Handbook, tmp_path: Path) -> None:
    """As a note: an editor needn't do anything, since the workflow writes the file."""
    assert versions.stale(published(of(handbook), tmp_path / "published.yml")) is None
    root = checkout.copy(tmp_path / "checkout")
    term = root / "glossary" / "neet.yml"
    term.write_text(term.read_text(encoding="utf-8").replace("plain: ", "plain: Or so. ", 1), encoding="utf-8")
    before = ran(root, "check.py")
    publish = ran(root, "embeds.py", "--publish")
    after = ran(root, "check.py")

    note = "note: published.yml:1:1: new or changed since this was written: glossary/neet. Run: python3 scripts/embeds.py --publish"
    assert note in before.stdout
    assert (before.returncode, publish.returncode, after.returncode) == (0, 0, 0)
    assert publish.stdout == "glossary/neet: version 2\nNew versions: 1. New pages: 0.\n"
    assert "published.yml" not in after.stdout
    assert len(read(root).published["glossary/neet"]) == 2


def ran(root: Path, script: str, *options: str) -> subprocess.CompletedProcess[str]:
    program = CHECK.format(f"sys.argv = {[script, *options]!r}; runpy.run_path('scripts/{script}', run_name='__main__')")
    return subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, encoding="utf-8", check=False)
