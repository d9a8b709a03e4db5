"""Remembers which addresses elsewhere answered well, so that they aren't asked again for a week."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_GOOD_FOR = timedelta(days=7)


class Cache:
    """Good answers by address, kept as JSON: `{"https://…": {"status": "200 OK", "day": "2026-11-24"}}`."""

    def __init__(self, path: Path, today: date, tell: Callable[[str], None]) -> None:
        """Read the file, if there is one; one that can't be read is told of and thrown away. What is too old is left out."""
        self._path = path
        self._today = today
        self._answers = {address: answer for address, answer in _read(path, tell).items() if self._is_fresh(answer)}

    def __contains__(self, address: str) -> bool:
        return address in self._answers

    def __len__(self) -> int:
        return len(self._answers)

    def note(self, address: str, status: str) -> None:
        """Remember a good answer."""
        self._answers[address] = {"status": status, "day": self._today.isoformat()}

    def forget(self, address: str) -> None:
        """Forget an address that doesn't answer well any longer."""
        self._answers.pop(address, None)

    def save(self) -> None:
        """Write it whole. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f".{self._path.name}.new")
        beside.write_text(json.dumps(dict(sorted(self._answers.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        beside.replace(self._path)

    def _is_fresh(self, answer: dict[str, str]) -> bool:
        return timedelta() <= self._today - date.fromisoformat(answer["day"]) < _GOOD_FOR


def _read(path: Path, tell: Callable[[str], None]) -> dict[str, dict[str, str]]:
    try:
        return _checked(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        tell(f"{path.name} can't be read and is thrown away; every address is asked anew.")
        return {}


def _checked(data: Any) -> dict[str, dict[str, str]]:
    """The data as it should be. Raises ValueError, TypeError, KeyError or AttributeError."""
    return {
        str(address): {"status": str(answer["status"]), "day": date.fromisoformat(answer["day"]).isoformat()}
        for address, answer in data.items()
    }
