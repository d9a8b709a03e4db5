"""Pages that many tests use one after another: to open a window for each would take as long as all the looking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def lent(browser: Browser) -> Iterator[dict[str, Page]]:
    """A page for each colour scheme that a reader's system may ask for."""
    schemes = ("light", "dark")
    contexts = {scheme: browser.new_context(color_scheme=scheme, reduced_motion="reduce") for scheme in schemes}
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


def as_new(page: Page) -> Iterator[Page]:
    """Lend a page, 1280 by 900 pixels large, and forget afterwards what the site has kept in it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.mouse.move(0, 0)
    yield page
    page.evaluate("localStorage.clear()")


@pytest.fixture
def in_light(lent: dict[str, Page]) -> Iterator[Page]:
    """The page of a reader whose system is light."""
    yield from as_new(lent["light"])


@pytest.fixture(params=["light", "dark"])
def opened(request: pytest.FixtureRequest, lent: dict[str, Page]) -> Iterator[Page]:
    """The page of a reader whose system is light, then of one whose is dark."""
    yield from as_new(lent[request.param])
