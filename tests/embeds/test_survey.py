"""`embeds.py`: a list of pages in, a report and emails out."""

from __future__ import annotations

import csv
import email
import io
import json
import subprocess
import sys
from email import policy
from pathlib import Path

import pytest

from macros.embeds import versions
from macros.embeds.forms import Forms
from macros.embeds.survey import desk, report
from macros.embeds.survey.desk import NotDone, Wanted
from macros.embeds.survey.find import Change, Found
from macros.embeds.survey.report import Row
from macros.embeds.survey.visit import Visitor
from macros.embeds.texts import embeds, filled
from macros.handbook import Handbook
from tests import checkout
from tests.embeds import sample_texts
from tests.embeds.sample_texts import NAME
from tests.serving import serving


@pytest.fixture(scope="module")
def now(handbook: Handbook) -> Handbook:
    return sample_texts.handbook(handbook)


def silent(words: str) -> None:
    pass


def test_a_survey(tmp_path: Path, now: Handbook, handbook: Handbook) -> None:
    """Four pages: current, outdated, gone, and one that can't be read; the report in three forms, an email for each to change."""
    then = sample_texts.with_snippets(handbook, sample=sample_texts.snippet("sample", sample_texts.OLD))
    site = tmp_path / "site"
    site.mkdir()
    for name, book in (("now", now), ("then", then)):
        (site / f"{name}.html").write_text(filled(Forms(book).html(embeds(book)[NAME], "paragraph")), encoding="utf-8")
    (site / "gone.html").write_text("<p>New page.</p>", encoding="utf-8")
    with serving(site) as address:
        pages = tmp_path / "pages.txt"
        lines = ["# our list", f"{address}now.html", f"{address}then.html sample", f"{address}gone.html {NAME} # the old one", "",
                 f"{address}none.html"]  # fmt: skip
        pages.write_text("\r\n".join(lines), encoding="utf-8-sig")
        wanted = desk.pages(pages, now, "", silent)
        rows = desk.look(now, wanted, Visitor("ConnexionsHandbook/1.0", 0, loopback=True), 4, silent)
    written = desk.write(rows, now, tmp_path / "out")

    assert [row.found.state for row in rows] == ["current", "outdated", "gone", "not read"]
    assert written == 2
    assert report.counted(rows) == "1 current, 1 outdated, 1 gone, 1 not read"
    table = list(csv.DictReader(io.StringIO((tmp_path / "out" / "report.csv").read_text(encoding="utf-8-sig"))))
    assert [row["state"] for row in table] == [row.found.state for row in rows]
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert data[1]["changes"]
    assert data[1]["version"] == 1
    letters = sorted((tmp_path / "out").glob("*.eml"))
    message = email.message_from_bytes(letters[0].read_bytes(), policy=policy.default)
    words = message.get_body(("plain",)).get_content()
    assert filled(Forms(now).html(embeds(now)[NAME], "paragraph")) in words
    assert "This is version 1; 2 is the newest." in words
    assert message["Reply-To"] == now.settings.feedback
    assert message["To"] is None


def test_the_last_reports_emails_go(tmp_path: Path, now: Handbook) -> None:
    """What the last survey wanted to say isn't said again."""
    (tmp_path / "email-001-old.eml").write_text("old", encoding="utf-8")
    assert desk.write([], now, tmp_path) == 0
    assert not list(tmp_path.glob("*.eml"))


def test_strange_words_stay_words(now: Handbook) -> None:
    """What stands on a school's page can neither run in a spreadsheet nor in an email."""
    bad = "<script>alert(1)</script> =cmd() \u2028"
    found = Found(NAME, "line", "altered", 2, True, "Its words were changed.", (Change(bad, "Ours."),))
    row = Row("=HYPERLINK(1)", '"><b>School & Sons', found)
    message = report.email(row, embeds(now)[NAME], Forms(now), now.settings)
    html = message.get_body(("html",)).get_content()
    [_, cells] = list(csv.reader(io.StringIO(report.as_csv([row]).removeprefix("\ufeff"))))

    assert "<script>" not in html
    assert "<b>School" not in html
    assert cells[0] == "'=HYPERLINK(1)"


