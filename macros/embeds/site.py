"""Everything below `embed/` that isn't a page of the handbook: the texts' own pages, their data, feeds, codes and pictures."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import segno
from markupsafe import Markup, escape

from macros.embeds import buttons, versions
from macros.embeds.forms import Forms, has_picture, height, path, plain
from macros.embeds.texts import LENGTHS, SCHOOL_FIRST_MARK, SCHOOL_MARK, Embed, embeds, filled
from macros.handbook import Handbook
from macros.render import output
from macros.render.feeds import News, feed
from macros.render.pictures import picture
from macros.render.templates import environment
from macros.render.wheel import SIZE, description
from macros.sources.kinds.snippet import Retired, Snippet

STATIC = Path(__file__).parent / "static"
_TEMPLATES = Path(__file__).parent / "templates"
_WIDTH = 600
_DAY = 86_400
_CODE_SCALE = 6


def write(handbook: Handbook, site_dir: Path) -> None:
    """Write it all into the built site. Raises OSError."""
    output.write(Pages(handbook).files(), site_dir)


class Pages:
    """Makes the files. `handbook`: the whole of it; what `handbook.yml` lets out is chosen here."""

    def __init__(self, handbook: Handbook) -> None:
        self._whole = handbook
        self._handbook = handbook.released("embeds")
        self._settings = handbook.settings
        self._forms = Forms(self._handbook)
        self._embeds = embeds(self._handbook)
        self._jinja = environment(_TEMPLATES)
        self._jinja.globals.update(settings=self._settings, size=SIZE)

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """(path from the site's root, content) of each file."""
        for name in sorted(STATIC.iterdir()):
            yield f"embed/{name.name}", name.read_bytes()
        yield from buttons.files(self._settings)
        yield from self._code("", "embed/pictures/home")
        yield from self._code("who-can-help/", "embed/pictures/help")
        yield "embed/pictures/who-can-help.svg", picture("who-can-help", self._handbook)
        for embed in self._embeds.values():
            yield from self._retired(embed, embed.retired, embed.name) if embed.retired else self._text(embed)
        yield from self._other_names()

    def _text(self, embed: Embed) -> Iterator[tuple[str, str | bytes]]:
        for length in LENGTHS:
            yield f"{path(embed, length)}index.html", self._page(embed, length, path(embed, length))
            yield f"{path(embed, length)}oembed.json", _json(self._oembed(embed, length))
        yield f"embed/{embed.name}.json", _json(self._data(embed))
        if isinstance(embed.entry, Snippet):
            yield f"embed/{embed.name}.atom", self._feed(embed)
            yield from self._code(path(embed), f"embed/{embed.name}")

    def _code(self, page: str, place: str) -> Iterator[tuple[str, bytes]]:
        """A QR code that leads to a page, as SVG and PNG."""
        for kind in ("svg", "png"):
            yield f"{place}.{kind}", _drawn_code(f"{self._settings.site_url}{page}", kind)

    def _page(self, embed: Embed, length: str, place: str) -> str:
        """The page that shows a text, to stand at `place`."""
        return self._jinja.get_template("embed.html").render(
            embed=embed,
            length=length,
            body=_places(self._forms.body(embed, length)),
            more=self._forms.more(embed),
            source_words=self._forms.source_words(),
            standing=self._forms.standing(embed),
            base=_base(place),
            address=f"{self._settings.site_url}{path(embed, length)}",
            feed=f"{self._settings.site_url}embed/{embed.name}.atom" if isinstance(embed.entry, Snippet) else "",
            picture=description(self._handbook.services) if has_picture(embed, length) else "",
        )

    def _oembed(self, embed: Embed, length: str) -> dict[str, Any]:
        """The answer for oEmbed readers: a quotation with the text, and a frame that takes its place where that is allowed."""
        address = f"{self._settings.site_url}{path(embed, length)}"
        quotation = f"<p>{escape(filled(plain(embed.text(length))))}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")
        link = f'<p><a href="{escape(address)}">{escape(embed.title)}</a></p>'
        frame = (
            f'<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" src="{escape(address)}" '
            f'title="{escape(embed.title)}" width="{_WIDTH}" height="{height(embed, length)}" '
            f'frameborder="0" marginwidth="0" marginheight="0" '
            f'scrolling="no" loading="lazy"></iframe>'
        )
        return {
            "version": "1.0",
            "type": "rich",
            "title": embed.title,
            "provider_name": self._settings.service,
            "provider_url": self._settings.site_url,
            "cache_age": _DAY,
            "width": _WIDTH,
            "height": height(embed, length),
            "html": f'<blockquote class="wp-embedded-content">{quotation}{link}</blockquote>{frame}',
        }

    def _data(self, embed: Embed) -> dict[str, Any]:
        """The text for programs: `lengths` is ready to show; `forms`, with signs for choices, is for the page of choices."""
        forms = {length: self._forms.all(embed, length) for length in LENGTHS}
        return {
            "name": embed.name,
            "version": versions.version(embed, self._handbook.published),
            "status": embed.entry.status,
            "title": embed.title,
            "language": embed.language,
            "direction": embed.direction,
            "audiences": list(embed.entry.audiences),
            "address": f"{self._settings.site_url}{path(embed)}",
            "licence": self._settings.licence,
            "lengths": {length: {form: filled(forms[length][form]) for form in ("html", "text", "markdown")} for length in LENGTHS},
            "forms": forms,
        }

    def _feed(self, embed: Embed) -> str:
        """What changed in a text: each version that was given out, and what its history says of that day."""
        address = f"{self._settings.site_url}{path(embed)}"
        news = (
            News(
                title=f"Version {given.version}",
                link=address,
                words=" ".join(change.change for change in embed.entry.history if change.date <= given.date) or embed.title,
                unique_id=f"{address}#{given.version}",
                day=given.date,
            )
            for given in reversed(self._handbook.published.get(embed.name, ()))
        )
        words = "A new version of a text that your pages may hold."
        return feed(f"{embed.title}: changes", address, f"embed/{embed.name}.atom", words, news, self._settings)

    def _retired(self, embed: Embed, retired: Retired, name: str) -> Iterator[tuple[str, str]]:
        instead = self._embeds.get(retired.instead or "")
        yield from self._gone(name, embed.title, f"This text is not kept any longer. {retired.why}", instead)

    def _other_names(self) -> Iterator[tuple[str, str]]:
        """Names that were given out once, and stand on schools' pages: old names, and texts that are held back at present."""
        texts = {name for name, given in self._whole.published.items() if given}
        for name in sorted({*self._whole.aliases, *texts} - set(self._embeds)):
            embed = self._embeds.get(self._whole.aliases.get(name, ""))
            if embed is None:
                if name in texts:
                    yield from self._gone(name, "Not given out at present", "This text is being looked at.", None)
            elif embed.retired:
                yield from self._retired(embed, embed.retired, name)
            else:
                for length in LENGTHS:
                    place = path(embed, length).replace(embed.name, name, 1)
                    yield f"{place}index.html", self._page(embed, length, place)
                yield f"embed/{name}.json", _json(self._data(embed))

    def _gone(self, name: str, title: str, why: str, instead: Embed | None) -> Iterator[tuple[str, str]]:
        """What says so: a page for each length, and the data."""
        other = (f"{self._settings.site_url}{path(instead)}", instead.title) if instead else None
        template = self._jinja.get_template("gone.html")
        for length in ("", "line/", "page/"):
            place = f"embed/{name}/{length}"
            yield f"{place}index.html", template.render(title=title, why=why, instead=other, base=_base(place))
        yield f"embed/{name}.json", _json({"name": name, "title": title, "gone": why, "instead": instead and instead.name})


@functools.cache
def _drawn_code(address: str, kind: str) -> bytes:
    image = io.BytesIO()
    segno.make(address, error="m", micro=False).save(image, kind=kind, scale=_CODE_SCALE)
    return image.getvalue()


def _base(place: str) -> str:
    """The way from a page to `embed/`, where its style and script stand."""
    return "../" * (place.count("/") - 1)


def _places(body: Markup) -> Markup:
    """The school's places in a text as elements that a script can fill."""
    inside = Markup("<span data-school>our school</span>")
    first = Markup("<span data-school>Our school</span>")
    return body.replace(SCHOOL_MARK, inside).replace(SCHOOL_FIRST_MARK, first)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"
