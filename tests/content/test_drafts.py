"""Nobody of the service has read the entries yet, and they say so."""

from __future__ import annotations

from macros.handbook import Handbook


def test_agreed_entries_were_reviewed(handbook: Handbook) -> None:
    """`agreed` needs a day on which somebody of the service read it; a draft has none."""
    assert [entry.address for entry in handbook if (entry.status == "agreed") != (entry.reviewed is not None)] == []


def test_no_agreed_entry_has_open_points(handbook: Handbook) -> None:
    """What is still to confirm can't be agreed."""
    assert [entry.address for entry in handbook if entry.status == "agreed" and entry.confirm] == []
