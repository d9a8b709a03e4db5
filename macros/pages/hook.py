"""The hook that gives the handbook's pages to MkDocs. Thin: what pages hold is made in `views`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.embeds import buttons
from macros.handbook import Handbook, read
from macros.packs import typeset
from macros.pages import current, late, made, parts, policy, second, shell, style
from macros.pages.prose import TermsExtension
from macros.pages.views import headings
from macros.sources.problems import ProblemsFound

log = logging.getLogger("mkdocs.hooks.handbook")


class EntryPage(Page):
    """The page of an entry: its content comes from the kind's template, not from Markdown."""

    def __init__(self, address: str, file: File, config: MkDocsConfig, view: str = "page") -> None:
        """`address`: the entry's, as `glossary/neet`; `view`: which of its pages this is."""
        super().__init__(None, file, config)
        self._address = address
        self._view = view

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the title and what else stands at the page's head from the entry: there is no source to read."""
        entry = current.site().handbook[self._address]
        title = str(escape(entry.title if self._view == "page" else f"{entry.title} ({self._view})"))
        self.title = title
        self.markdown = ""
        self.meta: MutableMapping[str, Any] = {
            "title": title,
            "description": str(escape(entry.summary)),
            "render_macros": False,
        }
        if not config.extra.get("plain"):
            self.meta["template"] = shell.TEMPLATE

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill the template; or leave it to the second process."""
        site = current.site()
        if site.second and not site.second.take():
            site.theirs[self.file.src_uri] = self
            self.content = ""
            return
        self.content = str(site.views.page(site.handbook[self._address], self._view))
        self.toc = get_toc(cast("list[Any]", headings(self.content)))
        self.present_anchor_ids = {anchor["id"] for anchor in headings(self.content)}
        self.links_to_anchors = {}


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the sources before anything else is done. `extra: {handbook: …}` has them, if they were read already."""
    site = current.use(current.Site(config.extra.get("handbook") or _handbook(config), _cache(config)))
    config.site_name = site.handbook.settings.name
    config.site_url = site.handbook.settings.site_url
    config.extra["feedback"] = site.handbook.settings.feedback
    config.extra["shelves"] = list(site.handbook.vocabularies["search-shelves"])
    config.markdown_extensions.append(TermsExtension(lambda url: current.site().writer(url)))  # type: ignore[arg-type]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """All is made in one go: the packs before the pages, which tell of their length and size."""
    current.site().at_once = True
    try:
        current.site().packs  # noqa: B018 (it is made when it is looked at)
    except typeset.NotSet as error:
        raise Abort(f"A pack couldn't be set: {error}") from error


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry, and a file for each that is made from the handbook."""
    for address, view in current.pages(current.site().handbook):
        path = f"{address}.md" if view == "page" else f"{address}/{view}.md"
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        EntryPage(address, file, config, view)
        files.append(file)
    files.remove(files.src_uris[style.OWN])  # it stands in the one style sheet
    for path in _makers(config):
        made_file = cast(made.MadeFile, made.MadeFile.generated(config, path, content=""))
        made_file.make = partial(_made, path, config)
        files.append(made_file)
    current.site().files = files
    return files


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Start a second process, now that all files are known."""
    site = current.site()
    if site.at_once and not config.extra.get("plain"):
        dict(buttons.files(site.whole.settings))  # drawn here once, since Typst can't draw in the second process
        more = partial(_write, _for_second(config), config)
        site.second = second.start(files, config, nav, more, lambda: site.inline_scripts)
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the extension for terms which page it works on."""
    TermsExtension.url = page.url
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put in what macros made. Warn of a `[[…]]` that leads nowhere; in a strict build that is an error."""
    if isinstance(page, EntryPage):
        return html
    site = current.site()
    html, ids = late.filled(html)
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids}
    for name in site.writer(page.url).unknown:
        if site.whole.link(name) is None:
            log.warning("docs/%s: there is no '%s'. Look at the [[%s]] in it.", page.file.src_uri, name, name)
    young = "young-people" in page.meta.get("audiences", ())
    return html + str(site.views.useful(site.writer(page.url), page.url, str(page.title), young))


@event_priority(-100)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Keep the templates' environment as it is once all plugins have had their say."""
    current.site().environment = env
    return env


@event_priority(-100)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Fill the theme around an entry's page; with `extra: {plain: true}` in mkdocs.yml the theme makes each page itself."""
    if page.meta.get("template") != shell.TEMPLATE:
        return context
    if page.file.src_uri in current.site().theirs and _is_made(page, config):
        return {"filled": ""}
    shells = current.site().shells
    folder = page.url.rstrip("/").rpartition("/")[0]
    if folder not in shells:
        shells[folder] = shell.Shell(current.site().environment, dict(context), page)
    return {"filled": shells[folder].fill(page)}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Note the theme's inline scripts."""
    current.site().inline_scripts |= policy.inline_scripts(output)
    return output


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that have no source, as 404.html."""
    current.site().inline_scripts |= policy.inline_scripts(output_content)
    return output_content


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what isn't a page."""
    site = current.site()
    _finish(site)
    _write([*([] if site.made else _for_second(config)), parts.forms(site), parts.for_hosts(site)], config)


def _for_second(config: MkDocsConfig) -> list[parts.Part]:
    """What the second process may write."""
    return [*parts.independent(current.site()), parts.for_search(current.site(), config)]


def _finish(site: current.Site) -> None:
    """Wait for the second process, if there is one at work."""
    if site.second:
        site.made, site.second = site.second.done(), None
        site.inline_scripts |= site.made.inline_scripts if site.made else set()


def _is_made(page: Page, config: MkDocsConfig) -> bool:
    """Whether the second process has made its pages; if not, make this one here."""
    site = current.site()
    _finish(site)
    if site.made:
        page.present_anchor_ids = site.made.anchors[page.file.src_uri]
        return True
    page.render(config, site.files)
    return False


def _write(wanted: Iterable[parts.Part], config: MkDocsConfig) -> None:
    for part in wanted:
        part.write(Path(config.site_dir))


def _makers(config: MkDocsConfig) -> made.Makers:
    return made.makers(current.site(), config.theme.dirs, config.docs_dir)


def _made(path: str, config: MkDocsConfig) -> str | bytes:
    return _makers(config)[path]()


def _handbook(config: MkDocsConfig) -> Handbook:
    try:
        return read(_root(config))
    except ProblemsFound as problems:
        raise Abort(f"{problems}\nThe sources have to be put right first; the last good site was left as it is.") from problems


def _cache(config: MkDocsConfig) -> Path:
    return Path(os.environ.get("HANDBOOK_CACHE", _root(config) / ".cache"))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
