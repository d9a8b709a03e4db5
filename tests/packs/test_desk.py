"""The command as people type it: packs.py with its options, its errors, its exit status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import docx
import pytest
from distributed import LocalCluster
from pypdf import PdfReader

from macros.packs import batch
from macros.packs.preview import Preview
from tests.checkout import copy
from tests.conftest import DAY
from tests.sample import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the copy borrows .venv by a link")]
SCHOOLS = str(ROOT / "directory" / "schools.csv")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("desk") / "checkout")
    (root / ".venv").symlink_to(ROOT / ".venv")
    return root


def run(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """packs.py with these options."""
    command = [sys.executable, "scripts/packs.py", *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


def test_one_pack(checkout: Path, tmp_path: Path) -> None:
    """PDF and Word file lie in the folder, and its pages are told."""
    done = run(checkout, "--pack", "help-card", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert "help-card: 2 pages" in done.stdout
    assert len(PdfReader(tmp_path / "help-card.pdf").pages) == 2
    assert docx.Document(str(tmp_path / "help-card.docx")).core_properties.title == "Who can help? The card"


def test_for_each_school(checkout: Path, tmp_path: Path) -> None:
    """A folder for each school; its own name and dates in it; the folder is as its manifest says."""
    done = run(checkout, "--schools", SCHOOLS, "--pack", "school-pack", "--out", str(tmp_path))
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "999001" / "school-pack.pdf").pages)

    assert done.returncode == 0, done.stderr
    assert "6 packs made" in done.stdout
    assert "Sample Street School" in text
    assert "11 May 2027" in text
    assert run(checkout, "--verify", "--out", str(tmp_path)).returncode == 0
    (tmp_path / "999002" / "school-pack.pdf").write_bytes(b"")
    assert run(checkout, "--verify", "--out", str(tmp_path)).returncode == 1


def test_a_letter_for_each_school(checkout: Path, tmp_path: Path) -> None:
    """Any letter of the guidance, with the school's name in its place and the other places left to fill in."""
    done = run(checkout, "--schools", SCHOOLS, "--letter", "quality-assurance/welcome-letter", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "999003" / "quality-assurance-welcome-letter.pdf").exists()
    assert (tmp_path / "999003" / "quality-assurance-welcome-letter.docx").exists()
    assert not (tmp_path / "999003" / "school-pack.pdf").exists()


