"""HTML of macros passes Markdown by: it comes out as it was made, and its ids can be linked to."""

from __future__ import annotations

from pathlib import Path

from markdown import markdown
from markupsafe import Markup

from macros.handbook import Handbook
from macros.pages import current, late

MADE = Markup('<section>\n\n    <h2 id="letter-a">A</h2>\n\n*as it is* [[neet]]</section>')


def test_html_comes_out_as_it_was_made(handbook: Handbook, tmp_path: Path) -> None:
    """Blank lines, spaces and stars in it are nothing to Markdown; what isn't HTML stays a part of the page's own words."""
    current.use(current.Site(handbook, tmp_path))
    html, number = late.kept(lambda: MADE), late.kept(lambda: 3)

    page = markdown(f"# Words\n\n{html()}\n\nAll *{number()}* words.\n\n{html()}\n", extensions=["md_in_html"])

    assert MADE not in page
    assert late.filled(page) == (f"<h1>Words</h1>\n{MADE}\n\n<p>All <em>3</em> words.</p>\n{MADE}", {"letter-a"})
