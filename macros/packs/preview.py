"""One pack, made again on each save. Only what was saved is read anew, and only the parts that changed are converted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from macros.handbook import Handbook, read
from macros.packs import store, typeset
from macros.packs.printing import Document, Printer
from macros.saves import saved, saves
from macros.sources.kept import Kept
from macros.sources.problems import ProblemsFound, did_you_mean

Tell = Callable[[str], None]


class Preview:
    """A pack in the making: what it was made from the last time is kept."""

    def __init__(self, root: Path, name: str, out: Path, folder: Path) -> None:
        """`name`: the pack's; `out`: where its PDF goes; `folder`: where what it is made of may stand meanwhile."""
        self._root = root
        self._name = name
        self._out = out
        self._folder = folder
        self._date = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
        self._converted: dict[str, str] = {}
        self._kept = Kept()
        self._setter: typeset.Setter | None = None

    def again(self) -> Path:
        """Make the pack from the sources as they are now; gives the PDF's path.

        Raises ProblemsFound, ValueError if there is no such pack, OSError, and typeset.NotSet.
        """
        handbook = read(self._root, self._kept).released("packs")
        document = self._document(handbook)
        typeset.lay_out(handbook, self._folder)
        typeset.prepare(handbook, document, self._folder, self._date, self._converted)
        self._setter = self._setter or typeset.Setter(self._folder)
        self._out.mkdir(parents=True, exist_ok=True)
        path = self._out / f"{document.id}.pdf"
        store.put(path, self._setter.pdf(self._date))
        return path

    def _document(self, handbook: Handbook) -> Document:
        documents = {document.id: document for document in Printer(handbook).documents(self._name)}
        if self._name not in documents:
            known = [document.id for document in Printer(handbook).documents()]
            raise ValueError(f"There is no pack '{self._name}'.{did_you_mean(self._name, known)} There are: {', '.join(known)}.")
        return documents[self._name]


def follow(root: Path, name: str, out: Path, tell: Tell) -> None:
    """Make the pack on each save, until interrupted. Raises ValueError if there is no such pack, and OSError."""
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(root, name, out, Path(folder))
        before = saved(root)
        tell(f"{preview.again()} is there. Save a file, and it follows. Ctrl and C stops it.")
        for _ in saves(root, before):
            started = time.monotonic()
            try:
                preview.again()
                tell(f"Made again in {time.monotonic() - started:.2f} seconds.")
            except (ProblemsFound, typeset.NotSet) as error:
                tell(f"{error}\nThe last good PDF was left as it is.")