@pytest.mark.parametrize(("options", "said"), [
    (("--pack", "school-packs"), "There is no pack 'school-packs'. Did you mean 'school-pack'?"),
    (("--letter", "quality-assurance/welcome-letter"), "--letter needs --schools"),
    (("--schools", SCHOOLS, "--letter", "quality-assurance/welcome"), "Did you mean 'welcome-letter'?"),
    (("--schools", SCHOOLS, "--letter", "welcome-letter"), "Write the guidance's id, a stroke, and the letter's"),
    (("--schools", "no-such.csv"), "no-such.csv"),
    (("--verify", "--out", "no-such-folder"), "there is no manifest here"),
    (("--out", "site/packs"), "Packs of schools don't belong on the site."),
    (("--schools", SCHOOLS, "--cluster", "tcp://127.0.0.1:1"), "can't be reached"),
    (("--preview", "school-packs"), "There is no pack 'school-packs'"),
])  # fmt: skip
def test_what_is_told(checkout: Path, options: tuple[str, ...], said: str) -> None:
    """A line that says what to do, no traceback, and exit status 1."""
    done = run(checkout, *options)

    assert done.returncode == 1
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_rows_that_cant_be_used(checkout: Path, tmp_path: Path) -> None:
    """They are told at the end, the others are made, and the exit status is 1."""
    (tmp_path / "schools.csv").write_text("urn,name\n100001,Sample School\n12,Other\n100003,学校\n", encoding="utf-8")
    done = run(checkout, "--schools", str(tmp_path / "schools.csv"), "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert "schools.csv:3: column 'urn'" in done.stdout
    assert "100003/school-pack: not made." in done.stdout
    assert "1 rows couldn't be used, 1 packs couldn't be made; all others are in" in done.stdout
    assert (tmp_path / "out" / "100001" / "school-pack.pdf").exists()


def test_broken_sources_leave_packs_as_they_were(checkout: Path, tmp_path: Path) -> None:
    """The problem is told with its line; what was made before is untouched."""
    run(checkout, "--pack", "help-card", "--out", str(tmp_path))
    before = (tmp_path / "help-card.pdf").read_bytes()
    path = checkout / "packs" / "help-card.yml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("picture: who-can-help", "picture: wheel"), encoding="utf-8")
    done = run(checkout, "--pack", "help-card", "--out", str(tmp_path))
    path.write_text(sound, encoding="utf-8")

    assert done.returncode == 1
    assert "packs/help-card.yml" in done.stderr
    assert (tmp_path / "help-card.pdf").read_bytes() == before


def test_a_folder_that_cant_be_written(checkout: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(checkout, "--pack", "help-card", "--out", str(tmp_path / "file"))

    assert done.returncode == 1
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def test_preview_follows(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word changed in an entry is in the PDF; an entry that is broken keeps the last good one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    preview = Preview(checkout, "school-pack", tmp_path / "out", tmp_path / "work")
    pdf = preview.again()
    path = checkout / "glossary" / "referral.yml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("plain: ", "plain: Quite other words. ", 1), encoding="utf-8")
    preview.again()
    path.write_text(sound, encoding="utf-8")

    assert "Quite other words." in " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    preview.again()
    assert "Quite other words." not in " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_killed_and_gone_on_with(checkout: Path, tmp_path: Path) -> None:
    """Killed outright in mid-batch, the same command makes the rest; what is there then is as if made in one go."""
    rows = "".join(f"{300000 + number},Sample School {number}\n" for number in range(90))
    (tmp_path / "schools.csv").write_text(f"urn,name\n{rows}", encoding="utf-8")
    options = ("--schools", str(tmp_path / "schools.csv"), "--pack", "school-pack", "--out")
    command = [sys.executable, "scripts/packs.py", *options, str(tmp_path / "killed")]
    day = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    with subprocess.Popen(command, cwd=checkout, env=day, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        _wait_for(tmp_path / "killed" / batch.MANIFEST)
        os.killpg(process.pid, signal.SIGKILL)
    half = len(list((tmp_path / "killed").rglob("*.pdf")))
    again = run(checkout, *options, str(tmp_path / "killed"))
    whole = run(checkout, *options, str(tmp_path / "whole"))

    assert 0 < half < 90
    assert (again.returncode, whole.returncode) == (0, 0)
    assert batch.verify(tmp_path / "killed") == []
    hashes = [{line.file: line.sha256 for line in batch.read_manifest(tmp_path / name)} for name in ("killed", "whole")]
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) == 180


def test_on_a_cluster_that_loses_a_worker(checkout: Path, tmp_path: Path) -> None:
    """Two workers, one killed in mid-batch: every school has its pack, none twice, each whole."""
    rows = "".join(f"{200000 + number},Sample School {number}\n" for number in range(160))
    (tmp_path / "schools.csv").write_text(f"urn,name\n{rows}", encoding="utf-8")
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        stop = threading.Thread(target=_kill_when_begun, args=(victim, tmp_path / "out" / batch.MANIFEST))
        stop.start()
        done = run(
            checkout,
            "--schools",
            str(tmp_path / "schools.csv"),
            "--cluster",
            cluster.scheduler_address,
            "--out",
            str(tmp_path / "out"),
        )
        stop.join()
    lines = [line.file for line in batch.read_manifest(tmp_path / "out")]

    assert done.returncode == 0, done.stderr
    assert len(lines) == len(set(lines)) == 320
    assert batch.verify(tmp_path / "out") == []


def _kill_when_begun(victim: int, manifest: Path) -> None:
    _wait_for(manifest)
    os.kill(victim, signal.SIGKILL)


def _wait_for(manifest: Path) -> None:
    """Until something is written to it."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (manifest.exists() and manifest.stat().st_size):
        time.sleep(0.02)
