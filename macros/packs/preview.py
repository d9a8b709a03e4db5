"""One pack, made again on each save. Only the entry that was saved is read anew, and only the parts that changed are converted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from macros.handbook import Handbook, read, reread
from macros.packs import packs, typeset
from macros.packs.printing import Document, Printer
from macros.saves import saved
from macros.sources.problems import ProblemsFound, did_you_mean

Tell = Callable[[str], None]
_PAUSE_SECONDS = 0.05


class Preview:
    """A pack in the making: what it was made from the last time is kept."""

    def __init__(self, root: Path, name: str, out: Path, folder: Path) -> None:
        """Raises ProblemsFound, ValueError if there is no such pack, OSError, and typeset.NotSet."""
        self._root = root
        self._name = name
        self._out = out
        self._folder = folder
        self._date = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
        self._converted: dict[str, str] = {}
        self._handbook = read(root).released("packs")
        typeset.lay_out(self._handbook, folder)
        self._setter: typeset.Setter | None = None

    def again(self, changed: set[Path]) -> Path:
        """Make the pack; `changed`: the files saved since the last time. Gives the PDF's path. Raises as `__init__`."""
        if changed:
            self._handbook = self._read(changed)
        document = self._document(self._handbook)
        typeset.prepare(self._handbook, document, self._folder, self._date, self._converted)
        self._setter = self._setter or typeset.Setter(self._folder)
        self._out.mkdir(parents=True, exist_ok=True)
        path = self._out / f"{document.id}.pdf"
        packs.put(path, self._setter.pdf(self._date))
        return path

    def _read(self, changed: set[Path]) -> Handbook:
        one = next(iter(changed)) if len(changed) == 1 else None
        again = reread(self._handbook, self._root, one) if one else None
        if again is None:
            again = read(self._root).released("packs")
            typeset.lay_out(again, self._folder)
        return again

    def _document(self, handbook: Handbook) -> Document:
        documents = {document.id: document for document in Printer(handbook).documents(self._name)}
        if self._name not in documents:
            known = [document.id for document in Printer(handbook).documents()]
            raise ValueError(f"There is no pack '{self._name}'.{did_you_mean(self._name, known)} There are: {', '.join(known)}.")
        return documents[self._name]


def follow(root: Path, name: str, out: Path, tell: Tell) -> None:
    """Make the pack on each save, until interrupted. Raises ValueError if there is no such pack, and OSError."""
    with tempfile.TemporaryDirectory() as folder:
        before = saved(root)
        preview = Preview(root, name, out, Path(folder))
        tell(f"{preview.again(set())} is there. Save a file, and it follows. Ctrl and C stops it.")
        while True:
            time.sleep(_PAUSE_SECONDS)
            now = saved(root)
            changed = {path for path, stamp in now.items() if before.get(path) != stamp} | (before.keys() - now.keys())
            before = now
            if changed:
                started = time.monotonic()
                try:
                    preview.again(changed)
                    tell(f"Made again in {time.monotonic() - started:.2f} seconds.")
                except (ProblemsFound, typeset.NotSet) as error:
                    tell(f"{error}\nThe last good PDF was left as it is.")
