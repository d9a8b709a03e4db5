"""The workflows that publish the site do what they say, step by step, on a repository of our own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.handbook import read
from tests import sample
from tests.checkout import copy
from tests.conftest import DAY

pytestmark = pytest.mark.slow

GITHUB = sample.ROOT / ".github" / "workflows" / "publish.yml"
GITLAB = sample.ROOT / ".gitlab-ci.yml"
SERVER = {
    "CI_SERVER_HOST": "code.example.org",
    "CI_PROJECT_PATH": "service/handbook",
    "CI_DEFAULT_BRANCH": "main",
    "PUBLISH_TOKEN": "token",
}
# The scripts set themselves up from the network; here they run with what the tests have.
PYTHON = """\
#!/bin/sh
exec "{python}" -c 'import runpy, sys; sys.path[:0] = ["scripts", "."]; sys.argv = sys.argv[1:]; import setup_tools; \
setup_tools.ensure = lambda level: None; runpy.run_path(sys.argv[0], run_name="__main__")' "$@"
"""


def loaded(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> list[str]:
    """The commands that a workflow runs, in order."""
    if path == GITLAB:
        return list(loaded(path)["pages"]["script"])
    return [step["run"] for step in loaded(path)["jobs"]["publish"]["steps"] if "run" in step]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a repository that holds this checkout, on main."""
    copy(tmp_path / "first")
    shell(tmp_path / "first", "git init --quiet --initial-branch main . && git add . && git commit --quiet --message first")
    shell(tmp_path, "git clone --quiet --bare first remote.git && git clone --quiet remote.git clone")
    shell(tmp_path, "git -C remote.git config receive.advertisePushOptions true")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(PYTHON.format(python=sys.executable), encoding="utf-8")
    (tmp_path / "bin" / "python3").chmod(0o755)
    return tmp_path / "clone"


def shell(folder: Path, command: str) -> str:
    """Run a command as a workflow's shell does, where the code host's address leads to the repository of the test."""
    known = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    address = f"https://handbook:token@{SERVER['CI_SERVER_HOST']}/{SERVER['CI_PROJECT_PATH']}.git"
    instead = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{folder.parent / 'remote.git'}.insteadOf",
        "GIT_CONFIG_VALUE_0": address,
    }
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env={**os.environ, **SERVER, **known, **instead, "PATH": path, "HOME": str(folder.parent), "SOURCE_DATE_EPOCH": DAY},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the workflows run in a shell, on machines of the code host")
@pytest.mark.parametrize("workflow", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_publishing(clone: Path, workflow: Path) -> None:
    """A changed text gets a new version, which is pushed; the site is built; the next run pushes nothing."""
    before = len(read(clone).published["glossary/neet"])
    term = clone / "glossary" / "neet.yml"
    term.write_text(
        re.sub(r"(?m)^plain: .*\n(  .*\n)*", "plain: Other words.\n", term.read_text(encoding="utf-8")), encoding="utf-8"
    )
    shell(clone, "git commit --quiet --all --message changed && git push --quiet")
    for step in steps(workflow):
        shell(clone, step)
    head = shell(clone, "git -C ../remote.git rev-parse main")
    for step in steps(workflow)[: -2 if workflow == GITLAB else -1]:  # all but what builds the site again
        shell(clone, step)

    assert shell(clone, "git -C ../remote.git rev-parse main") == head
    assert shell(clone, "git -C ../remote.git show --name-only --format=%s main").split("\n\n") == [
        "New versions of texts",
        "published.yml\n",
    ]
    assert len(read(clone).published["glossary/neet"]) == before + 1
    assert (clone / ("public" if workflow == GITLAB else "site") / "embed" / "glossary" / "neet" / "index.html").exists()


def test_github_publishes_what_was_built() -> None:
    """It may push and publish, and nothing more; the folder that goes out is the built one."""
    workflow = loaded(GITHUB)
    uploads = [step["with"]["path"] for step in workflow["jobs"]["publish"]["steps"] if "upload" in step.get("uses", "")]

    assert workflow["permissions"] == {"contents": "write", "pages": "write", "id-token": "write"}
    assert uploads == ["site"]
