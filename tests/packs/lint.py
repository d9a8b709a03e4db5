"""What makes a PDF good to hear and to fill in, and what veraPDF doesn't see; and whether a theme's colours can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

LANGUAGE = "en-GB"
TEXT_CONTRAST = 4.5
LARGE_CONTRAST = 3.0

_HEADING = re.compile(r"H([1-9]\d*)")
_FILE = re.compile(r"\S\.(svg|png|jpe?g|gif|webp|bmp|tiff?|pdf)\b", re.IGNORECASE)
# Words and numbers that only say that there is something to see.
_EMPTY_WORD = re.compile(
    r"\d+|an?|and|of|the|this|image|picture|photo(graph)?|figure|graphic|drawing|diagram|illustration|chart|icon|logo|symbol|"
    r"alt|text|untitled|placeholder|formula|equation"
)
# Operators of a page's content that leave something on it: text, lines and areas, pictures.
_PAINTS = frozenset(["Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"])
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TOUCH = 1.0  # points by which neighbours may overlap and still be told apart


class Pair(NamedTuple):
    """Two colours as #rrggbb that must be told apart: what is written or drawn, and the ground below it."""

    what: str
    ink: str
    ground: str
    large: bool = False
    """True for large text (18 points, or 14 in bold) and for graphics, for which less contrast will do."""


class _Field(NamedTuple):
    """A field to fill in, at a place on a page, in points from the page's lower left corner."""

    name: str
    label: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def stands_before(self, other: _Field) -> bool:
        """Whether it comes first to the eye: on an earlier page, above, or beside and further left."""
        if self.page != other.page:
            return self.page < other.page
        if self.bottom >= other.top - _TOUCH:
            return True
        return other.bottom < self.top - _TOUCH and self.right <= other.left + _TOUCH


@dataclass(frozen=True)
class _Tree:
    """The structure of a PDF: what is a heading, a table and so on, in the order in which it is read out."""

    root: Any
    roles: dict[str, str]
    pages: dict[tuple[int, int], int]

    def role(self, element: Any) -> str:
        """The element's standard role, without the slash."""
        name = str(element.get("/S", ""))
        for _ in self.roles:  # as many steps at the most, so that a circle ends
            name = self.roles.get(name, name)
        return name.removeprefix("/")

    def below(self, element: Any, but: str = "") -> Iterator[Any]:
        """Every element below one, in reading order; neither one with the role `but` nor what is in it."""
        for kid in _kids(element):
            if "/S" in kid and self.role(kid) != but:
                yield kid
                yield from self.below(kid, but)

    def all(self, *roles: str) -> Iterator[Any]:
        """Every element with one of these roles, in reading order."""
        return (element for element in self.below(self.root) if self.role(element) in roles)

    def where(self, element: Any) -> str:
        """`page 3: `, as the element or the first thing in it says; nothing if none does."""
        said = next((one.Pg.objgen for one in (element, *self.below(element)) if "/Pg" in one), None)
        return f"page {self.pages[said]}: " if said in self.pages else ""


def lint(path: Path) -> list[str]:
    """Each fault of a PDF in a line, with its page where that is known. Raises pikepdf.PdfError, OSError if it can't be read."""
    with pikepdf.open(path) as pdf:
        found = [*_document(pdf), *_empty_pages(pdf), *_fonts(pdf), *_links(pdf)]
        root: Any = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return [*found, "it isn't tagged, so nobody hears what is a heading, a table or a field: make it with tags"]
        roles = {name: str(role) for name, role in dict(root.get("/RoleMap", {})).items()}
        tree = _Tree(root, roles, {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)})
        return [*found, *_headings(tree), *_tables(tree), *_pictures(tree), *_fields(pdf, tree)]


def contrast(colours: Iterable[Pair]) -> list[str]:
    """Each pair that is too hard to tell apart by WCAG 2, in a line."""
    return [fault for pair in colours for fault in _pair(pair)]


def _dictionaries(value: Any) -> Iterator[Any]:
    """What a value holds that may be one thing, several, or none; not the numbers among them."""
    every: Any = value if isinstance(value, Array) else [value]
    return (one for one in every if isinstance(one, Dictionary))


def _kids(element: Any) -> Iterator[Any]:
    return _dictionaries(element.get("/K"))


def _values(holder: Any, key: str) -> list[Any]:
    return list(dict(holder.get(key, {})).values())


