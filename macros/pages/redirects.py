"""Addresses that were published once and have moved: a small page at the old place leads to the new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import escape

from macros.handbook import Handbook
from macros.render.addresses import located

_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} has moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{absolute}">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<main><h1>This page has moved</h1><p><a href="{href}">{title}</a></p></main>
</body>
</html>
"""


def files(handbook: Handbook) -> dict[str, Callable[[], str]]:
    """What makes each redirect, by its path from the site's root: one for each line of `aliases.yml`."""
    return {f"{old}/index.html": partial(_page, handbook, old, new) for old, new in handbook.aliases.items() if new in handbook}


def _page(handbook: Handbook, old: str, new: str) -> str:
    entry = handbook[new]
    place = located(entry)
    return _PAGE.format(
        title=escape(entry.title),
        href="../" * (old.count("/") + 1) + place,
        absolute=f"{handbook.settings.site_url}{place}",
    )