def test_schools_websites(tmp_path: Path, now: Handbook) -> None:
    """A file of schools is read for their websites; a page without a text of ours is nothing to worry about there."""
    table = tmp_path / "schools.csv"
    table.write_text(
        "urn,name,website\n900001,Sample School,www.example.org\n900002,Other School,\nx,Bad School,www.example.org\n",
        encoding="utf-8",
    )
    told: list[str] = []

    assert desk.pages(table, now, "", told.append) == [Wanted("www.example.org", "Sample School")]
    assert "schools.csv:4" in told[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not an address\n", "pages.txt:1: 'not' isn't an address"),
        ("https://www.example.org/ nonsense\n", "pages.txt:1: there is no text 'nonsense'"),
        ("one\nhttps://www.example.org/\ntwo\n", "pages.txt:3: 'two'"),
        ("# nothing\n\n", "names no page"),
        ("\x00\xff".encode("utf-16"), "isn't text in UTF-8"),
        (None, "can't be read"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, now: Handbook, content: str | bytes | None, words: str) -> None:
    pages = tmp_path / "pages.txt"
    if content is not None:
        pages.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(NotDone) as told:
        desk.pages(pages, now, "", silent)

    assert words in str(told.value)


def test_a_table_that_cannot_be_used(tmp_path: Path, now: Handbook) -> None:
    table = tmp_path / "schools.csv"
    table.write_text("name,website\nSample,www.example.org\n", encoding="utf-8")

    with pytest.raises(NotDone, match="urn"):
        desk.pages(table, now, "", silent)


def embeds_py(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; sys.path.insert(0, 'scripts'); import setup_tools; setup_tools.ensure = lambda level: None; "
    program += f"sys.argv = ['embeds.py', *{options!r}]; import runpy; runpy.run_path('scripts/embeds.py', run_name='__main__')"
    return subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)


def test_the_command(tmp_path: Path) -> None:
    """Publish, take a text, change it, publish again: the copy is out of date. Nothing to publish: nothing written."""
    root = checkout.copy(tmp_path / "checkout")
    (root / "published.yml").unlink(missing_ok=True)
    first = embeds_py(root, "--publish")
    assert first.returncode == 0, first.stderr
    published = (root / "published.yml").read_text(encoding="utf-8")
    assert embeds_py(root, "--publish").stdout == "Nothing has changed.\n"
    assert (root / "published.yml").read_text(encoding="utf-8") == published

    site = tmp_path / "school"
    site.mkdir()
    from macros.handbook import read

    book = read(root)
    (site / "page.html").write_text(filled(Forms(book).html(embeds(book)["snippets/guidance-pa"], "line")), encoding="utf-8")
    with serving(site) as address:
        (tmp_path / "pages.txt").write_text(f"{address}page.html\n", encoding="utf-8")
        options = (str(tmp_path / "pages.txt"), "--this-machine", "--pause", "0", "--out", str(tmp_path / "out"))
        assert embeds_py(root, *options).returncode == 0
        entry = root / "snippets" / "guidance-pa.yml"
        entry.write_text(entry.read_text(encoding="utf-8").replace("line: A Guidance", "line: One Guidance"), encoding="utf-8")
        again = embeds_py(root, "--publish")
        assert again.stdout == "snippets/guidance-pa: version 2\nNew versions: 1. New pages: 0.\n"
        looked = embeds_py(root, *options)

    assert looked.returncode == 1
    assert "outdated" in looked.stdout
    assert "+ One Guidance" in looked.stdout
    assert [one.version for one in read(root).published["snippets/guidance-pa"]] == [1, 2]


def test_publishing_cannot_lose_what_was_given_out(tmp_path: Path, now: Handbook) -> None:
    """A folder in which nothing can be written leaves the file as it was."""
    path = tmp_path / "missing" / "published.yml"
    with pytest.raises(OSError, match="published"):
        versions.publish(sample_texts.with_snippets(now), sample_texts.date.today(), path)
    assert not path.exists()
