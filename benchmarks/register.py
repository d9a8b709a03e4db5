"""A made-up register of schools in the shape of the official one, for tests and measurements: nothing in it is real.

`.venv/bin/python -m benchmarks.register FILE.csv [ROWS]` writes one.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

from macros.packs.schools import REGISTER

NEVER_READ = "HEADNAME-NEVER-READ"
_MORE = ("LA (code)", "EstablishmentNumber", "TypeOfEstablishment (name)", "OpenDate", "CloseDate", "StatutoryLowAge",
         "StatutoryHighAge", "Boarders (name)", "Gender (name)", "Address3", "County (name)", "HeadTitle (name)",
         "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle")  # fmt: skip
_FILLERS = tuple(f"Column {number} (made up)" for number in range(1, 111))
COLUMNS = (*REGISTER.values(), *_MORE, *_FILLERS)
_TOWNS = ("Sampleton", "Modelford", "Exampleport", "Inventwood", "Madeup", "Noplace", "Côte-Inventée")


def row(number: int, dice: random.Random) -> dict[str, str]:
    """A school, plainly invented; one in nine is closed."""
    town = dice.choice(_TOWNS)
    values = dict.fromkeys(COLUMNS, "")
    values |= {
        "URN": str(100000 + number),
        "EstablishmentName": f'Invented School {number}, "{town}"' if number % 7 == 0 else f"Invented School {number}",
        "Street": f"{dice.randrange(1, 99)} Sample Street",
        "Town": town,
        "Postcode": f"ZZ{dice.randrange(1, 99)} {dice.randrange(1, 9)}ZZ",
        "LA (name)": dice.choice(("Sampleshire", "Modelshire")),
        "PhaseOfEducation (name)": dice.choice(("Primary", "Secondary", "16 plus", "Not applicable")),
        "EstablishmentStatus (name)": "Closed" if number % 9 == 0 else "Open",
        "TelephoneNum": f"01632960{dice.randrange(100, 999)}",
        **{column: NEVER_READ for column in COLUMNS if column.startswith("Head")},
    }
    return values


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write a register of so many rows, always the same: Windows-1252, CRLF, and every 500th row one that can't be used."""
    dice = random.Random(seed)
    with path.open("w", encoding="cp1252", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
        table.writeheader()
        for number in range(1, rows + 1):
            values = row(number, dice)
            if number % 500 == 250:
                values |= {"EstablishmentName": "", "EstablishmentStatus (name)": "Open"}
            elif number % 500 == 499:
                values |= {"URN": str(100000 + number - 1), "EstablishmentStatus (name)": "Open"}
            table.writerow(values)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 25_000)
