"""Atom feeds, made by feedgenerator."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

import feedgenerator

from macros.sources.settings import Settings


class News(NamedTuple):
    """What happened on a day. `link` and `unique_id` are addresses; an id is never used again."""

    title: str
    link: str
    words: str
    unique_id: str
    day: datetime.date


def feed(title: str, link: str, place: str, words: str, news: Iterable[News], settings: Settings) -> str:
    """A feed as RFC 4287 has it. `link`: the page that it is about; `place`: where it stands, from the site's root."""
    made = feedgenerator.Atom1Feed(
        title=title,
        link=link,
        feed_url=f"{settings.site_url}{place}",
        language="en-GB",
        description=words,
        author_name=settings.service,
    )
    for one in news:
        moment = datetime.datetime.combine(one.day, datetime.time(), datetime.UTC)
        made.add_item(
            title=one.title,
            link=one.link,
            description=one.words,
            unique_id=one.unique_id,
            pubdate=moment,
            updateddate=moment,
        )
    return str(made.writeString("utf-8"))
