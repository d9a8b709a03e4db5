"""The handbook's code. MkDocs' macros plugin calls `define_env`; everything else lives in the rooms below."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give hand-written pages the macros. `env`: the macros plugin, of which only `macro`, `page` and `conf` are used."""
    from macros.pages import late
    from macros.pages.page_macros import PageMacros, names

    macros = PageMacros(lambda: env.page.url)
    for name in names():
        env.macro(late.kept(getattr(macros, name)))
