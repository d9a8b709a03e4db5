"""What readers send: it goes by their own email or to the service's address; young people write nothing freely."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.handbook import Handbook
from macros.pages import policy
from macros.pages.mail import interest_form
from macros.pages.views import Views
from macros.render.writer import Writer

pytestmark = pytest.mark.slow

CATCH = """() => {
  window.mails = [];
  HTMLAnchorElement.prototype.click = function () { window.mails.push(this.href); };
}"""


def mail(page: Page) -> dict[str, str]:
    (address,) = page.evaluate("window.mails")
    parts = urlsplit(address)
    return {"to": parts.path, **{name: values[0] for name, values in parse_qs(parts.query).items()}}


def test_the_form_opens_as_an_email(page: Page, served: str) -> None:
    """What was written stands in it, each under its question; nothing is sent from the page."""
    asked: list[str] = []
    page.goto(f"{served}about/tell-us/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(CATCH)
    page.get_by_label("What you'd like").fill("Dates & times, earlier; 50 % would do.")
    page.get_by_label("events and training").check()
    page.get_by_label("yes").last.check()
    page.get_by_role("button", name="Open as an email").click()
    told = mail(page)

    assert told["to"] == "handbook@example.org"
    assert "Dates & times, earlier; 50 % would do." in told["body"]
    assert "It's about: events and training" in told["body"]
    assert "Please ring me: yes" in told["body"]
    expect(page.locator("form [role=status]")).to_contain_text("email program")
    assert asked == []


def test_an_empty_form_isn_t_sent(page: Page, served: str) -> None:
    """It says so, and the first box gets the focus."""
    page.goto(f"{served}about/tell-us/")
    page.evaluate(CATCH)
    page.get_by_role("button", name="Open as an email").click()

    expect(page.locator("form [role=status]")).to_contain_text("Fill in something first")
    expect(page.get_by_label("What happened")).to_be_focused()
    assert page.evaluate("window.mails") == []


def test_answers_to_a_consultation(page: Page, served: str) -> None:
    """The questions are on the page; the answer names the text that it is about."""
    page.goto(f"{served}about/consultation/#consultation-protocol")
    page.evaluate(CATCH)
    section = page.locator("section", has=page.locator("#consultation-protocol"))
    section.get_by_text("Answer here").click()
    section.get_by_label("Who in your school should get the notices").fill("The co-ordinator")
    section.get_by_role("button").click()
    told = mail(page)

    assert "guidance/consultation-protocol" in told["subject"]
    assert "get the notices, by role?: The co-ordinator" in told["body"]


@pytest.mark.parametrize("path", ["who-can-help/", "glossary/careers-interview/"])
def test_young_people_write_nothing(page: Page, served: str, path: str) -> None:
    """No box, no prepared email: the page says whom to tell, and where help is."""
    page.goto(served + path)
    asked = page.get_by_role("group", name="Was this useful?")

    expect(asked).to_contain_text("In an emergency ring 999")
    expect(asked.locator("textarea, input, a[href^=mailto]")).to_have_count(0)


STAFF = ["about/", "guidance/making-referrals/", "glossary/partnership-agreement/", "inset/", "roles/governor/"]


@pytest.mark.parametrize("path", STAFF)
def test_every_page_for_staff_asks(page: Page, served: str, path: str) -> None:
    """Three answers, each a prepared email that names the page."""
    page.goto(served + path)
    asked = page.get_by_role("group", name="Was this useful?")
    links = [link.get_attribute("href") or "" for link in asked.get_by_role("link").all()]

    assert [parse_qs(urlsplit(link).query)["subject"][0].rpartition(": ")[2] for link in links[:3]] == ["yes", "partly", "no"]
    assert all(path.rstrip("/") in parse_qs(urlsplit(link).query)["body"][0] for link in links[:3])
    expect(asked).to_contain_text("Name nobody")


def test_with_an_address_for_forms(handbook: Handbook) -> None:
    """Forms are posted there, and the policy lets them; young people get three choices and no box to write in."""
    settings = handbook.settings.model_copy(update={"feedback_form": "https://forms.example.org/handbook"})
    views = Views(replace(handbook, settings=settings))
    young, staff = (views.useful(Writer(handbook), "a/", "A", young) for young in (True, False))
    form = views.form(Writer(handbook), interest_form(handbook.courses[0]))

    assert all('action="https://forms.example.org/handbook"' in html for html in (young, staff, form))
    assert [html.count('type="radio"') for html in (young, staff)] == [3, 3]
    assert ["<textarea" in html for html in (young, staff)] == [False, True]
    assert "data-hb-mail" not in form
    assert "form-action 'self' https://forms.example.org/handbook" in policy.text([], [], settings)


def test_without_javascript(site: Path) -> None:
    """The form is an ordinary one that the browser itself opens as an email."""
    html = (site / "about" / "tell-us" / "index.html").read_text(encoding="utf-8")

    assert 'action="mailto:handbook@example.org?subject=' in html
    assert 'enctype="text/plain"' in html
