"""The hook that gives the handbook's pages to MkDocs. Thin: what pages hold is made in `views`."""

from __future__ import annotations

import logging
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros import exports
from macros.embeds import site as embeds
from macros.packs import packs, slides, typeset, word
from macros.pages import current, hosting, opensearch, policy, redirects, search, shell, style
from macros.pages.prose import TermsExtension
from macros.pages.views import A_TO_Z, a_to_z_style, headings
from macros.render import output
from macros.sources.entry import Entry
from macros.sources.problems import ProblemsFound

log = logging.getLogger("mkdocs.hooks.handbook")


class EntryPage(Page):
    """The page of an entry: its content comes from the kind's template, not from Markdown."""

    def __init__(self, entry: Entry, file: File, config: MkDocsConfig, view: str = "page") -> None:
        self._name = entry.title if view == "page" else f"{entry.title} ({view})"
        super().__init__(str(escape(self._name)), file, config)
        self._entry = entry
        self._view = view

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source to read."""
        self.markdown = ""
        self.meta: MutableMapping[str, Any] = {
            "title": str(escape(self._name)),
            "description": str(escape(self._entry.summary)),
            "render_macros": False,
        }
        if not config.extra.get("plain"):
            self.meta["template"] = shell.TEMPLATE

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill the template."""
        self.content = str(current.site().views.page(self._entry, self._view))
        self.toc = get_toc(cast("list[Any]", headings(self.content)))
        self.present_anchor_ids = {anchor["id"] for anchor in headings(self.content)}
        self.links_to_anchors = {}


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the sources before anything else is done."""
    try:
        site = current.start(_root(config))
    except ProblemsFound as problems:
        raise Abort(f"{problems}\nThe sources have to be put right first; the last good site was left as it is.") from problems
    config.site_name = site.handbook.settings.name
    config.site_url = site.handbook.settings.site_url
    config.extra["feedback"] = site.handbook.settings.feedback
    config.extra["shelves"] = list(site.handbook.vocabularies["search-shelves"])
    config.markdown_extensions.append(TermsExtension(site.writer))  # type: ignore[arg-type]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry, and a redirect for each address that has moved."""
    site = current.site()
    site.packs = _packs(config)
    for entry in site.handbook:
        if not entry.KIND.shared_page:
            for view in ("page", *entry.KIND.more_pages):
                path = f"{entry.address}.md" if view == "page" else f"{entry.address}/{view}.md"
                file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
                EntryPage(entry, file, config, view)
                files.append(file)
    made = {
        style.PATH: style.text(site.handbook, config.theme.dirs, config.docs_dir),
        opensearch.PATH: opensearch.text(site.handbook.settings),
        A_TO_Z: site.views.a_to_z(),
    }
    files.remove(files.src_uris[style.OWN])  # it stands in the one style sheet
    for path, text in {**made, **exports.files(site.handbook), **redirects.files(site.handbook)}.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the extension for terms which page it works on."""
    TermsExtension.url = page.url
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Warn of a `[[…]]` that leads nowhere; in a strict build that is an error."""
    site = current.site()
    for name in site.writer(page.url).unknown if not isinstance(page, EntryPage) else ():
        if site.whole.link(name) is None:
            log.warning("docs/%s: there is no '%s'. Look at the [[%s]] in it.", page.file.src_uri, name, name)
    if isinstance(page, EntryPage):
        return html
    if record := search.page(page):
        site.records.append(record)
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
    """Write what isn't a page: Word files, packs, slides, texts for others, policies, and the records of the search."""
    site_dir = Path(config.site_dir)
    for_packs = current.site().handbook.released("packs")
    word.write(for_packs, site_dir, _cache(config) / "word")
    packs.write(current.site().packs, site_dir)
    packs.write_forms(for_packs, _cache(config) / "packs", site_dir)
    slides.write(for_packs, site_dir)
    embeds.write(current.site().whole, site_dir)
    scripts = current.site().inline_scripts.union(slides.scripts())
    header = policy.text(scripts, [slides.style(for_packs.settings.colours), a_to_z_style()], for_packs.settings)
    records = search.text([*current.site().records, *search.entries(current.site().handbook)], current.site().handbook)
    output.write({policy.SLIDES_PATH: policy.FOR_SLIDES, policy.PATH: header, search.PATH: records}.items(), site_dir)
    hosting.write(site_dir, urlsplit(for_packs.settings.site_url).path, header.strip(), policy.FOR_SLIDES.strip())


def _packs(config: MkDocsConfig) -> list[packs.Made]:
    """Make the packs before the pages, which tell of their length and size."""
    try:
        return packs.make(current.site().handbook.released("packs"), _cache(config) / "packs")
    except typeset.NotSet as error:
        raise Abort(f"A pack couldn't be set: {error}") from error


def _cache(config: MkDocsConfig) -> Path:
    return Path(os.environ.get("HANDBOOK_CACHE", _root(config) / ".cache"))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
