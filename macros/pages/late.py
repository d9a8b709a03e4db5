"""What macros make is HTML already: Markdown gets a sign in its place, and needn't read a whole A to Z again."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from markupsafe import Markup

from macros.pages import current

P = ParamSpec("P")
R = TypeVar("R")
_SIGN = '<div data-hb-late="{}"></div>'
_SIGNS = re.compile(_SIGN.format(r"(\d+)"))
_ID = re.compile(r'(?<=\sid=")[^"]+')


def kept(macro: Callable[P, R]) -> Callable[P, R | Markup]:
    """The same macro, but HTML that it gives is kept for `filled`; a sign stands for it."""

    @functools.wraps(macro)
    def call(*args: P.args, **values: P.kwargs) -> R | Markup:
        made = macro(*args, **values)
        if not isinstance(made, Markup):
            return made
        late = current.site().late
        number = len(late)
        late.append(made)
        return Markup(_SIGN.format(number))

    return call


def filled(html: str) -> tuple[str, set[str]]:
    """The page's HTML with what was kept in place of the signs, and the ids that came in."""
    ids = set[str]()

    def put(sign: re.Match[str]) -> str:
        made = current.site().late[int(sign[1])]
        ids.update(_ID.findall(made))
        return made

    return _SIGNS.sub(put, html), ids
