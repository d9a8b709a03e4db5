"""What a person does in WordPress's two editors, by keyboard, mouse and clipboard, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.wordpress.press import PASSWORD, WordPress

CLIPBOARD = """async ([text, rich]) => {
  const pieces = {'text/plain': new Blob([text], {type: 'text/plain'})};
  if (rich) pieces['text/html'] = new Blob([rich], {type: 'text/html'});
  await navigator.clipboard.write([new ClipboardItem(pieces)]);
}"""


@dataclass(frozen=True)
class Copied:
    """What is on the clipboard. `code`: it goes where the editor takes HTML."""

    text: str
    rich: str = ""
    code: bool = False


Seen = Callable[[Page, str], None]
"""Is told of each step that can be seen, with a name for it."""


def unseen(page: Page, step: str) -> None:
    """Look at no step."""


def log_in(browser: Browser, press: WordPress, user: str, width: int = 1280, height: int = 900) -> BrowserContext:
    """A window of that size in which the user is logged in, and may use the clipboard."""
    context = browser.new_context(viewport={"width": width, "height": height})
    # WordPress asks other hosts for pictures of people; a page that waits for a network that isn't there shows nothing else either.
    context.route(lambda address: not address.startswith(("http://127.0.0.1:", "data:", "blob:")), lambda route: route.abort())
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=press.address)
    page = context.new_page()
    page.goto(f"{press.address}/wp-login.php")
    page.fill("#user_login", user)
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")
    page.close()
    return context


def block_editor(context: BrowserContext, press: WordPress, title: str, copied: Copied, seen: Seen = unseen) -> str:
    """Write a post and publish it; gives its address."""
    press.classic.unlink(missing_ok=True)
    page = context.new_page()
    page.goto(f"{press.address}/wp-admin/post-new.php")
    page.click(".editor-post-title__input")
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    page.evaluate(CLIPBOARD, [copied.text, copied.rich])
    if copied.code:
        page.keyboard.type("/html")
        page.wait_for_selector(".components-autocomplete__result:has-text('Custom HTML')")
        seen(page, "1-block")
        page.keyboard.press("Enter")
        page.wait_for_selector(".wp-block-html textarea")
    page.keyboard.press("Control+v")
    page.wait_for_function("wp.data.select('core/editor').getEditedPostContent().length > 20")
    seen(page, "2-pasted")
    page.click(".editor-post-publish-panel__toggle")
    page.click(".editor-post-publish-button")
    page.wait_for_selector(".post-publish-panel__postpublish-buttons a")
    seen(page, "3-published")
    address = str(page.evaluate("wp.data.select('core/editor').getCurrentPost().link"))
    page.close()
    return address


def classic_editor(context: BrowserContext, press: WordPress, title: str, copied: Copied, seen: Seen = unseen) -> str:
    """Write a post and publish it; gives its address."""
    press.classic.touch()
    page = context.new_page()
    page.goto(f"{press.address}/wp-admin/post-new.php")
    page.fill("#title", title)
    page.keyboard.press("Tab")
    page.wait_for_selector("#edit-slug-box a")  # the title is saved; until then nothing can be published
    page.evaluate(CLIPBOARD, [copied.text, copied.rich])
    if copied.code:
        page.click("#content-html")
        page.click("#content")
        seen(page, "1-text")
        page.keyboard.press("Control+v")
        page.wait_for_function("document.querySelector('#content').value.length > 20")
    else:
        page.click("#content-tmce")
        page.wait_for_function("window.tinymce && tinymce.get('content') && tinymce.get('content').initialized")
        page.frame_locator("#content_ifr").locator("body").click()
        page.keyboard.press("Control+v")
        page.wait_for_function("tinymce.get('content').getContent().length > 20")
    seen(page, "2-pasted")
    page.click("#publish")
    page.wait_for_selector("#message a")
    seen(page, "3-published")
    address = str(page.get_attribute("#message a", "href"))
    page.close()
    return address


EDITORS = {"block": block_editor, "classic": classic_editor}


def frame_of(page: Page, address: str) -> Frame:
    """The frame that shows a page at this address. Raises StopIteration if there is none."""
    return next(frame for frame in page.frames if re.split("[?#]", frame.url)[0] == address)
