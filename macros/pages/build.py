"""Builds the site beside the old one and puts it in its place at the end, so that a failed build harms nothing."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock
import jinja2

from macros.pages import offline
from macros.pages.heard import Heard
from macros.sources.problems import ProblemsFound

# MkDocs and Material print notices about their own future; they are not the editors' business.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

Tell = Callable[[str], None]


class BuildFailed(Exception):
    """The site couldn't be built; the words say why and what to do."""


def build(root: Path, out: Path, tell: Tell = lambda words: None, for_offline: Path | None = None) -> int:
    """Build the checkout at `root` into `out`; gives the number of pages.

    `for_offline`: where a copy is put that works without a server; a zip of it comes beside it.

    Raises BuildFailed. The old site at `out` is replaced only when the new one is complete.
    """
    building = out.with_name(f".{out.name}-building")
    started = time.monotonic()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out, tell):
            finish(out)
            shutil.rmtree(building, ignore_errors=True)
            try:
                tell("Reading the sources and making the pages …")
                with one_date(root):
                    _make(root, building)
                    if for_offline:
                        tell("Making the copy for use without a network …")
                        offline.make(building, for_offline)
                pages = sum(name.endswith(".html") for _, _, names in os.walk(building) for name in names)
                swap(building, out)
            finally:
                shutil.rmtree(building, ignore_errors=True)
    except ProblemsFound as problems:
        raise BuildFailed(f"{problems}\nPut these right first. The last good site was left as it is.") from problems
    except jinja2.TemplateNotFound as missing:  # an OSError as well, but no matter of the disk
        raise BuildFailed(f"The template '{missing.name}' is missing in macros/pages/templates/ or overrides/.") from missing
    except OSError as error:
        raise BuildFailed(
            f"{error.filename or out} can't be written ({error.strerror or error}). Is the disk full, or the folder "
            "open elsewhere? The last good site was left as it is."
        ) from error
    tell(f"Done in {time.monotonic() - started:.1f} seconds.")
    return pages


def swap(new: Path, out: Path) -> None:
    """Put the folder `new` in the place of `out` by renames; `finish` completes it if it is interrupted."""
    ready, old = _ready(out), _old(out)
    new.rename(ready)
    if out.exists():
        out.rename(old)
    ready.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def finish(out: Path) -> None:
    """Complete or undo a swap that was interrupted."""
    ready, old = _ready(out), _old(out)
    if ready.exists():
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
            out.rename(old)
        ready.rename(out)
    elif old.exists() and not out.exists():
        old.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _ready(out: Path) -> Path:
    return out.with_name(f".{out.name}-ready")


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}-old")


@contextlib.contextmanager
def _alone(out: Path, tell: Tell) -> Iterator[None]:
    lock = filelock.FileLock(out.with_name(f".{out.name}-lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        tell("Another build is running here; waiting for it …")
        try:
            lock.acquire(timeout=300)
        except filelock.Timeout as timeout:
            raise BuildFailed("Another build has been running for five minutes. Stop it, then start again.") from timeout
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def one_date(root: Path) -> Iterator[None]:
    """One date for the whole build: SOURCE_DATE_EPOCH, else the commit's, so that the same sources give the same bytes."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    told = (
        subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False)
        if shutil.which("git")
        else None
    )
    date = told.stdout.strip() if told and told.returncode == 0 else ""
    os.environ["SOURCE_DATE_EPOCH"] = date or "1795478400"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


def _make(root: Path, building: Path) -> None:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from macros.pages import second

    heard = Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    collecting = gc.isenabled()
    gc.disable()  # nearly all that is made lives until the end: to look for waste on and on takes time and finds none
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(building))
        mkdocs_build(config)
    except (MkDocsException, SystemExit) as error:
        cause = error.__cause__
        if isinstance(cause, ProblemsFound):
            raise cause from None
        raise BuildFailed("\n".join([*heard.words, *_told(error), "The last good site was left as it is."])) from error
    finally:
        second.stop()
        if collecting:
            gc.enable()
        logging.getLogger("mkdocs").removeHandler(heard)


def _told(error: BaseException) -> list[str]:
    """The error's own words; a bare exit status says nothing."""
    return [] if isinstance(error, SystemExit) else [str(error)]
