"""A made-up register of schools in the shape of the official one, for tests and measurements: nothing in it is real.

`.venv/bin/python -m benchmarks.register FILE.csv [ROWS]` writes one.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

NEVER_READ = "HEADNAME-NEVER-READ"
FIRST_URN = 900_000
"""The real ones are far below."""
MOST_ROWS = 99_999
"""URNs have six figures."""
_CODED = ("{} (code)", "{} (name)")


def _coded(*names: str) -> tuple[str, ...]:
    """Columns that come in pairs: a code, and what it means."""
    return tuple(form.format(name) for name in names for form in _CODED)


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"{name} (name)" for name in names)


HEADS = ("HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "PropsName")
"""The columns that hold people."""
COLUMNS = (
    *("URN", *_coded("LA"), "EstablishmentNumber", "EstablishmentName"),
    *_coded("TypeOfEstablishment", "EstablishmentTypeGroup", "EstablishmentStatus", "ReasonEstablishmentOpened"),
    *("OpenDate", *_coded("ReasonEstablishmentClosed"), "CloseDate", *_coded("PhaseOfEducation")),
    *("StatutoryLowAge", "StatutoryHighAge", *_coded("Boarders"), "NurseryProvision (name)"),
    *_coded("OfficialSixthForm", "Gender", "ReligiousCharacter"),
    *("ReligiousEthos (name)", *_coded("Diocese", "AdmissionsPolicy"), "SchoolCapacity", *_coded("SpecialClasses")),
    *("CensusDate", "NumberOfPupils", "NumberOfBoys", "NumberOfGirls", "PercentageFSM", *_coded("TrustSchoolFlag", "Trusts")),
    *_named("SchoolSponsorFlag", "SchoolSponsors", "FederationFlag"),
    *(*_coded("Federations"), "UKPRN", "FEHEIdentifier", "FurtherEducationType (name)", "LastChangedDate"),
    *("Street", "Locality", "Address3", "Town", "County (name)", "Postcode", "SchoolWebsite", "TelephoneNum", *HEADS[:4]),
    *("BSOInspectorateName (name)", "InspectorateReport", "DateOfLastInspectionVisit", "NextInspectionVisit"),
    *(*_named("TeenMoth", "CCF", "SENPRU", "EBD", "FTProv", "EdByOther", "Section41Approved"), "TeenMothPlaces", "PlacesPRU"),
    *_named(*(f"SEN{number}" for number in range(1, 14))),
    *("TypeOfResourcedProvision (name)", "ResourcedProvisionOnRoll", "ResourcedProvisionCapacity", "SenUnitOnRoll"),
    *("SenUnitCapacity", *_coded("GOR", "DistrictAdministrative", "AdministrativeWard", "ParliamentaryConstituency")),
    *(*_coded("UrbanRural"), "GSSLACode (name)", "Easting", "Northing", *_named("MSOA", "LSOA", "InspectorateName")),
    *("SENStat", "SENNoStat", "BoardingEstablishment (name)", HEADS[4], *_coded("PreviousLA")),
    *("PreviousEstablishmentNumber", *_named("RSCRegion", "Country"), "UPRN", "SiteName", *_coded("QABName")),
    *(*_coded("EstablishmentAccredited"), "QABReport", "CHNumber", "FSM", "AccreditationExpiryDate"),
)
_TOWNS = ("Sampleton", "Modelford", "Exampleport", "Inventwood", "Madeup", "Noplace", "Côte-Inventée")
_OPEN = ("Open", "Open, but proposed to close")
_AGES = {"Primary": (4, 11), "Secondary": (11, 18), "16 plus": (16, 19), "Not applicable": (5, 19)}


def row(number: int, dice: random.Random) -> dict[str, str]:
    """A school, plainly invented; one in nine is closed."""
    town, phase = dice.choice(_TOWNS), dice.choice(tuple(_AGES))
    low, high = _AGES[phase]
    closed = number % 9 == 0
    return dict.fromkeys(COLUMNS, "") | {
        "URN": str(FIRST_URN + number),
        "EstablishmentName": f'Invented School {number}, "{town}"' if number % 7 == 0 else f"Invented School {number}",
        "TypeOfEstablishment (name)": "Invented school",
        "EstablishmentStatus (name)": "Closed" if closed else _OPEN[number % 10 == 0],
        "CloseDate": "31-08-2019" if closed else "",
        "StatutoryLowAge": str(low),
        "StatutoryHighAge": str(high),
        "Street": f"{dice.randrange(1, 99)} Sample Street",
        "Locality": "Upper Part, by the Sample" if number % 5 == 0 else "",
        "Town": town,
        "County (name)": "Sampleshire",
        "Postcode": f"ZZ{dice.randrange(1, 99)} {dice.randrange(1, 9)}ZZ",
        "LA (name)": dice.choice(("Sampleshire", "Modelshire")),
        "PhaseOfEducation (name)": phase,
        "SchoolWebsite": f"https://school-{number}.example.org",
        "TelephoneNum": f"01632960{dice.randrange(100, 999)}",
        "InspectorateReport": "Two lines\r\nin one cell" if number % 11 == 0 else "",
        **dict.fromkeys(HEADS, NEVER_READ),
    }


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write a register of so many rows, always the same for a seed: Windows-1252, CRLF, and every 250th row can't be used.

    Raises ValueError for more than MOST_ROWS rows, OSError if the file can't be written.
    """
    if rows > MOST_ROWS:
        raise ValueError(f"{rows} rows; {MOST_ROWS} are the most, since a URN has six figures.")
    dice = random.Random(seed)
    with path.open("w", encoding="cp1252", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
        table.writeheader()
        for number in range(1, rows + 1):
            table.writerow(row(number, dice) | _spoilt(number))


def _spoilt(number: int) -> dict[str, str]:
    """What is wrong with some of the rows: a name is missing, or the URN is the row's before it."""
    if number % 500 == 250:
        return {"EstablishmentName": "", "EstablishmentStatus (name)": "Open"}
    if number % 500 == 499:
        return {"URN": str(FIRST_URN + number - 1), "EstablishmentStatus (name)": "Open"}
    return {}


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 25_000)
