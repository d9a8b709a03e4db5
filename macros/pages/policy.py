"""A content security policy for the web host: what pages may load, with Material's inline scripts named by their hashes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from macros.sources.settings import Settings

PATH = "content-security-policy.txt"
SLIDES_PATH = "content-security-policy-slides.txt"
FOR_SLIDES = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-src 'self'\n"
)
"""What slides need so that their window for notes and their printing work as well: they are whole in themselves, and ask nobody."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> set[str]:
    """The texts of a page's inline scripts. Data (JSON-LD, settings) has a type and isn't run, so it needs no leave."""
    return set(_INLINE.findall(html))


def text(scripts: Iterable[str], styles: Iterable[str], settings: Settings) -> str:
    """The header's value: our own files only, the given inline scripts and styles, and forms to where the settings say."""
    rules = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *_hashes(scripts)]),
        " ".join(["style-src 'self'", *_hashes(styles)]),
        "font-src 'self' data:",
        *(f"{what}-src 'self'" for what in ("connect", "worker")),
        "img-src 'self' data:",
        "frame-src 'self'",
        "base-uri 'self'",
        f"form-action 'self' {settings.feedback_form or 'mailto:'}",
    ]
    return "; ".join(rules) + "\n"


def _hashes(texts: Iterable[str]) -> list[str]:
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)
