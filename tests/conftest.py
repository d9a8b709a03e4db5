"""What tests share: the real site, built once for all workers; a server for it; a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from benchmarks.browsers import installed
from macros.handbook import Handbook, read
from macros.pages.build import build
from tests import sample
from tests.serving import serving

DAY = "1795478400"
"""The day of all builds in tests, where none asks for another: so they share the papers that one of them has made."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes a minute or more, and so comes first")
    config.addinivalue_line("markers", "slow: needs a browser, a second generator or minutes; left out by --quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin, so that no worker is left alone with one in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def skip_aloud(what: str, how: str) -> None:
    """Skip, saying what is not tested and how to have it; on CI a skip is a failure."""
    words = f"NOT TESTED: {what}. To have it: {how}."
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """All builds of a run share the Word files that one of them has made."""
    base = tmp_path_factory.getbasetemp()
    os.environ["HANDBOOK_CACHE"] = str((base if worker_id == "master" else base.parent) / "cache")


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    return read(sample.ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The built site of this checkout; one worker builds it, the others wait."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    out = shared / "site"
    with filelock.FileLock(shared / "site.lock"):
        if not out.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SOURCE_DATE_EPOCH", DAY)
                build(sample.ROOT, out)
    return out


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site, ending in a slash."""
    with serving(site) as address:
        yield address


def launch(playwright: Playwright, *options: str) -> Browser:
    """Start the Chromium that is installed, with these options; skips aloud where there is none."""
    path = installed()
    if path is None:
        skip_aloud("anything in a browser", "install Chromium (on Debian: apt-get install chromium)")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return playwright.chromium.launch(executable_path=path, args=[*quiet, *options])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh window of 1280 by 900 pixels."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
