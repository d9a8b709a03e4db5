"""What makes a PDF good to hear and to fill in, and what veraPDF doesn't see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

_HEADING = re.compile(r"H([1-6])")


def lint(path: Path) -> list[str]:
    """Each fault in a line: language, title, headings, header rows, words for pictures, fields and their order."""
    with pikepdf.open(path) as pdf:
        return [*_document(pdf), *_structure(pdf), *_fields(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if str(pdf.Root.get("/Lang", "")) != "en-GB":
        yield f"the language is '{pdf.Root.get('/Lang', '')}', not en-GB"
    shown: Any = pdf.Root.get("/ViewerPreferences", {})
    if not shown.get("/DisplayDocTitle", False) or not str(pdf.docinfo.get("/Title", "")).strip():
        yield "no title is shown"
    for number, page in enumerate(pdf.pages, 1):
        for font in _fonts(page):
            described: Any = font.get("/FontDescriptor", {})
            if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"page {number}: a font isn't in the file"


def _fonts(page: pikepdf.Page) -> Iterator[Any]:
    resources: Any = page.obj.get("/Resources", {})
    for font in dict(resources.get("/Font", {})).values():
        yield from font.get("/DescendantFonts", [font])


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    last = 0
    for element in _elements(pdf.Root.StructTreeRoot):
        role = str(element.get("/S", ""))[1:]
        if heading := _HEADING.fullmatch(role):
            level = int(heading[1])
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level
        elif role == "Table" and not any(str(cell.get("/S", "")) == "/TH" for cell in _elements(element)):
            yield "a table has no header"
        elif role in ("Figure", "Formula"):
            words = str(element.get("/Alt", ""))
            if len(words.split()) < 3 or re.search(r"\.(svg|png|jpe?g)\b", words):
                yield f"the words for a picture say nothing: '{words}'"


def _elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _fields(pdf: pikepdf.Pdf) -> Iterator[str]:
    form: Any = pdf.Root.get("/AcroForm")
    if form is None:
        return
    for field in form.Fields:
        if not str(field.get("/TU", "")).strip():
            yield f"the field '{field.get('/T', '')}' has no label"
    read = [reference.Obj.objgen for reference in _references(pdf.Root.StructTreeRoot)]
    seen = [field.objgen for page in pdf.pages for field in sorted(_widgets(page), key=_place)]
    if read != seen:
        yield "fields are read in another order than they stand in"


def _references(root: Any) -> Iterator[Any]:
    for element in _elements(root):
        if str(element.get("/S", "")) == "/Form":
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
                    yield kid


def _widgets(page: pikepdf.Page) -> list[Any]:
    annotations: Any = page.obj.get("/Annots", [])
    return [annotation for annotation in annotations if str(annotation.get("/Subtype", "")) == "/Widget"]


def _place(field: Any) -> tuple[float, float]:
    """From the top, then from the left."""
    return -round(float(field.Rect[3])), float(field.Rect[0])
