"""What a survey found: as a table, as CSV and JSON, and as an email to each school whose copy should be changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from email.message import EmailMessage
from typing import NamedTuple

from markupsafe import Markup

from macros.embeds.forms import Forms, filled_html, path
from macros.embeds.survey.find import STATES, Change, Found
from macros.embeds.texts import Embed, filled
from macros.render.sheets import sheet
from macros.sources.settings import Settings

TO_DO = {"outdated", "altered", "gone"}
"""The states in which somebody should do something."""
_COLUMNS = ("address", "school", "state", "name", "length", "version", "marked", "words", "changes")


class Row(NamedTuple):
    """A copy on a page, or a page on which there is none."""

    address: str
    school: str
    found: Found


def table(rows: Iterable[Row]) -> str:
    """For the eye: state, text, page, and what is wrong."""
    lines = []
    for row in rows:
        version = f"@{row.found.version}" if row.found.version else ""
        text = f"{row.found.name}{version} {row.found.length}".strip()
        lines.append(f"{row.found.state:9} {row.address}  {text}  {row.found.words}".rstrip())
        for change in row.found.changes:
            lines += [f"            − {change.theirs}"] if change.theirs else []
            lines += [f"            + {change.ours}"] if change.ours else []
    return "\n".join(lines)


def counted(rows: Iterable[Row]) -> str:
    """`3 current, 1 outdated`: how many of each state."""
    states = [row.found.state for row in rows]
    return ", ".join(f"{states.count(state)} {state}" for state in STATES if state in states) or "nothing"


def as_csv(rows: Iterable[Row]) -> str:
    """A table that opens in Excel."""
    return sheet([_COLUMNS, *map(_cells, rows)])


def as_json(rows: Iterable[Row]) -> str:
    """The same for programs."""
    data = [
        {
            "address": row.address,
            "school": row.school,
            **row.found._asdict(),
            "changes": [change._asdict() for change in row.found.changes],
        }
        for row in rows
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def email(row: Row, embed: Embed, forms: Forms, settings: Settings) -> EmailMessage:
    """The email to a school, with the new text ready to paste; whom it goes to is left to the sender."""
    length = row.found.length or "paragraph"
    new = filled_html(forms.html(embed, length), row.school)
    about = f"{settings.site_url}{path(embed, length)}"
    message = EmailMessage()
    message["Subject"] = f"The text “{embed.title}” on your website"
    message["Reply-To"] = settings.feedback
    message["X-Unsent"] = "1"  # Outlook opens it ready to be sent
    message.set_content(
        f"Good morning,\n\nYour page {row.address} holds a text of ours, “{embed.title}”. {row.found.words} "
        f"Please put the new one in its place.\n\n{_changes_text(row.found.changes)}"
        f"The new text, as HTML to paste:\n\n{new}\n\nThe new text, as plain words:\n\n"
        f"{filled(forms.text(embed, length), row.school)}\n\nOther forms: {settings.site_url}embed/?text={embed.name}\n"
        f"To look at it: {about}\n\nThank you,\n{settings.service}\n"
    )
    message.add_alternative(
        Markup(
            '<p>Good morning,</p><p>Your page <a href="{address}">{address}</a> holds a text of ours, “{title}”. {words} '
            "Please put the new one in its place.</p>{changes}<p>The new text, as HTML to paste:</p><pre>{new}</pre>"
            "<p>It looks like this:</p><hr>{shown}<hr>"
            '<p><a href="{site}embed/?text={name}">Other forms</a></p><p>Thank you,<br>{service}</p>'
        ).format(
            address=row.address,
            title=embed.title,
            words=row.found.words,
            changes=_changes_html(row.found.changes),
            new=new,
            shown=Markup(new),  # our own text; the school's name in it is escaped
            site=settings.site_url,
            name=embed.name,
            service=settings.service,
        ),
        subtype="html",
    )
    return message


def _changes_text(changes: Iterable[Change]) -> str:
    return "".join(
        f"On your page: {change.theirs or '(nothing)'}\nIn our text: {change.ours or '(nothing)'}\n\n" for change in changes
    )


def _changes_html(changes: Iterable[Change]) -> Markup:
    row = Markup("<li>On your page: <del>{}</del><br>In our text: <ins>{}</ins></li>")
    items = Markup("").join(row.format(change.theirs or "(nothing)", change.ours or "(nothing)") for change in changes)
    return Markup("<ul>{}</ul>").format(items) if items else Markup("")


def _cells(row: Row) -> list[str]:
    found = row.found
    changes = " | ".join(f"{change.theirs} → {change.ours}" for change in found.changes)
    version, marked = str(found.version or ""), "yes" if found.marked else "no"
    return [row.address, row.school, found.state, found.name, found.length, version, marked, found.words, changes]
