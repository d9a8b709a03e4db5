"""The site of one state of the sources, of which each file is made when somebody asks for it.

MkDocs makes all pages, then writes them. Here it makes the one that is asked for, by the same functions, so a page is byte for
byte that of a build. Nothing has to be worked out about which pages a change concerns: a new state begins with none.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from macros.handbook import Handbook
from macros.pages import current, parts
from macros.pages.heard import Heard


class NotMade(Exception):
    """A file of the site couldn't be made, or MkDocs warned of it; the words say why, a line each."""


class Frame:
    """What MkDocs works out before it makes a page: settings, all files, navigation, the theme's templates.

    `out`: where the files of the site are put. `pages`: the files that are pages.
    """

    def __init__(self, root: Path, out: Path, handbook: Handbook) -> None:
        """Raises NotMade."""
        self.out = out
        with _heard():
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(out))
            config.extra["handbook"] = handbook
            self.config: MkDocsConfig = config.plugins.on_config(config)
            del config.extra["handbook"]
            self._cache = current.site().cache
            self.env: jinja2.Environment = config.theme.get_env()
            for name in sorted(path.name for path in (root / "overrides").glob("*.html")):
                self.env.get_template(name)  # so that it stays as it is when the file is saved
            files = get_files(config)
            files.add_files_from_theme(self.env, config)
            self._found = list(files)
            self._settings = _settings(handbook)
            self._take(handbook)

    def takes(self, handbook: Handbook) -> bool:
        """Take up another state of the sources, and forget what was made; False if that needs another frame. Raises NotMade."""
        if _settings(handbook) != self._settings:
            return False
        with _heard():
            current.use(current.Site(handbook, self._cache))
            if _shape(handbook) != self._shape:
                self._take(handbook)
        shutil.rmtree(self.out, ignore_errors=True)
        return True

    def _take(self, handbook: Handbook) -> None:
        files = self.config.plugins.on_files(Files(self._found), config=self.config)
        set_exclusions(files, self.config)
        nav = self.config.plugins.on_nav(get_navigation(files, self.config), config=self.config, files=files)
        self.env = self.config.plugins.on_env(self.env, config=self.config, files=files)
        self.files, self.nav, self.pages = files, nav, files.documentation_pages()
        self._shape = _shape(handbook)


def _settings(handbook: Handbook) -> tuple[object, ...]:
    """What of the sources is in MkDocs' settings."""
    return handbook.settings, list(handbook.vocabularies["search-shelves"])


def _shape(handbook: Handbook) -> tuple[object, ...]:
    """What of the sources decides which files there are."""
    return current.pages(handbook.released("pages")), list(handbook.aliases)


class Renderer:
    """One state. Only one renderer may work at a time: MkDocs' hook and macros look at the site that is in use."""

    def __init__(self, root: Path, out: Path, handbook: Handbook, frame: Frame | None = None) -> None:
        """`frame`: that of a state before, from which nothing differs but entries, vocabularies and settings.

        `out`: a new folder, for which there is no need if the frame does for this state, too. Raises NotMade.
        """
        self.frame = frame = frame if frame and frame.takes(handbook) else Frame(root, out, handbook)
        self._site = current.site()
        self._site.environment, self._site.files = frame.env, frame.files
        self._made: dict[str, str] = {}
        self._populated: set[str] = set()
        self._for_hosts = parts.for_hosts(self._site)
        self._parts = [
            *parts.independent(self._site),
            parts.forms(self._site),
            parts.for_search(self._site, frame.config),
            self._for_hosts,
        ]
        self._written: list[parts.Part] = []

    def file(self, path: str) -> Path | None:
        """The file at `path` from the site's root (`glossary/neet/index.html`); None if the site has none. Raises NotMade."""
        current.use(self._site)
        if path not in self._made:
            self._made[path] = ""
            try:
                self._make(path)
            except NotMade as error:
                self._made[path] = str(error)
        if self._made[path]:
            raise NotMade(self._made[path])
        found = (self.frame.out / path).resolve()
        return found if found.is_relative_to(self.frame.out.resolve()) and found.is_file() else None

    @property
    def hand_written(self) -> dict[str, str]:
        """The paths of the pages that stand in docs/, by the paths of their sources from the root."""
        return {f"docs/{file.src_uri}": file.dest_uri for file in self.frame.pages if not file.generated_by}

    @property
    def one_of_each(self) -> list[str]:
        """The path of one page for each template of entries."""
        found: dict[tuple[str, str], str] = {}
        for address, view in current.pages(self._site.handbook):
            name = f"{address}/" if view == "page" else f"{address}/{view}/"
            found.setdefault((self._site.handbook[address].KIND.name, view), f"{name}index.html")
        return list(found.values())

    @cached_property
    def _files(self) -> dict[str, File]:
        return {file.dest_uri: file for file in self.frame.files if file.inclusion.is_included()}  # type: ignore[no-untyped-call]

    def _make(self, path: str) -> None:
        file = self._files.get(path)
        with _heard():
            if file and file.is_documentation_page():
                self._page(file)
            elif file:
                file.copy_file()
            elif path.removesuffix(".gz") in self.frame.config.theme.static_templates:
                name = path.removesuffix(".gz")
                build._build_theme_template(name, self.frame.env, self.frame.files, self.frame.config, self.frame.nav)
            else:
                self._part(path)

    def _page(self, file: File) -> None:
        frame = self.frame
        page = self._populate(file)
        build._build_page(page, frame.config, frame.pages, frame.nav, frame.env)
        for target in page.links_to_anchors or ():
            if target.is_documentation_page():
                self._populate(target)
        page.validate_anchor_links(files=frame.files, log_level=frame.config.validation.links.anchors)

    def _populate(self, file: File) -> Page:
        """The page with its content. A page is filled once a state, since its writer remembers the words that it has linked."""
        assert file.page is not None
        if file.src_uri not in self._populated:
            self._populated.add(file.src_uri)
            build._populate_page(file.page, self.frame.config, self.frame.files)
        return file.page

    def _part(self, path: str) -> None:
        """Write the part of the site to which the path belongs."""
        part = next((part for part in self._parts if part.owns(path)), None)
        if part is self._for_hosts:
            self._all_others()
        if part:
            self._write(part)

    def _write(self, part: parts.Part) -> None:
        """Write a part, once a state."""
        if part not in self._written:
            self._written.append(part)
            part.write(self.frame.out)

    def _all_others(self) -> None:
        """Make every page, file and part but those for hosts, which tell of all the others."""
        for path in [*self._files, *self.frame.config.theme.static_templates]:
            self.file(path)
        for part in self._parts[:-1]:
            self._write(part)


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    """Whatever MkDocs or anything below it raises or warns of becomes a NotMade."""
    heard = Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        yield
    except NotMade:
        raise
    except (Exception, SystemExit) as error:
        raise NotMade("\n".join(heard.words or [f"{type(error).__name__}: {error}"])) from error
    finally:
        logger.removeHandler(heard)
    if heard.words:
        raise NotMade("\n".join(heard.words))
