"""Packs as Word files, so that a school can change its copy: the same Markdown, through pandoc, with real controls."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pypandoc
import typst

from macros.handbook import Handbook
from macros.packs import word
from macros.packs.printing import KEYS, Document
from macros.render.fonts import fonts
from macros.render.pictures import pictures

_PERSONAL = re.compile(r"\[[^\]]*\]\(<personal:(\w+)>\)")
_PAGE = re.compile(r"\[[^\]]*\]\(<page:([^>]+)>\)")
_PICTURE = re.compile(r"\(<picture:([a-z-]+)>\)")


class WordMaker:
    """Makes Word files in a folder of its own, in which the model document and the pictures lie."""

    def __init__(self, handbook: Handbook, folder: Path) -> None:
        """Raises OSError, and RuntimeError if pandoc fails."""
        self._site = handbook.settings.site_url
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._model = folder / "model.docx"
        self._model.write_bytes(word.reference(handbook, across=False))
        for name, svg in pictures(handbook).items():
            (folder / f"{name}.png").write_bytes(png(svg, folder))

    def docx(self, document: Document, marked: bool = False) -> bytes:
        """The Word file of a document; `marked`: with marks that `personal` fills in, instead of places to fill in.

        Raises RuntimeError if pandoc fails.
        """
        first, *others = document.parts
        breaks = ("" if part.same_page else "[part](<part:1>)\n\n" for part in others)
        text = "\n\n".join([first.text, *(f"{new}{part.text}" for new, part in zip(breaks, others, strict=True))])
        out = self._folder / f"{document.id}.docx"
        options = [
            f"--reference-doc={self._model}",
            f"--lua-filter={word.FILTER}",
            f"--resource-path={self._folder}",  # so that the file holds the picture's name, not where it lay
            "--metadata=lang:en-GB",
            f"--metadata=title:{document.title}",
            *(
                ["--toc", "--metadata=toc-title:What is in it", f"--toc-depth={document.pack.contents}"]
                if document.pack.contents
                else []
            ),
        ]
        pypandoc.convert_text(
            self._own(text, marked), "docx", format="commonmark+pipe_tables", outputfile=str(out), extra_args=options
        )
        return out.read_bytes()

    def _own(self, text: str, marked: bool) -> str:
        """The text with its pictures as files, its pages as addresses, and something in the places of a school's own values."""
        paged = _PAGE.sub(lambda page: f"[{self._site}{page.group(1)}/]({self._site}{page.group(1)}/)", text)
        pictured = _PICTURE.sub(lambda picture: f"({picture.group(1)}.png)", paged)
        return _PERSONAL.sub(lambda place: (_mark if marked else _blank)(place.group(1)), pictured)


def personal(docx: bytes, values: Mapping[str, str | list[str]]) -> bytes:
    """A marked Word file with a school's values in the places of the marks. Values are text, whatever signs are in them."""
    files = word.unzipped(docx)
    text = files["word/document.xml"].decode()
    for key in KEYS:
        text = text.replace(_mark(key), html.escape(_shown(values.get(key, ""))))
    return word.zipped({**files, "word/document.xml": text.encode()})


def _shown(value: str | list[str]) -> str:
    if isinstance(value, str):
        return value or "________"
    return "; ".join(value) or "none at present"


def _mark(key: str) -> str:
    return f"⟦{key.replace('_', '·')}⟧"


def _blank(key: str) -> str:
    return f"[{key.replace('_', ' ')}](<field:blank:{key.replace('_', '%20')}>)"


def png(svg: str, folder: Path) -> bytes:
    """A picture as PNG, drawn by Typst, so that Word has more than an SVG."""
    (folder / "picture.svg").write_text(svg, encoding="utf-8", newline="\n")
    page = folder / "picture.typ"
    page.write_text('#set page(width: auto, height: auto, margin: 4pt)\n#image("picture.svg")', encoding="utf-8", newline="\n")
    return typst.compile(str(page), root=str(folder), font_paths=fonts(), ignore_system_fonts=True, format="png", ppi=160.0)
