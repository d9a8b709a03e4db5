"""All packs of a handbook as PDF and Word files. What was made once is kept by its content."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from macros.handbook import Handbook
from macros.packs import store, typeset
from macros.packs.pack_word import WordMaker
from macros.packs.printing import Document, Printer
from macros.render.addresses import form_path
from macros.render.pictures import pictures

_HERE = Path(__file__).parent


class Made(NamedTuple):
    """A pack that was made: its document, where its two files are kept, its pages, and their sizes in bytes."""

    document: Document
    pdf: Path
    docx: Path
    pages: int

    @property
    def sizes(self) -> tuple[int, int]:
        """Bytes of the PDF and of the Word file."""
        return self.pdf.stat().st_size, self.docx.stat().st_size


def make(handbook: Handbook, kept: Path, wanted: Iterable[str] = ()) -> list[Made]:
    """Make every pack (or those with the given ids), or take it from `kept`.

    Raises typeset.NotSet, RuntimeError if pandoc fails, and OSError.
    """
    chosen = set(wanted)
    documents = [document for document in Printer(handbook).documents() if not chosen or document.id in chosen]
    if not documents:
        return []
    kept.mkdir(parents=True, exist_ok=True)
    date = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
    salt = _salt(handbook, date)
    places = [(document, kept / _name(document, salt)) for document in documents]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        missing = any(not store.has(path.with_suffix(".docx")) for _, path in places)
        words = WordMaker(handbook, Path(folder) / "word") if missing else None

        def one(document: Document, path: Path) -> Made:
            pdf, docx = path.with_suffix(".pdf"), path.with_suffix(".docx")
            if not store.has(pdf):
                store.put(pdf, setter(handbook, document, Path(folder) / document.id, date).pdf(date))
            if words and not docx.exists():
                store.put(docx, words.docx(document))
            return Made(document, pdf, docx, pages_of(pdf.read_bytes()))

        jobs = [pool.submit(one, document, path) for document, path in places]
        return [job.result() for job in jobs]


def write_forms(handbook: Handbook, kept: Path, out: Path) -> int:
    """Write the PDFs to fill in on screen below `out`, beside their Word files; gives their number. Raises as `make`."""
    forms = list(Printer(handbook).forms())
    if not forms:
        return 0
    from macros.packs.forms import with_fields  # it loads slowly, and not every build needs it

    kept.mkdir(parents=True, exist_ok=True)
    date = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
    salt = _salt(handbook, date)
    for guideline, paper, document in forms:
        path = kept / f"{_name(document, salt)}.pdf"
        if not store.has(path):
            with tempfile.TemporaryDirectory() as folder:
                store.put(path, with_fields(setter(handbook, document, Path(folder), date, fillable=True).pdf(date)))
        target = out / form_path(guideline.address, paper.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return len(forms)


def setter(handbook: Handbook, document: Document, folder: Path, date: datetime, fillable: bool = False) -> typeset.Setter:
    """A setter for one document, with all that it needs in a folder of its own. Raises OSError, and RuntimeError of pandoc."""
    typeset.lay_out(handbook, folder)
    typeset.prepare(handbook, document, folder, date, fillable=fillable)
    return typeset.Setter(folder)


def write(packs: Iterable[Made], out: Path) -> None:
    """Copy the packs to `packs/` below `out`. Raises OSError."""
    (out / "packs").mkdir(parents=True, exist_ok=True)
    for made in packs:
        shutil.copyfile(made.pdf, out / "packs" / f"{made.document.id}.pdf")
        shutil.copyfile(made.docx, out / "packs" / f"{made.document.id}.docx")


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pikepdf  # it loads slowly, and not every build needs it

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _name(document: Document, salt: bytes) -> str:
    shape = document.pack.model_dump_json(exclude={"history", "asks", "confirm"})
    return hashlib.sha256(salt + repr(document.parts).encode() + document.title.encode() + shape.encode()).hexdigest()


def _salt(handbook: Handbook, date: datetime) -> bytes:
    """What all packs hang on: the theme, the settings, the pictures, the programs, the day."""
    files = [(_HERE / name).read_bytes() for name in ("theme.typ", "print.lua", "controls.lua", "forms.py")]
    drawn = json.dumps(pictures(handbook)).encode()
    return b"".join([*files, drawn, handbook.settings.model_dump_json().encode(), typeset.versions().encode(), str(date).encode()])
