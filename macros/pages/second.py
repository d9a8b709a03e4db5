"""A second process, which makes entries' pages from the end while MkDocs makes all others; and most of what isn't a page.

It is a copy of the first (`fork`), which Linux makes at no cost; elsewhere there is none. It makes each page by MkDocs' own
functions and writes it, so that nothing has to be handed over but the pages' anchors. If anything is wrong in it, the first
makes it all itself, and meets the error where it can be told.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import NamedTuple

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from macros.pages.heard import Heard

_NAME = "handbook-second"
_PATIENCE_SECONDS = 120.0
_LATER = 2
"""To make so many pages takes as long as the first process needs afterwards to put the theme around one of its own, its share of
what it does alone included."""


class Done(NamedTuple):
    """What the second process tells when it is ready: the anchors of each page that it made, by its source; inline scripts."""

    anchors: dict[str, set[str]]
    inline_scripts: set[str]


class Second:
    """The second process. Both take pages from the same list until there are none left."""

    def __init__(
        self,
        pages: Sequence[File],
        make: Callable[[File], set[str]],
        more: Callable[[], None],
        scripts: Callable[[], set[str]],
    ) -> None:
        """`make` makes a page and gives its anchors; `more` is made before the pages; `scripts`: the inline scripts of these."""
        self._pages = pages
        self._scripts = scripts
        context = multiprocessing.get_context("fork")
        self._lock = context.Lock()
        self._taken = context.RawArray("l", 2)
        receive, send = context.Pipe(duplex=False)
        self._receive = receive
        self._process = context.Process(target=self._work, args=[make, more, send], name=_NAME, daemon=True)
        self._process.start()
        send.close()

    def take(self) -> bool:
        """Whether the next page is for the first process to make. It has to ask in the order of the list.

        It leaves the last ones, since it has to put the theme around its pages later; the second does both in one go.
        """
        return self._take(0, self._taken[0] // _LATER) is not None

    def done(self) -> Done | None:
        """Wait for the second process; None if it failed or got stuck, and nothing that it made may be used."""
        found: Done | None = None
        with contextlib.suppress(EOFError, OSError):
            if self._receive.poll(_PATIENCE_SECONDS):
                found = self._receive.recv()
        self._process.kill()
        self._process.join()
        return found

    def _take(self, who: int, left: int = 0) -> int | None:
        """How many the second process has taken before this one; None if no more than so many are `left`."""
        with self._lock:
            first, second = int(self._taken[0]), int(self._taken[1])
            if first + second + left >= len(self._pages):
                return None
            self._taken[who] += 1
            return second

    def _work(self, make: Callable[[File], set[str]], more: Callable[[], None], send: Connection) -> None:
        heard = Heard()
        logging.getLogger("mkdocs").addHandler(heard)
        with contextlib.ExitStack() as quietly:
            nowhere = quietly.enter_context(open(os.devnull, "w", encoding="utf-8"))
            quietly.enter_context(contextlib.redirect_stdout(nowhere))
            quietly.enter_context(contextlib.redirect_stderr(nowhere))
            quietly.enter_context(contextlib.suppress(BaseException))
            more()
            anchors = {}
            while (number := self._take(1)) is not None:
                page = self._pages[-1 - number]
                anchors[page.src_uri] = make(page)
            if not heard.words:
                send.send(Done(anchors, self._scripts()))


def stop() -> None:
    """End the second process if it is still at work, since the first doesn't wait for it any more."""
    for process in multiprocessing.active_children():
        if process.name == _NAME:
            process.kill()
            process.join()


def start(
    files: Files, config: MkDocsConfig, nav: Navigation, more: Callable[[], None], scripts: Callable[[], set[str]]
) -> Second | None:
    """Start a second process; None where that can't be done, or isn't wanted (`HANDBOOK_PROCESSES=1`).

    `more`, `scripts`: as `Second` takes them.
    """
    processors = int(os.environ.get("HANDBOOK_PROCESSES") or os.cpu_count() or 1)
    if processors < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return None
    pages = files.documentation_pages()
    environment = None

    def make(file: File) -> set[str]:
        nonlocal environment
        if environment is None:
            environment = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
        assert file.page is not None
        build._populate_page(file.page, config, files)
        build._build_page(file.page, config, pages, nav, environment)
        return file.page.present_anchor_ids or set()

    return Second([file for file in pages if file.generated_by], make, more, scripts)
