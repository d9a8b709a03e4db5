"""A small valid handbook on disk, for tests to break in one place at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DROP_IN = """\
title: Drop-in session
summary: A time when students come without an appointment.
aliases: [drop-in]
hidden: [dropin]
definition: A fixed time at which any student may see an adviser without an appointment.
plain: A time when you can see an adviser without an appointment.
category: activities
audiences: [young-people]
confused_with:
  - id: word-1
    difference: One is booked, the other isn't.
related: [word-2, word-3]
asks:
  - When can I drop in?
  - Do I need an appointment?
  - What is a drop-in?
remedies: [R4]
source: ["6.5"]
status: draft
owner: schools-manager
reviewed:
review_by: 2027-09-01
history:
  - {date: 2026-11-24, change: First version.}
"""
LOCAL = """\
summary: A word for tests.
audiences: [school-staff]
source: local
status: draft
owner: schools-manager
reviewed:
review_by: 2027-09-01
"""


def term(title: str, more: str = "") -> str:
    """The text of a small term that is local to a service."""
    return f'title: "{title}"\ndefinition: What {title} means.\nplain: A word.\ncategory: people\n{more}{LOCAL}'


def make(root: Path) -> Path:
    """Write the handbook below `root`: 24 terms (`word-1` … and `drop-in-session`), a role, a team, a contact."""
    shutil.copytree(ROOT / "vocabularies", root / "vocabularies")
    words = [f"word-{number}" for number in range(1, 24)]
    files = {f"glossary/{word}.yml": term(f"Word {word.split('-')[1]}th") for word in words}
    files["glossary/drop-in-session.yml"] = DROP_IN
    files["aliases.yml"] = "{}\n"
    files["roles/helper.yml"] = (
        "title: Helper\nform: post\ngroup: school\npurpose: To help.\nplain: Someone who helps.\nworks_with: [everybody]\n"
        "does: [helps]\ndoes_not: [harm]\nreach:\n  - {way: self, how: Ask.}\ncaseload: Few.\nqualifications: None.\n"
        "found: In the library.\nhands_over:\n  - {who: The co-ordinator, when: At the end.}\n"
        "week:\n  - {when: Monday, what: Helps.}\n"
        f'questions:\n  - {{ask: "Who helps?", answer: The helper.}}\n{LOCAL}'
    )
    files["directory/teams/team.yml"] = f"title: Team\nled_by: Team Leader\nposition: 1\n{LOCAL}"
    files["directory/contacts/desk.yml"] = (
        "title: Desk\nteam: team\nask_about: Anything.\nemail: desk@example.org\ntelephone: 01632 960001\nwhen: Mondays\n"
        f"as_of: 2026-11-24\n{LOCAL}"
    )
    settings = (ROOT / "handbook.yml").read_text(encoding="utf-8")
    head, _, tail = settings.partition("first_words:\n")
    rest = tail[tail.index("# The lowest status") :]
    files["handbook.yml"] = head + "first_words:\n" + "".join(f"  - {word}\n" for word in words[:20]) + rest
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root
