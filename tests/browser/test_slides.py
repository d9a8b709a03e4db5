"""Slides as a trainer uses them: by keyboard, with notes in a window of their own, on paper, from a memory stick."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from macros.handbook import Handbook
from macros.packs.slides import parts
from tests.browser.test_axe import violations
from tests.serving import serving

pytestmark = pytest.mark.slow

DECK = "slides/making-effective-referrals.html"
OVERFULL = """() => Reveal.getSlides().filter(slide => {
  const at = Reveal.getIndices(slide);
  Reveal.slide(at.h, at.v);
  return slide.scrollHeight > 720 || slide.scrollWidth > 1281;
}).map(slide => slide.querySelector("h1, h2, h3").innerText)"""


def test_every_slide_fits(page: Page, site: Path, handbook: Handbook) -> None:
    """Nothing runs off the screen, on any slide of any course; and a slide stands for each part of each plan."""
    for course in handbook.courses:
        page.goto((site / "slides" / f"{course.id}.html").as_uri())
        page.wait_for_function("window.Reveal && Reveal.isReady()")

        assert page.evaluate(OVERFULL) == [], course.address
        titles = page.locator("section > section > h2").all_text_contents()
        assert list(dict.fromkeys(titles)) == [part.session.title for part in parts(course)]


def test_from_a_memory_stick(page: Page, site: Path) -> None:
    """One file: opened from the disk, it asks for nothing else, and the arrows move on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / DECK).as_uri())
    expect(page.locator("section.present h2")).to_be_visible()
    page.keyboard.press("ArrowRight")

    expect(page.locator("section.present h2").first).to_contain_text("Worried that someone is being harmed?")
    assert [url for url in asked if not url.startswith("data:")] == [(site / DECK).as_uri()]


def test_notes_open_in_a_window(page: Page, site: Path) -> None:
    """S opens them, under the policy that is meant for slides; answers stand there and not on the slide."""
    policy = (site / "content-security-policy-slides.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        page.goto(f"{address}slides/where-next.html")
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        page.evaluate("(at => Reveal.slide(at.h, at.v))(Reveal.getIndices(document.querySelector('.card').closest('section')))")
        with page.expect_popup() as opened:
            page.keyboard.press("s")

        expect(opened.value.locator(".speaker-controls-notes .value")).to_contain_text("shows it")
        assert "That is what was counted" not in page.locator("section.present section.present").inner_text()


def test_shown_under_the_policy_of_the_site(page: Page, site: Path) -> None:
    """The slides themselves also run where a host sets the policy of the other pages."""
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        page.goto(address + DECK)
        page.keyboard.press("ArrowRight")

        expect(page.locator("section.present h2").first).to_be_visible()


def test_printed(page: Page, site: Path) -> None:
    """A page a slide, with the notes below it."""
    page.goto(f"{(site / DECK).as_uri()}?view=print&showNotes=true")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.wait_for_selector(".pdf-page")
    slides = page.locator(".pdf-page").count()
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))

    assert len(paper.pages) == slides > 20
    assert re.search(r"Trap", "".join(sheet.extract_text() for sheet in paper.pages))


def test_axe(page: Page, site: Path) -> None:
    """No violation on the first, a full and a card's slide."""
    page.goto((site / DECK).as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    faults = []
    for at in ("0", "3", "4, 1"):
        page.evaluate(f"Reveal.slide({at})")
        page.wait_for_timeout(900)
        faults += violations(page)

    assert faults == []
