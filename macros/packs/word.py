"""Papers as Word files, made by pandoc. What was made once is kept by its content, since a hundred files take a while."""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pypandoc

from macros.handbook import Handbook
from macros.packs import store
from macros.packs.markdown import Papers, plain
from macros.render.addresses import word_path
from macros.sources.entry import Consultation, Entry
from macros.sources.kinds.course import Course, Handout
from macros.sources.kinds.guideline import FormField, Guideline, Template
from macros.sources.kinds.path import Path as FirstYear

FILTER = Path(__file__).parent / "controls.lua"
WIDE = 6
"""A sheet with more columns than this is printed across the page."""
_UPRIGHT = '<w:pgSz w:w="11906" w:h="16838" />'
_ACROSS = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" />'
_MARGINS = '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" />'
_LINES = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="5B6B70"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


class Paper(NamedTuple):
    """A Word file to make: its path from the site's root, its title, its text as Markdown, and whether it lies across the page."""

    path: str
    title: str
    text: str
    across: bool


def papers(handbook: Handbook) -> Iterator[Paper]:
    """Each form, letter and sheet."""
    made = Papers(handbook)
    for entry in handbook:
        for part in _parts(entry):
            yield Paper(word_path(entry.address, part.id), part.title, made.paper(entry, part), len(part.columns) > WIDE)


def _parts(entry: Entry) -> Iterator[Template | Handout]:
    """The papers of an entry; a course brings its sheets along, a consultation its reply form."""
    if entry.consultation:
        yield reply(entry.consultation)
    if isinstance(entry, Guideline):
        yield from entry.templates
    elif isinstance(entry, FirstYear):
        yield steps(entry)
    elif isinstance(entry, Course):
        yield from entry.handouts
        yield from sheets(entry)


def reply(consultation: Consultation) -> Template:
    """The questions of a consultation, to answer on paper."""
    asked = tuple(FormField(label=question, kind="lines") for question in consultation.questions)
    return Template(
        id="consultation-reply",
        title=f"Reply form, until {consultation.closes.day} {consultation.closes:%B %Y}",
        kind="form",
        who_sees="Whoever puts the answers together",
        fields=(*asked, FormField(label="Your role, and the kind of school or team")),
    )


def steps(path: FirstYear) -> Template:
    """A path's steps as a list to tick on paper."""
    phases = (
        f"## {plain(phase.title)}\n\n" + "\n".join(f"- ☐ **{plain(step.do)}** {plain(step.who)}." for step in phase.steps)
        for phase in path.phases
    )
    return Template(id="steps", title=path.title, kind="sheet", text="\n\n".join(phases))


def sheets(course: Course) -> tuple[Template, ...]:
    """Attendance sheet, evaluation form and certificate of a course."""
    scale = ("1", "2", "3", "4", "5")
    asked = tuple(
        FormField(label=question.ask, kind="choice", options=scale)
        if question.kind == "scale"
        else FormField(label=question.ask, kind="lines")
        for question in course.evaluation
    )
    outcomes = "\n".join(f"- {plain(outcome)}" for outcome in course.outcomes)
    certificate = (
        f"{{name}} took part in **{plain(course.title)}** on {{date}} at {{place}}.\n\n"
        f"What the course is meant to bring:\n\n{outcomes}\n\n{{name and role of the trainer}}"
    )
    return (
        Template(
            id="attendance",
            title=f"Attendance: {course.title}",
            kind="sheet",
            who_sees="The trainer and the INSET lead",
            columns=("Name", "School or team", "Role", "Signature"),
            blank_rows=min(course.group.max, 40),
        ),
        Template(id="evaluation", title=f"Evaluation: {course.title}", kind="questionnaire", fields=asked),
        Template(id="certificate", title=f"Certificate: {course.title}", kind="notice", text=certificate),
    )


def write(handbook: Handbook, out: Path, kept: Path) -> int:
    """Write every Word file below `out`; `kept` holds those made before. Gives their number. Raises RuntimeError and OSError."""
    wanted = list(papers(handbook))
    if not wanted:
        return 0
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        models = {across: Path(folder) / f"{across}.docx" for across in (False, True)}
        for across, model in models.items():
            model.write_bytes(reference(handbook, across))
        salt = b"".join([*(model.read_bytes() for model in models.values()), FILTER.read_bytes(), _made_by().encode()])
        ready = [(paper, kept / f"{hashlib.sha256(salt + repr(paper).encode()).hexdigest()}.docx") for paper in wanted]
        jobs = [pool.submit(_convert, paper, file, models[paper.across]) for paper, file in ready if not store.has(file)]
        for job in jobs:
            job.result()
    for paper, file in ready:
        target = out / paper.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return len(wanted)


def _made_by() -> str:
    """What else shapes the bytes: pandoc, and the build's date, which stands in the file's properties."""
    return f"{pypandoc.get_pandoc_version()} {os.environ.get('SOURCE_DATE_EPOCH', '')}"


def _convert(paper: Paper, file: Path, model: Path) -> None:
    """Make one Word file beside its place, and move it there whole."""
    beside = file.with_suffix(f".{os.getpid()}.docx")
    options = [f"--reference-doc={model}", f"--lua-filter={FILTER}", "--metadata=lang:en-GB"]
    pypandoc.convert_text(paper.text, "docx", format="commonmark+pipe_tables", outputfile=str(beside), extra_args=options)
    files = unzipped(beside.read_bytes())
    titled = files["docProps/core.xml"].replace(
        b"<dc:title></dc:title>", f"<dc:title>{html.escape(paper.title)}</dc:title>".encode()
    )
    beside.unlink()
    store.put(file, zipped({**files, "docProps/core.xml": titled}))


def reference(handbook: Handbook, across: bool) -> bytes:
    """Pandoc's own model document on A4, in the handbook's colours and with lines around the cells of tables."""
    told = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    files = unzipped(subprocess.run(told, capture_output=True, check=True).stdout)
    colour = handbook.settings.colours.primary.removeprefix("#")
    styles = files["word/styles.xml"].decode()
    styles = re.sub(r'<w:color w:val="\w{6}" w:themeColor="accent1"[^>]*/>', f'<w:color w:val="{colour}" />', styles)
    before, table, after = styles.partition('w:styleId="Table"')
    files["word/styles.xml"] = f"{before}{table}{after.replace('<w:tblCellMar>', f'{_LINES}<w:tblCellMar>', 1)}".encode()
    page = f"{_ACROSS if across else _UPRIGHT}{_MARGINS}</w:sectPr>"
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:sectPr>", page.encode())
    return zipped(files)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A Word file of these files, always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
