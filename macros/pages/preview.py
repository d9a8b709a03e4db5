"""The site while it is written: pages follow each save; what isn't sound is told, and the sound pages stay."""

from __future__ import annotations

import gc
import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

from macros.handbook import Handbook, read
from macros.pages import search
from macros.pages.current import AT_WORK
from macros.pages.renderer import NotMade, Renderer
from macros.sources import kinds, queries
from macros.sources.kept import Kept
from macros.sources.problems import ProblemsFound

Tell = Callable[[str], None]
_QUIET_SECONDS = 0.5
_SLOW = {"packs/index.html"}
"""Pages for which packs have to be set: they are looked at when somebody opens them."""


class Answer(NamedTuple):
    """What is shown for an address: the file's content, or None where there is none; and whether that is as it should be."""

    content: bytes | None
    sound: bool = True


class Preview:
    """The newest sound state of the sources, and what is wrong with them now. It may be asked from several threads.
    It is closed by leaving it.

    `start` and `version` name the state: when the preview was started, and how many states there were since.
    """

    def __init__(self, root: Path, out: Path, tell: Tell) -> None:
        """`out`: a folder for what is made; `tell` is told in words what happens."""
        self.start = str(time.time_ns())
        self.version = 0
        self._root = root
        self._folders = (out / str(number) for number in itertools.count())
        self._tell = tell
        self._kept = Kept()
        self._news = threading.Condition()
        self._renderer: Renderer | None = None
        self._untried: set[str] = set()
        self._viewed: list[str] = []
        self._last: dict[str, bytes] = {}
        self._wrong: dict[str, str] = {}
        self._looking = threading.Thread()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Show nothing more, and leave nothing at work."""
        with AT_WORK:
            self._renderer = None
        if self._looking.is_alive():
            self._looking.join()

    @property
    def problems(self) -> str:
        """What is wrong now, a line each; or nothing."""
        return "\n".join(dict.fromkeys(self._wrong.values()))

    def follow(self, saved: set[str]) -> None:
        """Take up what was saved: paths from the root (none to begin with). If it isn't sound, the state before stays."""
        started = time.monotonic()
        self._untried |= {path for path in saved if not _is_source(path)}
        try:
            handbook = read(self._root, self._kept)
            with AT_WORK:
                renderer = self._renderer = self._state(handbook)
                self._untried = set()
                self.version += 1
                self._report({})
        except (ProblemsFound, NotMade) as error:
            self._report({"": str(error)})
            return
        if self.version > 1:
            self._tell(f"The pages follow, after {time.monotonic() - started:.2f} seconds.")
        self._looking = threading.Thread(target=self._look_through, args=[renderer], daemon=True)
        self._looking.start()

    def answer(self, path: str) -> Answer:
        """What is shown at a path from the site's root. A page that can't be made is shown as it was when it last could be."""
        with AT_WORK:
            if self._renderer is None:
                return Answer(None, sound=False)
            if path.endswith(".html"):
                self._viewed = [path, *(other for other in self._viewed if other != path)][:3]
            return self._made(self._renderer, path)

    @property
    def news(self) -> dict[str, str]:
        """The state, and what is wrong now."""
        return {"start": self.start, "version": str(self.version), "problems": self.problems}

    def wait(self, known: dict[str, str], seconds: float) -> None:
        """Wait until the news is other than what is known, at most so long."""
        with self._news:
            self._news.wait_for(lambda: self.news != known, seconds)

    def refuse(self, problems: str) -> None:
        """Note that something couldn't be taken up for these reasons."""
        self._report({"": problems})

    def _state(self, handbook: Handbook) -> Renderer:
        """The new state. What was saved beside the sources is tried on the pages that it may concern. Raises NotMade."""
        old = self._renderer
        renderer = Renderer(self._root, next(self._folders), handbook, old.frame if old and not self._untried else None)
        if self._untried:
            written = [path for source, path in renderer.hand_written.items() if source in self._untried]
            everywhere = any(not path.startswith("docs/") for path in self._untried)  # templates, settings
            for path in dict.fromkeys([*written, *self._viewed, *(renderer.one_of_each if everywhere else ())]):
                renderer.file(path)
        return renderer

    def _made(self, renderer: Renderer, path: str) -> Answer:
        try:
            file = renderer.file(path)
        except NotMade as error:
            self._report({**self._wrong, path: str(error)})
            return Answer(self._last.get(path), sound=False)
        content = file.read_bytes() if file else None
        if content and path.endswith(".html"):
            self._last[path] = content
        return Answer(content)

    def _look_through(self, renderer: Renderer) -> None:
        """Make pages while nobody waits: what is wrong with one shouldn't be found only by opening it.

        These are the hand-written ones, one of each sort of the others, and the index of the search: much of what they are made
        from is kept for the next state.
        """
        time.sleep(_QUIET_SECONDS)
        for path in [*renderer.hand_written.values(), *renderer.one_of_each, search.PATH]:
            with AT_WORK:
                if renderer is not self._renderer:
                    return
                if path not in _SLOW:
                    self._made(renderer, path)
        gc.collect()

    def _report(self, wrong: dict[str, str]) -> None:
        if new := [words for path, words in wrong.items() if self._wrong.get(path) != words]:
            self._tell("\n".join(new))
        with self._news:
            self._wrong = wrong
            self._news.notify_all()


def _is_source(path: str) -> bool:
    """Whether a file, by its path from the root, is one of those that the handbook is read from."""
    folder = path.rpartition("/")[0]
    if folder in {"vocabularies", *kinds.models()} or path.startswith(f"{queries.FOLDER}/"):
        return True
    return path in {"handbook.yml", "aliases.yml", "published.yml"}
