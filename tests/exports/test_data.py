"""The data files, read back by other libraries: what they hold is the handbook, and the rules of each format are kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from macros.exports import csv_table, files, json_document, skos
from macros.handbook import Handbook, read
from macros.render import sheets
from tests import sample

ATOM = "{http://www.w3.org/2005/Atom}"
SHAPES = sample.ROOT / "tests" / "exports" / "skos-shapes.ttl"


@pytest.fixture(scope="module")
def data(handbook: Handbook) -> dict[str, str]:
    return {path: make() for path, make in files(handbook).items()}


def test_json_fits_its_schema(data: dict[str, str]) -> None:
    """handbook.json is valid by the schema beside it, and the schema is a schema."""
    schema = json.loads(data["data/handbook.schema.json"])
    document = json.loads(data["data/handbook.json"])

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_wrong(data: dict[str, str]) -> None:
    """An entry with a field that its kind doesn't have isn't valid."""
    document = json.loads(data["data/handbook.json"])
    document["entries"]["glossary"]["neet"]["colour"] = "red"

    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(document, json.loads(data["data/handbook.schema.json"]), jsonschema.Draft202012Validator)


def test_json_holds_everything(data: dict[str, str], handbook: Handbook) -> None:
    """Every entry of every kind, with its status and address."""
    entries = json.loads(data["data/handbook.json"])["entries"]

    assert {(folder, name) for folder, found in entries.items() for name in found} == {
        (entry.KIND.folder, entry.id) for entry in handbook
    }
    assert all(
        entry["url"].startswith(handbook.settings.site_url) and entry["status"]
        for found in entries.values()
        for entry in found.values()
    )


def test_csv_opens_in_excel(data: dict[str, str], handbook: Handbook) -> None:
    """A byte order mark, one row a term, and a status in each row."""
    text = data["data/glossary.csv"]
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert [row["id"] for row in rows] == [term.id for term in handbook.terms]
    assert all(row["status"] and row["plain version"] for row in rows)


def test_csv_makes_formulas_harmless(tmp_path: Path) -> None:
    """A cell that Excel would run begins with an apostrophe."""
    root = sample.make(tmp_path / "handbook")
    (root / "glossary" / "word-1.yml").write_text(
        sample.term("=HYPERLINK(1)").replace("plain: A word.", 'plain: "@SUM(A1)"'), encoding="utf-8"
    )

    rows = csv.reader(io.StringIO(csv_table.text(read(root))))

    assert next(row for row in rows if row[0] == "word-1")[1:4] == ["'=HYPERLINK(1)", "", "'@SUM(A1)"]
    assert [sheets.harmless(cell) for cell in ("+1", "-1", "a+b")] == ["'+1", "'-1", "a+b"]


def test_skos_keeps_the_reference_conditions(data: dict[str, str]) -> None:
    """SHACL shapes for S9, S13, S14, S27, S37 and S46 of the SKOS reference."""
    graph = Graph().parse(data=data["data/glossary.ttl"], format="turtle")

    conforms, _, words = validate(graph, shacl_graph=Graph().parse(SHAPES), advanced=True)

    assert conforms, words


@pytest.mark.parametrize(
    ("condition", "triples"),
    [
        ("S9", "ex:a a skos:ConceptScheme ."),
        ("S13", 'ex:a skos:altLabel "A"@en-GB .'),
        ("S13 hidden", 'ex:a skos:hiddenLabel "A"@en-GB .'),
        ("S14", 'ex:a skos:prefLabel "Other"@en-GB .'),
        ("S27", "ex:a skos:broader ex:b . ex:b skos:broader ex:c . ex:a skos:related ex:c ."),
        ("S37", "ex:a a skos:Collection ."),
        ("S46", "ex:a skos:exactMatch ex:b ; skos:broadMatch ex:b ."),
    ],
)
def test_the_shapes_find_faults(condition: str, triples: str) -> None:
    """Each shape refuses what its condition forbids: the test above can fail."""
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://example.org/> .\n"
    sound = "".join(f'ex:{name} a skos:Concept ; skos:prefLabel "{name.upper()}"@en-GB .\n' for name in "abc")
    shapes = Graph().parse(SHAPES)

    assert validate(Graph().parse(data=prefixes + sound, format="turtle"), shacl_graph=shapes, advanced=True)[0]
    assert not validate(Graph().parse(data=prefixes + sound + triples, format="turtle"), shacl_graph=shapes, advanced=True)[0], (
        condition
    )


def test_skos_holds_the_terms(handbook: Handbook) -> None:
    """Labels, definitions and hierarchy of a term; misspellings are hidden labels."""
    graph = skos.graph(handbook)
    site = handbook.settings.site_url
    adviser, guidance = URIRef(f"{site}glossary/personal-adviser/"), URIRef(f"{site}glossary/guidance-personal-adviser/")

    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(handbook.terms)
    assert str(graph.value(adviser, SKOS.prefLabel)) == "Personal Adviser"
    assert "PA" in {str(label) for label in graph.objects(adviser, SKOS.altLabel)}
    assert "personal advisor" in {str(label) for label in graph.objects(adviser, SKOS.hiddenLabel)}
    assert (guidance, SKOS.broader, adviser) in graph
    assert (adviser, SKOS.narrower, guidance) in graph


def test_atom(data: dict[str, str], handbook: Handbook) -> None:
    """Well-formed, with the ids, dates and links that RFC 4287 asks for; ids don't repeat."""
    feed = ElementTree.fromstring(data["data/changes.atom"])
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]

    assert feed.findtext(f"{ATOM}title") == f"{handbook.settings.name}: changes"
    assert feed.findtext(f"{ATOM}updated")
    assert len(entries) == len(set(ids)) > 50
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith(handbook.settings.site_url)
        assert entry.findtext(f"{ATOM}updated", "").endswith("Z") or "+00:00" in entry.findtext(f"{ATOM}updated", "")


def test_a_lowest_status_withholds_drafts(handbook: Handbook) -> None:
    """With `agreed` as the lowest status, no draft is in any file, and nothing points at one."""
    settings = handbook.settings.model_copy(
        update={"lowest_status": handbook.settings.lowest_status.model_copy(update={"pages": "agreed"})}
    )
    neet = handbook.term("neet").model_copy(update={"status": "agreed"})
    entries = {**handbook.entries, "glossary": {**handbook.entries["glossary"], "neet": neet}}
    released = Handbook(settings, handbook.vocabularies, entries, handbook.aliases, handbook.published).released("pages")

    assert [entry.address for entry in released] == ["glossary/neet"]
    assert released.pairs == ()
    assert released.related(neet) == ()
    assert json_document.document(released)["entries"]["roles"] == {}
