"""PDFs to fill in on screen. Typst has no form fields: it sets each place as a link, which becomes a field here.

The structure is kept: what was a Link in the tree is a Form, at the same place of the reading order, so PDF/UA holds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

MARK = "field:"
_MULTILINE = 1 << 12
_PRINTED = 4
_LOOK = "/Helv 10 Tf 0 g"
_CROSS = b"q 1.4 w %.2f %.2f m %.2f %.2f l %.2f %.2f m %.2f %.2f l S Q"


def with_fields(made: bytes) -> bytes:
    """A PDF from Typst with a field in the place of each link to `field:KIND:LABEL`. The same bytes for the same input."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fields = Array()
        names: dict[str, int] = {}
        tree = dict(_parents(pdf))
        for page in pdf.pages:
            annotations: Any = page.obj.get("/Annots", Array())
            for annotation in annotations:
                kind, label = _asked(annotation)
                if kind:
                    names[label] = names.get(label, 0) + 1
                    name = label if names[label] == 1 else f"{label} ({names[label]})"
                    _become_field(pdf, annotation, kind, label, name.replace(".", " "))
                    _become_form(tree.get(int(annotation.StructParent)))
                    fields.append(annotation)
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, DA=String(_LOOK), DR=Dictionary()))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _asked(annotation: Any) -> tuple[str, str]:
    """The kind and the label of the place that a link stands for; two empty texts if it is a link indeed."""
    action = annotation.get("/A")
    address = str(action.get("/URI", "")) if action is not None else ""
    if not address.startswith(MARK):
        return "", ""
    kind, _, label = address.removeprefix(MARK).partition(":")
    return kind, label


def _become_field(pdf: Pdf, annotation: Any, kind: str, label: str, name: str) -> None:
    for key in ("/A", "/Border", "/H", "/Contents"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = Name.Widget
    annotation.T = String(name)
    annotation.TU = String(label)
    annotation.F = _PRINTED
    width, height = _size(annotation)
    if kind == "tick":
        annotation.FT = Name.Btn
        annotation.V = annotation.AS = Name.Off
        cross = _CROSS % (2, 2, width - 2, height - 2, 2, height - 2, width - 2, 2)
        annotation.AP = Dictionary(N=Dictionary(Yes=_drawn(pdf, width, height, cross), Off=_drawn(pdf, width, height, b"")))
    else:
        annotation.FT = Name.Tx
        annotation.DA = String(_LOOK)
        if kind == "lines":
            annotation.Ff = _MULTILINE
        annotation.AP = Dictionary(N=_drawn(pdf, width, height, b"/Tx BMC EMC"))


def _size(annotation: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(number) for number in annotation.Rect)
    return abs(right - left), abs(top - bottom)


def _drawn(pdf: Pdf, width: float, height: float, content: bytes) -> Any:
    box = Array([0, 0, round(width, 2), round(height, 2)])
    return pdf.make_indirect(Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary()))


def _parents(pdf: Pdf) -> Iterator[tuple[int, Any]]:
    """(number, structure element) for each entry of the tree that leads from annotations to structure."""
    waiting: list[Any] = [pdf.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        numbers = list(node.get("/Nums", Array()))
        for number, element in zip(numbers[::2], numbers[1::2], strict=True):
            if isinstance(element, Dictionary):
                yield int(number), element


def _become_form(element: Any) -> None:
    if element is not None and element.get("/S") == Name.Link:
        element.S = Name.Form
