"""Takes the pictures for docs/embed/wordpress.md from a real WordPress: python -m tests.wordpress.pictures, in the tests' venv."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from macros.embeds import site as embed_site
from macros.embeds.forms import Forms, filled_html
from macros.embeds.texts import embeds, filled
from macros.handbook import Handbook, read
from macros.serving import free_port
from tests.conftest import launch
from tests.sample import ROOT
from tests.serving import serving
from tests.wordpress import press
from tests.wordpress.editors import EDITORS, Copied, log_in
from tests.wordpress.press import WordPress

OUT = ROOT / "docs" / "assets" / "wordpress"
NAME = "snippets/guidance-pa"
SITE = "http://handbook.example.org/"
WIDTH, HEIGHT = 1100, 620
# WordPress asks for the site where it runs in truth, so that pictures show the address of the example.
ELSEWHERE = """\
<?php
add_filter( 'pre_http_request', fn( $answer, $options, $address ) => str_starts_with( $address, '{site}' )
	? wp_remote_get( str_replace( '{site}', '{here}', $address ), $options ) : $answer, 10, 3 );
"""
WANTED = {
    ("block", "html"): ["1-block", "2-pasted"],
    ("block", "address"): ["2-pasted"],
    ("classic", "html"): ["1-text", "2-pasted"],
    ("classic", "address"): ["2-pasted"],
}


def main() -> None:
    """Write every picture anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    handbook = read(ROOT)
    handbook = replace(handbook, settings=handbook.settings.model_copy(update={"site_url": SITE}))
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), port=port) as here, press.running() as wordpress:
        embed_site.write(handbook, Path(folder))
        plugin = wordpress.folder / "wp-content" / "mu-plugins" / "elsewhere.php"
        plugin.write_text(ELSEWHERE.format(site=SITE, here=here), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = launch(playwright, f"--host-resolver-rules=MAP handbook.example.org 127.0.0.1:{port}")
            take(browser, wordpress, forms(handbook))
            browser.close()


def forms(handbook: Handbook) -> dict[str, Copied]:
    """What is on the clipboard for each form."""
    writer, embed = Forms(handbook), embeds(handbook)[NAME]
    html = filled_html(writer.html(embed, "paragraph"), "Example High School")
    return {"html": Copied(html, code=True), "address": Copied(filled(writer.all(embed, "paragraph")["address"]))}


def take(browser: Browser, wordpress: WordPress, copied: dict[str, Copied]) -> None:
    """Go through each way, and keep the steps that are wanted and the page that comes out."""
    context = log_in(browser, wordpress, "author", WIDTH, HEIGHT)
    for (editor, form), steps in WANTED.items():

        def seen(page: Page, step: str, name: str = f"{editor}-{form}", steps: list[str] = steps) -> None:
            if step in steps:
                keep(page, f"{name}-{step}")

        address = EDITORS[editor](context, wordpress, "Careers guidance", copied[form], seen)
        if editor == "block":
            visitor = context.new_page()
            visitor.goto(address)
            keep(visitor, f"{form}-published")
            visitor.close()
    context.close()


def keep(page: Page, name: str) -> None:
    """Keep what is to be seen, when all has come to rest, in few colours and bytes."""
    page.wait_for_timeout(4000)
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(96).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
