"""A build replaces the site only when the new one is whole: whatever happens in between, the last good one stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros.pages.build import BuildFailed, build, finish, swap
from tests.checkout import BUILD, copy, run
from tests.sample import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout with an old site in it."""
    root = copy(tmp_path / "checkout")
    old_site(root)
    return root


def old_site(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the last good site", encoding="utf-8")


def is_old(root: Path) -> bool:
    return (root / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def left_over(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob(".site-*") if path.name != ".site-lock")


@pytest.mark.slow
def test_problems_leave_the_old_site(checkout: Path) -> None:
    """Broken sources are told of, with their place."""
    (checkout / "glossary" / "neet.yml").write_text("title: [\n", encoding="utf-8")

    with pytest.raises(BuildFailed, match=r"(?s)glossary/neet\.yml:2:1: .*problem"):
        build(checkout, checkout / "site")

    assert is_old(checkout)
    assert left_over(checkout) == []


@pytest.mark.slow
def test_a_macro_that_fails_leaves_the_old_site(checkout: Path) -> None:
    """A page that asks for what isn't there stops the build, and one line names page, reason and nearest word."""
    page = checkout / "docs" / "about" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n{{ term("neeet") }}\n', encoding="utf-8")

    with pytest.raises(BuildFailed) as failure:
        build(checkout, checkout / "site")

    assert str(failure.value).splitlines() == [
        "docs/about/index.md: a macro failed: there is no glossary/neeet.yml. Did you mean 'neet'?",
        "The last good site was left as it is.",
    ]
    assert is_old(checkout)


@pytest.mark.slow
def test_a_missing_template_is_named(checkout: Path) -> None:
    """It is told as what it is, and not as a matter of the disk."""
    (checkout / "overrides" / "filled-contents.html").unlink()

    with pytest.raises(BuildFailed, match=r"The template 'filled-contents\.html' is missing"):
        build(checkout, checkout / "site")

    assert is_old(checkout)


@pytest.mark.slow
def test_a_link_to_nothing_stops_the_build(checkout: Path) -> None:
    """Also in a hand-written page, and also as [[…]]."""
    page = checkout / "docs" / "about" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nSee [[neeet]].\n", encoding="utf-8")

    with pytest.raises(BuildFailed, match="neeet"):
        build(checkout, checkout / "site")

    assert is_old(checkout)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_the_old_site(checkout: Path) -> None:
    """A file that can't be written is named, in one line."""
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))\n"
    )
    done = run(checkout, program + BUILD)

    assert done.returncode != 0
    assert "BuildFailed" in done.stderr
    assert "can't be written" in done.stderr
    assert is_old(checkout)


def test_an_output_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file stands where the folder should be: root may not write there either."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(BuildFailed, match="can't be written"):
        build(ROOT, tmp_path / "file" / "site")


PAUSE = (
    "import signal, time; from pathlib import Path; from macros.pages import hosting, second; "
    "signal.signal(signal.SIGINT, signal.default_int_handler); "  # a shell may have started the tests without it
    "pause = lambda *given: (Path('here').touch(), time.sleep(300)); hosting.write = second.Second.done = pause; "
)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl and C is sent otherwise on Windows")
def test_ctrl_c_in_mid_build(checkout: Path) -> None:
    """An interrupted build leaves the old site, and nothing else; neither does its second process, which is still at work."""
    with subprocess.Popen(
        [sys.executable, "-c", PAUSE + BUILD], cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 120
        while not (checkout / "here").exists() and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)

    assert process.returncode != 0
    assert is_old(checkout)
    assert left_over(checkout) == []


@pytest.mark.slow
def test_two_builds_at_once(checkout: Path) -> None:
    """The second waits for the first; both end well, and one whole site is there."""
    processes = [
        subprocess.Popen([sys.executable, "-c", BUILD], cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120) for process in processes]

    assert [process.returncode for process in processes] == [0, 0], told
    assert any("Another build is running" in out for out, _ in told)
    assert not is_old(checkout)
    assert left_over(checkout) == []


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    old_site(tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.html").write_text("new", encoding="utf-8")
    return tmp_path


def test_swap(folders: Path) -> None:
    """The new site stands in the place of the old one, and nothing else is left."""
    swap(folders / "new", folders / "site")

    assert not is_old(folders)
    assert left_over(folders) == []


@pytest.mark.parametrize("renames", [1, 2])
def test_a_swap_that_was_interrupted_is_finished(folders: Path, renames: int) -> None:
    """Stopped after the first or the second rename, the next start puts the new site in its place."""
    (folders / "new").rename(folders / ".site-ready")
    if renames == 2:
        (folders / "site").rename(folders / ".site-old")

    finish(folders / "site")

    assert not is_old(folders)
    assert left_over(folders) == []


def test_finish_brings_an_old_site_back(folders: Path) -> None:
    """The old one was moved away and no new one is there: it comes back."""
    shutil.rmtree(folders / "new")
    (folders / "site").rename(folders / ".site-old")

    finish(folders / "site")

    assert is_old(folders)


def test_finish_does_nothing_when_all_is_well(folders: Path) -> None:
    """A start after a good end changes nothing."""
    finish(folders / "site")

    assert is_old(folders)


@pytest.mark.slow
def test_same_sources_same_bytes(checkout: Path, tmp_path: Path) -> None:
    """Two builds of one checkout, in processes of their own, are identical."""
    for name in ("one", "two"):
        done = run(checkout, BUILD.replace("'site'", f"'../{name}'"))
        assert done.returncode == 0, done.stderr
    one, two = tmp_path / "one", tmp_path / "two"
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())

    assert names == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert [name for name in names if (one / name).read_bytes() != (two / name).read_bytes()] == []
