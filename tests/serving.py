"""Serves a folder to a browser or a link checker."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.serving import QuietFiles, answering


class Quiet(QuietFiles):
    """Serves files without a word on each, and tells linkchecker that it needn't go slowly here."""

    def __init__(self, *args: object, extra: Mapping[str, str], **more: object) -> None:
        self.extra = {"LinkChecker": "our own machine", **extra}
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()


@contextlib.contextmanager
def serving(folder: Path, port: int = 0, **headers: str) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served with these headers (`Content_Type="…"`).

    `port`: which one, if not any that is free.
    """
    extra = {name.replace("_", "-"): value for name, value in headers.items()}
    with answering(functools.partial(Quiet, directory=str(folder), extra=extra), port=port) as origin:
        yield f"{origin}/"
