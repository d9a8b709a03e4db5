"""Documents as PDF: Markdown through pandoc to Typst, and Typst to PDF/UA-1. No font, program or file of the machine is used."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypandoc
import segno
import typst

from macros.handbook import Handbook
from macros.packs.printing import Document, Printed
from macros.render.fonts import fonts
from macros.render.pictures import pictures
from macros.render.words import day

_HERE = Path(__file__).parent
_PART = re.compile(r"(?m)^\s*//PART (\d+)\s*$")
_PAGE = re.compile(r"\]\(<page:([^>]+)>\)")


class NotSet(Exception):
    """A document couldn't be set; the words say why and what to do."""


def lay_out(handbook: Handbook, folder: Path) -> None:
    """Write what all documents share into `folder`: theme, colours, pictures, an empty school. Raises OSError."""
    settings = handbook.settings
    theme = {
        "colours": {"primary": settings.colours.primary, "accent": settings.colours.accent},
        "service": settings.service,
        "site": settings.site_url,
        "footer": settings.name,
    }
    _write(folder / "theme.typ", (_HERE / "theme.typ").read_text(encoding="utf-8"))
    _write(folder / "shared.json", json.dumps(theme))
    _write(folder / "school.json", "{}")
    for name, svg in pictures(handbook).items():
        _write(folder / "pictures" / f"{name}.svg", svg)


def prepare(
    handbook: Handbook,
    document: Document,
    folder: Path,
    made_on: datetime,
    converted: dict[str, str] | None = None,
    fillable: bool = False,
) -> None:
    """Write a document's own files into `folder`, laid out before: its parts as Typst, its codes, `main.typ`.

    `converted`: what pandoc has made of parts before, to which is added; `fillable`: places to fill in become links for
    forms.py. Raises RuntimeError if pandoc fails, and OSError.
    """
    for address in sorted(set(_PAGE.findall(document.text))):
        _write(folder / "codes" / f"{address.replace('/', '-')}.svg", code(f"{handbook.settings.site_url}{address}/"))
    status = handbook.vocabularies["statuses"][document.pack.status].label
    shared = json.loads((folder / "shared.json").read_text(encoding="utf-8"))
    _write(folder / "theme.json", json.dumps({**shared, "status": f"{status}.", "fillable": fillable}))
    for number, text in enumerate(typst_parts(document, converted if converted is not None else {}), 1):
        _write(folder / f"part-{number}.typ", f'#import "/theme.typ": *\n{text}')
    _write(folder / "main.typ", _main(document, day(made_on) if document.pack.dated else ""))


def _main(document: Document, dated: str) -> str:
    """The file that puts the parts together, by the kind of paper."""
    kind = {"A6-card": "card", "A3-poster": "poster", "A4-leaflet": "leaflet"}.get(document.pack.paper, "pack")
    given = {"title": document.title, "summary": document.summary}
    more = ""
    if kind == "pack":
        given |= {"paper": document.pack.paper, "date": dated}
        alone = not document.pack.parts
        flipped = alone and document.parts[0].landscape
        more = f", contents: {document.pack.contents}, banner: {_flag(not alone)}, flipped: {_flag(flipped)}"
    values = ", ".join(f"{name}: {_string(value)}" for name, value in given.items())
    includes = [f'#include "/part-{number}.typ"' for number in range(1, len(document.parts) + 1)]
    if kind in ("card", "leaflet"):
        sides = "".join(f"[{include}]" for include in includes)
        return f'#import "/theme.typ": *\n#{kind}({values}){sides}\n'
    pairs = enumerate(zip(includes, document.parts, strict=True))
    placed = [_placed(include, part, first=number == 0) for number, (include, part) in pairs]
    return f'#import "/theme.typ": *\n#show: {kind}.with({values}{more})\n' + "\n".join(placed) + "\n"


def _flag(value: bool) -> str:
    return str(value).lower()


def _placed(include: str, part: Printed, first: bool) -> str:
    if part.landscape and not first:
        return f"#landscape[{include}]"
    return include if part.same_page or first else f"#pagebreak(weak: true)\n{include}"


def typst_parts(document: Document, converted: dict[str, str]) -> list[str]:
    """Each part's Markdown as Typst, by one run of pandoc for those that aren't among the converted."""
    new = [part.text for part in document.parts if part.text not in converted]
    if new:
        text = "\n\n".join(f"[part](<part:{number}>)\n\n{part}" for number, part in enumerate(new))
        options = [f"--lua-filter={_HERE / 'print.lua'}", "--wrap=none"]
        made = pypandoc.convert_text(text, "typst", format="commonmark+pipe_tables", extra_args=options)
        converted.update(zip(new, _PART.split(made)[2::2], strict=True))
    return [converted[part.text] for part in document.parts]


class Setter:
    """Sets what lies in a folder as PDF. It remembers layouts, so setting the same document for many schools is fast."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiler = typst.Compiler(str(folder / "main.typ"), root=str(folder), font_paths=fonts(), ignore_system_fonts=True)

    def pdf(self, made_on: datetime, school: Mapping[str, Any] | None = None) -> bytes:
        """The PDF, dated; with a school's own values in it. Raises NotSet."""
        if school is not None:
            _write(self._folder / "school.json", json.dumps(dict(school), ensure_ascii=False))
        try:
            made, warned = self._compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=made_on)
        except typst.TypstError as error:
            raise NotSet(f"{error.message} {' '.join(error.hints)}".strip()) from error
        if warned:
            raise NotSet(f"Typst warns: {warned[0].message}")
        assert isinstance(made, bytes)
        return made


def code(address: str) -> str:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=1, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def made_on(epoch: str) -> datetime:
    """The day of the build, from SOURCE_DATE_EPOCH."""
    return datetime.fromtimestamp(int(epoch), UTC)


def versions() -> str:
    """What shapes the bytes beside the sources: pandoc and Typst."""
    told = subprocess.run([pypandoc.get_pandoc_path(), "--version"], capture_output=True, text=True, check=True).stdout
    return f"{told.splitlines()[0]} typst {version('typst')}"


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
