"""What changed in the handbook, as an Atom feed made by feedgenerator."""

from __future__ import annotations

import datetime

import feedgenerator

from macros.handbook import Handbook
from macros.sources.entry import Change, Entry

LATEST = 100


def changes(handbook: Handbook) -> list[tuple[Change, Entry]]:
    """Every change of every entry that has a page, the newest first."""
    found = [(change, entry) for entry in handbook for change in entry.history if not entry.KIND.shared_page]
    return sorted(found, key=lambda pair: (-pair[0].date.toordinal(), pair[1].address, pair[0].change))


def text(handbook: Handbook) -> str:
    """The latest changes as a feed."""
    site = handbook.settings.site_url
    feed = feedgenerator.Atom1Feed(
        title=f"{handbook.settings.name}: changes",
        link=site,
        feed_url=f"{site}data/changes.atom",
        language="en-GB",
        description="What changed in the handbook.",
        author_name=handbook.settings.service,
    )
    for change, entry in changes(handbook)[:LATEST]:
        moment = datetime.datetime.combine(change.date, datetime.time(), datetime.UTC)
        feed.add_item(
            title=f"{entry.title}: {change.change}",
            link=f"{site}{entry.address}/",
            description=entry.summary,
            unique_id=f"{site}{entry.address}/#{change.date.isoformat()}-{entry.history.index(change)}",
            pubdate=moment,
            updateddate=moment,
        )
    return str(feed.writeString("utf-8"))
