"""serve.py as an editor uses it: save a file, and the page follows; a mistake shows on the page, and the good text stays."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.checkout import copy
from tests.sample import ROOT

_LONG = 120_000  # milliseconds: the machine may be busy, and how long a build takes isn't asked here
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the copy borrows .venv by a link")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("serve") / "checkout")
    (root / ".venv").symlink_to(ROOT / ".venv")
    return root


@pytest.fixture(scope="module")
def address(checkout: Path) -> Iterator[str]:
    """The address that serve.py prints once there is something to see; its port is taken at first, and free again later."""
    command = [sys.executable, "scripts/serve.py", "--no-browser", "--port"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        subprocess.Popen([*command, str(taken.getsockname()[1])], cwd=checkout, **pipes) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"The site is at (\S+)", line):
                break
        else:
            pytest.fail("serve.py ended before the site was there")
        taken.close()
        told: list[str] = []
        threading.Thread(target=lambda: told.extend(process.stdout or ()), daemon=True).start()
        yield found.group(1)
        process.terminate()
        process.wait()
    assert "Exception occurred" not in "".join(told)  # browsers go away in mid-answer all the time


def test_the_page_follows(page: Page, checkout: Path, address: str) -> None:
    """New text without a touch; a mistake named with its line over the old text; mended, it goes."""
    path = checkout / "glossary" / "neet.yml"
    sound = path.read_text(encoding="utf-8")
    page.goto(f"{address}glossary/neet/")
    plain = page.locator(".hb-plain")

    path.write_text(re.sub(r"(?m)^plain: .*", "plain: New words, saved just now.", sound), encoding="utf-8")
    expect(plain).to_contain_text("New words, saved just now.", timeout=_LONG)
    path.write_text(sound.replace("category:", "shelf:"), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"glossary/neet\.yml:\d+:1: 'shelf' isn't"), timeout=_LONG)
    expect(page.get_by_role("alert")).to_contain_text("Until then you see the pages as they were before it.")
    expect(plain).to_contain_text("New words, saved just now.")
    path.write_text(sound, encoding="utf-8")
    expect(page.get_by_role("alert")).to_be_hidden(timeout=_LONG)
    expect(plain).not_to_contain_text("New words")


def test_an_unknown_address(page: Page, address: str) -> None:
    """Gets the useful 404 page, with that status."""
    answer = page.goto(f"{address}glossary/no-such-word/")

    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_contain_text("There is no page at this address")


def test_the_code_follows(page: Page, checkout: Path, address: str) -> None:
    """Code that doesn't run is told of and changes nothing; code that does is taken up by a new start, at the same address."""
    path = checkout / "macros" / "pages" / "filters.py"
    views = checkout / "macros" / "pages" / "views.py"
    sound = views.read_text(encoding="utf-8")
    page.goto(f"{address}glossary/neet/")
    path.write_text(f"{path.read_text(encoding='utf-8')}\nno such thing\n", encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("filters.py", timeout=_LONG)
    expect(page.locator(".hb-plain")).to_be_visible()
    path.write_text(path.read_text(encoding="utf-8").replace("\nno such thing\n", ""), encoding="utf-8")
    views.write_text(sound.replace('f"{entry.KIND.name}.html", write,', '"withheld.html", write,'), encoding="utf-8")

    expect(page.locator(".hb-plain")).to_have_count(0, timeout=_LONG)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=_LONG)
    assert page.url == f"{address}glossary/neet/"