def _text(holder: Any, key: str) -> str:
    return str(holder.get(key, "")).strip()


def _annotations(pdf: Pdf, kind: Name) -> Iterator[tuple[int, Any]]:
    """The annotations of a kind, each with the number of its page."""
    return ((number, annotation) for number, page in enumerate(pdf.pages, 1) for annotation in _on(page, kind))


def _on(page: Page, kind: Name) -> Iterator[Any]:
    return (annotation for annotation in _dictionaries(page.obj.get("/Annots")) if annotation.get("/Subtype") == kind)


def _document(pdf: Pdf) -> Iterator[str]:
    language = _text(pdf.Root, "/Lang")
    if language != LANGUAGE:
        yield f"the language is '{language}': make it {LANGUAGE}"
    # The newer place counts where there is one: programs show what stands there.
    if not str(pdf.open_metadata().get("dc:title", _text(pdf.docinfo, "/Title"))).strip():
        yield "it has no title: give it one"
    shown: Any = pdf.Root.get("/ViewerPreferences", Dictionary())
    if not shown.get("/DisplayDocTitle", False):
        yield "programs show the file's name instead of its title: set DisplayDocTitle"


def _empty_pages(pdf: Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if not _has_content(page) and not any(_on(page, Name.Widget)):
            yield f"page {number}: nothing stands on it: take it out"


def _has_content(page: Page) -> bool:
    """Whether anything is painted but running heads, page numbers, grounds and other decoration.

    The lines of tables count: empty rows to write in are all that some sheets have on their last page.
    """
    decorations: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            decorations.append(_is_decoration(*instruction.operands))
        elif name == "EMC" and decorations:
            decorations.pop()
        elif name in _PAINTS and not any(decorations):
            return True
    return False


def _is_decoration(tag: Any, properties: Any = None) -> bool:
    is_layout = isinstance(properties, Dictionary) and properties.get("/Type") == Name.Layout
    return tag == Name.Artifact and not is_layout


def _fonts(pdf: Pdf) -> Iterator[str]:
    """Each font that isn't in the file, once, with the first page that uses it."""
    told = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in _fonts_of(page):
            name = _text(font, "/BaseFont").removeprefix("/")
            if name not in told and not _is_embedded(font):
                told.add(name)
                yield f"page {number}: the font {name} isn't in the file: embed it"


def _fonts_of(page: Page) -> Iterator[Any]:
    """The fonts of a page, of the drawings in it, and of how its fields look."""
    waiting: list[Any] = [page.resources, *(look.get("/Resources", {}) for look in _looks(page))]
    seen = set()
    while waiting:
        resources = waiting.pop()
        yield from _values(resources, "/Font")
        for drawing in (*_values(resources, "/XObject"), *_values(resources, "/Pattern")):
            if drawing.objgen not in seen:
                seen.add(drawing.objgen)
                waiting.append(drawing.get("/Resources", {}))


def _looks(page: Page) -> Iterator[Any]:
    """The drawings by which fields appear: one, or one for each state of a tick box."""
    for field in _on(page, Name.Widget):
        look: Any = field.get("/AP", {}).get("/N", {})
        yield from [look] if isinstance(look, pikepdf.Stream) else dict(look).values()


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == Name.Type3:  # drawn by the file itself
        return True
    described: Any = next(_dictionaries(font.get("/DescendantFonts", font))).get("/FontDescriptor", {})
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _links(pdf: Pdf) -> Iterator[str]:
    names = _names(pdf)
    pages = {page.obj.objgen for page in pdf.pages}
    for number, link in _annotations(pdf, Name.Link):
        words = _text(link, "/Contents")
        if not words:
            yield f"page {number}: a link has no words of its own: say in them where it leads"
        if not _leads_somewhere(link, names, pages):
            yield f"page {number}: the link '{words}' leads nowhere: give it an address, or a place that exists"


def _names(pdf: Pdf) -> set[str]:
    """The names of places that links may lead to."""
    trees: Any = pdf.Root.get("/Names", Dictionary())
    return {str(name) for name in pikepdf.NameTree(trees.Dests)} if "/Dests" in trees else set()


def _leads_somewhere(link: Any, names: set[str], pages: set[tuple[int, int]]) -> bool:
    action: Any = link.get("/A", {})
    if action.get("/S") == Name.URI:
        return bool(_text(action, "/URI"))
    place: Any = link.get("/Dest", action.get("/D"))
    if isinstance(place, Array):
        return any(page.objgen in pages for page in _dictionaries(place))
    return place is not None and str(place) in names


def _headings(tree: _Tree) -> Iterator[str]:
    last = 0
    for element in tree.below(tree.root):
        if found := _HEADING.fullmatch(tree.role(element)):
            level = int(found[1])
            if level > last + 1:
                before = f"follows one of level {last}" if last else "is the first"
                yield f"{tree.where(element)}a heading of level {level} {before}: make it level {last + 1}"
            last = level


def _tables(tree: _Tree) -> Iterator[str]:
    for table in tree.all("Table"):
        rows = [_cells(tree, row) for row in tree.below(table, but="Table") if tree.role(row) == "TR"]
        if not rows or any(tree.role(cell) != "TH" for cell in rows[0]):
            yield f"{tree.where(table)}a table has no header row: mark its first row as one"
        if any(tree.role(cell) == "TH" and not _has_scope(cell) for row in rows for cell in row):
            yield f"{tree.where(table)}a table has headers without a scope: say whether each is for its column or its row"


def _cells(tree: _Tree, row: Any) -> list[Any]:
    return [kid for kid in _kids(row) if tree.role(kid) in ("TH", "TD")]


def _has_scope(cell: Any) -> bool:
    return any("/Scope" in attributes for attributes in _dictionaries(cell.get("/A")))


def _pictures(tree: _Tree) -> Iterator[str]:
    for element in tree.all("Figure", "Formula"):
        words = _text(element, "/Alt")
        if not _says_something(words):
            said = f"says nothing by '{words}'" if words else "has no alternative text"
            yield f"{tree.where(element)}a {tree.role(element).lower()} {said}: say in three words or more what it shows"


def _says_something(alternative: str) -> bool:
    """Three words or more, or a label of two, of which one tells what is there; not the name of a file."""
    parts = alternative.split()
    tells = any(not _EMPTY_WORD.fullmatch(word) for word in re.findall(r"\w+", alternative.lower()))
    is_label = len(parts) == 2 and all(part.isalpha() for part in parts)
    return tells and not _FILE.search(alternative) and (len(parts) >= 3 or is_label)


def _fields(pdf: Pdf, tree: _Tree) -> Iterator[str]:
    fields = {field.objgen: _field(field, page) for page, field in _annotations(pdf, Name.Widget)}
    read = [place for place in _read_out(tree) if place in fields]
    for place, field in fields.items():
        if not field.label:
            yield f"page {field.page}: the field '{field.name}' has no label: give it a tooltip"
        if place not in read:
            yield f"page {field.page}: the field '{field.name}' isn't read out as a field: tag it as Form"
    for one, following in pairwise(fields[place] for place in read):
        if following.stands_before(one):
            yield f"page {one.page}: the field '{one.name}' is read before '{following.name}', which stands before it: swap them"


def _field(field: Any, page: int) -> _Field:
    """A field as it stands on a page. Name and label may be written at the field of which it is a part."""
    group: Any = field.get("/Parent", {})
    name, label = (_text(field, key) or _text(group, key) for key in ("/T", "/TU"))
    one, two, three, four = (float(number) for number in field.Rect)
    return _Field(name, label, page, min(one, three), min(two, four), max(one, three), max(two, four))


def _read_out(tree: _Tree) -> Iterator[tuple[int, int]]:
    """Which annotations are read out as fields, in that order."""
    return (kid.Obj.objgen for element in tree.all("Form") for kid in _kids(element) if "/Obj" in kid)


def _pair(pair: Pair) -> Iterator[str]:
    wrong = [colour for colour in (pair.ink, pair.ground) if not _COLOUR.fullmatch(colour)]
    yield from (f"{pair.what}: '{colour}' isn't a colour: write it like #1f4e5f" for colour in wrong)
    least = LARGE_CONTRAST if pair.large else TEXT_CONTRAST
    if not wrong and (ratio := _ratio(pair.ink, pair.ground)) < least:
        # Cut, not rounded: 4.499 must not read as the 4.50 that is asked for.
        yield f"{pair.what}: {pair.ink} on {pair.ground} has a contrast of {int(ratio * 100) / 100:.2f}: make it {least} or more"


def _ratio(ink: str, ground: str) -> float:
    darker, lighter = sorted((_luminance(ink), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """From 0 (black) to 1 (white), by WCAG's formula."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
