"""What the repository holds: others' files as they came, no Windows traps, nothing that only one system can run."""

from __future__ import annotations

import hashlib
import re
import subprocess

import pytest
import yaml

from tests.sample import ROOT

THIRD_PARTY = yaml.safe_load((ROOT / "third-party.yml").read_text(encoding="utf-8"))
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\0")[:-1]
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@pytest.mark.parametrize("file", THIRD_PARTY, ids=lambda file: file["path"])
def test_others_files_are_as_they_came(file: dict[str, str]) -> None:
    """The hash is the one that was written down, and version and licence are there."""
    assert hashlib.sha256((ROOT / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert file["version"]
    assert file["licence"]


def test_names_work_on_windows() -> None:
    """No sign that Windows refuses, no reserved name, no two names that differ in case only, no link."""
    for name in TRACKED:
        assert not re.search(r'[<>:"\\|?*\x00-\x1f]', name), name
        assert not RESERVED & {part.split(".")[0].lower() for part in name.split("/")}, name
        assert not (ROOT / name).is_symlink(), name
    assert len({name.lower() for name in TRACKED}) == len(TRACKED)


@pytest.mark.parametrize("lock", ["check", "run", "test"])
def test_locks_are_hashed_and_hold_each_other(lock: str) -> None:
    """Every package has a hash, and the smaller locks name the same versions as the larger."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+==[^\s\\]+)", text, re.MULTILINE))
    largest = set(
        re.findall(r"^([\w.-]+==[^\s\\]+)", (ROOT / "requirements" / "test.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert pinned <= largest
    assert text.count("--hash=sha256:") >= len(pinned)
