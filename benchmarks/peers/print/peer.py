"""A peer that prints: the same words as HTML, through Chromium or WeasyPrint, for one school after the other in one process.

Run as `python peer.py chromium|weasyprint PACK.html OUT NUMBER`. Prints the seconds that the printing took, starts left out.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path


def weasyprint() -> Callable[[str, Path], None]:
    """A printer by WeasyPrint, as PDF/UA."""
    import weasyprint

    def one(html: str, out: Path) -> None:
        weasyprint.HTML(string=html).write_pdf(out, pdf_variant="pdf/ua-1")

    return one


def chromium() -> Callable[[str, Path], None]:
    """A printer by Chromium, opened once and kept open, with tags."""
    from playwright.sync_api import sync_playwright

    browser = (
        sync_playwright().start().chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
    )
    page = browser.new_page()

    def one(html: str, out: Path) -> None:
        page.set_content(html)
        page.pdf(path=out, format="A4", tagged=True)

    return one


def main() -> None:
    """Print so many, each with another name in it."""
    kind, source, out, number = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    html = source.read_text(encoding="utf-8")
    out.mkdir(parents=True, exist_ok=True)
    one = {"chromium": chromium, "weasyprint": weasyprint}[kind]()
    started = time.perf_counter()
    for index in range(number):
        one(html.replace("SCHOOL-NAME", f"Sample School {index}"), out / f"{index}.pdf")
    print(time.perf_counter() - started, flush=True)


if __name__ == "__main__":
    main()
    # Chromium's helpers would keep the process waiting.
    sys.stdout.flush()
    __import__("os")._exit(0)
