"""A content security policy for the web host: what pages may load, with Material's inline scripts named by their hashes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

PATH = "content-security-policy.txt"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> set[str]:
    """The texts of a page's inline scripts. Data (JSON-LD, settings) has a type and isn't run, so it needs no leave."""
    return set(_INLINE.findall(html))


def text(scripts: Iterable[str]) -> str:
    """The header's value: our own files only, and the given inline scripts."""
    hashes = sorted(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    rules = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *hashes]),
        *(f"{what}-src 'self'" for what in ("style", "font", "connect", "worker")),
        "img-src 'self' data:",
        "base-uri 'self'",
        "form-action 'self'",
    ]
    return "; ".join(rules) + "\n"
