"""Names of schools that nobody should be able to do harm with: each is shown as words, or is made into words first."""

from __future__ import annotations

import json
import unicodedata

from tests.sample import ROOT

_LONG = ["x" * 5000, "School " * 900, "<b>" * 300, "&" * 400, "\U0001f3eb" * 300, "é" * 250, "e\u0301" * 250]
NAMES: list[str] = [*json.loads((ROOT / "tests" / "cases" / "names.json").read_text(encoding="utf-8")), *_LONG]

_STEERS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C, 0x200E, 0x200F, 0xFEFF}


def cleaned(name: str) -> str:
    """The words that a name comes down to: one line, no signs that steer the text around it, 200 signs at the most."""
    signs = []
    for sign in unicodedata.normalize("NFC", name):
        kind = unicodedata.category(sign)
        if kind in ("Cc", "Zl", "Zp"):
            signs.append(" ")
        elif ord(sign) not in _STEERS and kind not in ("Co", "Cs"):
            signs.append(sign)
    return " ".join("".join(signs).split())[:200]
