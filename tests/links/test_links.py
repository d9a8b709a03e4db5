"""`links.py` from end to end: a small site with something wrong in each way, others' hosts on this machine, report and exit."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.links import desk, report
from macros.links.checker import OUTSIDE, NotChecked
from macros.links.desk import NotBuilt
from macros.links.outside import Ways
from macros.links.report import Result
from tests import sample
from tests.links.small_site import handbook, host, site
from tests.sample import ROOT

TODAY = date(2026, 11, 25)
TERM = """\
title: Parts
definition: |
  With [a](../gone/), [[word-2#uses|b]], [c]({one}/gone), [d]({two}/slow),
  [e]({one}/good#x), [f]({one}/robots/x), [g]({one}/busy), [h](https://www.example.org/) and [i]({one}/good).
plain: A word.
category: people
"""
ROBOTS = "User-agent: *\nDisallow: /robots/\n"


def silent(words: str) -> None:
    pass


def told(result: Result) -> list[str]:
    return [str(row.problem) for row in result.rows]


def look(tmp_path: Path, one: str, two: str, fresh: bool = False) -> Result:
    """Check a small site whose one word leads to all these places, and that shows on two pages."""
    root, folder = tmp_path / "handbook", tmp_path / "site"
    if not root.exists():
        handbook(root, glossary__parts=TERM.format(one=one, two=two) + sample.LOCAL)
        links = "".join(
            f'<a href="{address}"></a>'
            for address in ("../gone/", "../word-2/#uses", "../word-2/#there", "../word-2/#t%C3%A9", f"{one}/gone", f"{two}/slow",
                            f"{one}/good#x", f"{one}/good", f"{one}/robots/x", f"{one}/busy", "https://www.example.org/")
        )  # fmt: skip
        index = '<a href="glossary/parts/"></a><a href="glossary/all/"></a><a href="#top" id="top"></a>'
        site(folder, index=index, glossary__parts=links, glossary__all=links, glossary__word_2='<p id="there"><p id="té">')
    slow = {"127.0.0.2": "Its machine is old."}
    settings = tmp_path / "linkcheckerrc"
    settings.write_text(
        OUTSIDE.read_text(encoding="utf-8").replace("persecond=1\n", "persecond=1000\n").replace("=8", "=0"), encoding="utf-8"
    )
    ways = Ways(tmp_path / "cache" / "links.json", TODAY, slow, fresh, 5, 1, settings)
    return desk.check(root, folder, ways, silent)


def test_everything_that_can_be_wrong(tmp_path: Path) -> None:
    """Each broken link at its place, once; what can't be told is a note; reserved names aren't asked."""
    with host(robots=ROBOTS) as (one, asked), host("127.0.0.2") as (two, _):
        result = look(tmp_path, one, two)

    lines = ["", *TERM.format(one=one, two=two).splitlines()]

    def at(line: int, words: str) -> str:
        return f"glossary/parts.yml:{line}:{lines[line].index(words) + 1}: the link"

    end, shows = "Mend or remove it. It shows on 2 pages.", "It shows on 2 pages."
    assert told(result) == [
        f"{at(3, '[a]')} glossary/gone/ is broken: there is no such page or file. {end}",
        f"{at(3, '[[word-2')} glossary/word-2/#uses is broken: its page has no part 'uses'. {end}",
        f"{at(3, f'{one}/gone')} {one}/gone is broken: 404 Not Found. {end}",
        f"{at(3, f'{two}/slow')} {two}/slow wasn't checked: it couldn't be reached, and its host is known to be slow: "
        f"Its machine is old. {shows}",
        f"{at(4, f'{one}/robots')} {one}/robots/x wasn't checked: its host's robots.txt asks us not to look. {shows}",
        f"{at(4, f'{one}/busy')} {one}/busy wasn't checked: its host is busy and asks to come back later. {shows}",
    ]
    assert result.summary == "3 problems in 1 file"
    assert asked == {"/gone": 1, "/good": 1, "/busy": 1}
    assert (result.asked, result.remembered) == (5, 0)


def test_what_answered_well_is_not_asked_again(tmp_path: Path) -> None:
    """Within a week only what is new or was broken is asked for, unless everything is wanted anew."""
    with host(robots=ROBOTS) as (one, asked), host("127.0.0.2") as (two, _):
        look(tmp_path, one, two)
        again = look(tmp_path, one, two)
        assert (asked["/good"], asked["/gone"], asked["/busy"]) == (1, 2, 2)
        assert (again.asked, again.remembered) == (4, 1)

        look(tmp_path, one, two, fresh=True)
        assert asked["/good"] == 2


def test_nobody_else_is_asked_unless_wanted(tmp_path: Path) -> None:
    """Without `--external` no other host hears of us."""
    with host() as (one, asked):
        root = handbook(tmp_path / "handbook")
        result = desk.check(root, site(tmp_path / "site", index=f'<a href="{one}/good"></a>'), None, silent)

    assert result.summary == "All is well: 1 pages, 1 links."
    assert not asked


def test_a_site_below_a_path(tmp_path: Path) -> None:
    """Addresses from the host's root are those of the published site, which may lie below a path; folders are no pages."""
    root = handbook(tmp_path / "handbook")
    settings = root / "handbook.yml"
    text = settings.read_text(encoding="utf-8").replace("https://handbook.example.org/", "https://x.example.org/book/")
    settings.write_text(text, encoding="utf-8")
    good = '<a href="/book/a/"></a><a href="https://x.example.org/book/a/#here"></a>'
    bad = '<a href="/a/"></a><a href="folder/"></a><a href="https://x.example.org/book/b/"></a>'
    folder = site(tmp_path / "site", index=good + bad, a='<p id="here">')
    (folder / "folder").mkdir()

    found = {row.address for row in desk.check(root, folder, None, silent).rows}

    assert found == {f"https://x.example.org/{address}" for address in ("a/", "book/b/", "book/folder/")}


def test_pages_to_which_nothing_leads(tmp_path: Path) -> None:
    """They are looked through as well, as texts that only others' pages show."""
    folder = site(tmp_path / "site", index="", embed__glossary__word_1='<a href="gone/"></a>')

    assert [row.problem.path for row in desk.check(handbook(tmp_path / "handbook"), folder, None, silent).rows] == [
        "glossary/word-1.yml"
    ]


def test_what_a_style_asks_for(tmp_path: Path) -> None:
    """A picture that a style sheet names is looked for as well."""
    root = handbook(tmp_path / "handbook")
    folder = site(tmp_path / "site", index='<link rel="stylesheet" href="assets/own.css">')
    for place in (root / "docs" / "assets", folder / "assets"):
        place.mkdir(parents=True)
        (place / "own.css").write_text("p { background: url(gone.png) }\n", encoding="utf-8")

    assert told(desk.check(root, folder, None, silent)) == [
        "docs/assets/own.css:1:17: the link assets/gone.png is broken: there is no such page or file. Mend or remove it."
    ]


def test_behind_a_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network's proxy isn't asked for our own server."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    folder = site(tmp_path / "site", index='<a href="#here" id="here"></a>')

    assert desk.check(handbook(tmp_path / "handbook"), folder, None, silent).rows == ()


def test_hostile_words(tmp_path: Path) -> None:
    """Quotes, semicolons, line ends and control characters in addresses and words harm neither the check nor its report."""
    link = "<a href='http://[broken'></a><a href='x;\"<b>\u2028é\x0b'>\x01 <b>;\"\n</b></a>"
    result = desk.check(handbook(tmp_path / "handbook"), site(tmp_path / "site", index=link), None, silent)
    report.write(result, TODAY, tmp_path / "out")

    assert len(result.rows) == 2
    page = BeautifulSoup((tmp_path / "out" / "report.html").read_text(encoding="utf-8"), "html.parser")
    assert not page.select("b, script")
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["problems"][0]["pages"] == [""]


def test_the_report(tmp_path: Path) -> None:
    """A page with headings and tables whose cells have headers, in one file without scripts; the JSON says the same."""
    with host(robots=ROBOTS) as (one, _), host("127.0.0.2") as (two, _):
        result = look(tmp_path, one, two)
    report.write(result, TODAY, tmp_path / "out")
    page = BeautifulSoup((tmp_path / "out" / "report.html").read_text(encoding="utf-8"), "html.parser")
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))

    assert page.find("html")["lang"] == "en-GB"
    assert [heading.get_text() for heading in page.find_all(["h1", "h2"])] == [
        f"Links of {result.handbook}", "To put right", "Not checked",
    ]  # fmt: skip
    assert page.find("meta", attrs={"name": "viewport"})
    assert not page.select("script, link, img")
    for table, rows in zip(page.find_all("table"), (data["problems"], data["notes"]), strict=True):
        assert len(table.select("thead th[scope=col]")) == 3
        assert len(table.select("tbody th[scope=row]")) == len(rows) == 3
    assert (data["checked"], data["pages"], data["outside"]) == ("2026-11-25", 4, {"asked": 5, "remembered": 0})
    assert data["problems"][0] == {
        "path": "glossary/parts.yml",
        "line": 3,
        "column": 8,
        "message": result.problems[0].problem.message,
        "address": "https://handbook.example.org/glossary/gone/",
        "pages": ["glossary/all/", "glossary/parts/"],
    }


def test_no_site(tmp_path: Path) -> None:
    """Nothing to look through is no success."""
    with pytest.raises(NotBuilt, match=r"There is no built site in .*Build it first: python3 scripts/build\.py"):
        desk.check(ROOT, tmp_path, None, silent)


def test_a_page_that_was_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A linkchecker that doesn't look at each page has checked nothing."""
    monkeypatch.setattr("macros.links.inside.ask", lambda *given: [])

    with pytest.raises(NotChecked, match="left out 1 pages, such as https://handbook"):
        desk.check(handbook(tmp_path / "handbook"), site(tmp_path / "site", index=""), None, silent)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys; sys.argv[0] = 'links.py'; sys.path[:0] = ['scripts', '.']; import setup_tools; "
        "setup_tools.ensure = lambda level: None; import runpy; runpy.run_path('scripts/links.py', run_name='__main__')"
    )
    command = [sys.executable, "-X", "utf8", "-c", program, *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command(tmp_path: Path) -> None:
    """It prints each problem, how many there are, and where the report is; the exit status is 1."""
    folder = site(tmp_path / "site", index='<a href="gone/"></a>')
    done = run("--site", str(folder), "--out", str(tmp_path / "out"))

    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert "docs/index.md:1:1: the link gone/ is broken: there is no such page or file. Mend or remove it." in lines
    assert lines[-1] == f"The report is in {tmp_path / 'out'}."
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize(
    ("options", "status", "words"), [(["--site", "no-such-folder"], 1, "There is no built site"), (["--fresh"], 2, "--external")]
)
def test_the_command_that_can_not(options: list[str], status: int, words: str) -> None:
    """What is wrong is said without a traceback."""
    done = run(*options)

    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_network(tmp_path: Path) -> None:
    """Where no host answers at all, it is said that the fault may be ours."""
    said: list[str] = []
    folder = site(tmp_path / "site", index='<a href="http://127.0.0.3:9/"></a>')
    ways = Ways(tmp_path / "links.json", TODAY, wait=1)
    result = desk.check(handbook(tmp_path / "handbook"), folder, ways, said.append)

    assert [row.problem.message for row in result.rows] == [
        "the link http://127.0.0.3:9/ is broken: its host can't be reached. Mend or remove it."
    ]
    assert said[-1] == "None of these hosts could be reached. Is this machine on the network?"
