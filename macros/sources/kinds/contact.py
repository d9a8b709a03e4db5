"""How to reach a role. On the site there are roles only, never people's names."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Kind
from macros.sources.fields import Line, Prose, Refers


class Contact(Entry):
    """An entry of "Who's who"."""

    KIND: ClassVar = Kind("contact", "directory/contacts", "Contacts", "people", shared_page="roles/whos-who/", answers="directory")

    role: Annotated[str | None, Refers(("roles",)), Field(description="The role it leads to.")] = None
    team: Annotated[str, Refers(("directory/teams",)), Field(description="The team it belongs to.")]
    ask_about: Annotated[Prose, Field(description="What to come here with.")]
    email: Annotated[
        Line, Field(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$", description="A role's address as desk@example.org, never a person's.")
    ]
    telephone: Annotated[Line, Field(pattern=r"^[0-9 +()]{8,20}$", description="A role's number.")]
    when: Annotated[Line, Field(description="When somebody is there.")]
    specialism: Annotated[Prose | None, Field(description="For the bulletin of specialist roles: the remit.")] = None
    as_of: Annotated[date, Field(description="The day on which this was last right.")]


MODEL = Contact
