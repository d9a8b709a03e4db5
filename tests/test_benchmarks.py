"""What the benchmarks measure is a real handbook: the invented terms pass every check."""

from __future__ import annotations

from pathlib import Path

from benchmarks import handbooks
from macros.handbook import read


def test_invented_terms_are_sound(tmp_path: Path) -> None:
    """As many as asked for, with pairs and relations, and the same ones each time."""
    texts = []
    for name in ("one", "two"):
        handbook = handbooks.small(tmp_path / name, 40)
        texts.append({path.name: path.read_bytes() for path in (tmp_path / name / "glossary").glob("*.yml")})

    assert texts[0] == texts[1]
    assert len(read(tmp_path / "one").terms) == 40
    assert handbook.pairs
    assert any(term.related for term in handbook.terms)
