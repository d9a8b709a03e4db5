"""What changed in the handbook, as an Atom feed."""

from __future__ import annotations

from macros.handbook import Handbook
from macros.render.feeds import News, feed
from macros.sources.entry import Change, Entry

LATEST = 100


def changes(handbook: Handbook) -> list[tuple[Change, Entry]]:
    """Every change of every entry that has a page, the newest first."""
    found = [(change, entry) for entry in handbook for change in entry.history if not entry.KIND.shared_page]
    return sorted(found, key=lambda pair: (-pair[0].date.toordinal(), pair[1].address, pair[0].change))


def text(handbook: Handbook) -> str:
    """The latest changes as a feed."""
    site = handbook.settings.site_url
    news = (
        News(
            title=f"{entry.title}: {change.change}",
            link=f"{site}{entry.address}/",
            words=entry.summary,
            unique_id=f"{site}{entry.address}/#{change.date.isoformat()}-{entry.history.index(change)}",
            day=change.date,
        )
        for change, entry in changes(handbook)[:LATEST]
    )
    title = f"{handbook.settings.name}: changes"
    return feed(title, site, "data/changes.atom", "What changed in the handbook.", news, handbook.settings)
