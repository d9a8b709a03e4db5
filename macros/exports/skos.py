"""The glossary as SKOS in Turtle, made by rdflib."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from macros.handbook import Handbook
from macros.sources.kinds.term import Term

LANGUAGE = "en-GB"


def graph(handbook: Handbook) -> Graph:
    """A concept scheme with a concept for each term."""
    site = handbook.settings.site_url
    scheme = URIRef(f"{site}glossary/")
    made = Graph()
    made.bind("skos", SKOS)
    made.bind("dcterms", DCTERMS)
    made.add((scheme, RDF.type, SKOS.ConceptScheme))
    made.add((scheme, DCTERMS.title, Literal(f"{handbook.settings.name}: glossary", lang=LANGUAGE)))
    made.add((scheme, DCTERMS.license, Literal(handbook.settings.licence, lang=LANGUAGE)))
    for term in handbook.terms:
        _concept(made, scheme, term, handbook)
    return made


def text(handbook: Handbook) -> str:
    """The graph as Turtle; rdflib sorts it."""
    return graph(handbook).serialize(format="turtle")


def _concept(made: Graph, scheme: URIRef, term: Term, handbook: Handbook) -> None:
    concept = _uri(term, handbook)

    def text(words: str) -> Literal:
        return Literal(words, lang=LANGUAGE)

    made.add((concept, RDF.type, SKOS.Concept))
    made.add((concept, SKOS.inScheme, scheme))
    made.add((concept, SKOS.prefLabel, text(term.title)))
    for label in term.shown_labels[1:]:
        made.add((concept, SKOS.altLabel, text(label)))
    for label in term.hidden:
        made.add((concept, SKOS.hiddenLabel, text(label)))
    made.add((concept, SKOS.definition, text(term.definition)))
    made.add((concept, SKOS.scopeNote, text(term.plain)))
    made.add((concept, SKOS.editorialNote, text(handbook.vocabularies["statuses"][term.status].label)))
    if term.example:
        made.add((concept, SKOS.example, text(term.example)))
    if term.now:
        made.add((concept, SKOS.historyNote, text(term.now.text)))
    for change in term.history:
        made.add((concept, SKOS.changeNote, text(f"{change.date.isoformat()}: {change.change}")))
    for other in handbook.broader(term):
        made.add((concept, SKOS.broader, _uri(other, handbook)))
    for other in handbook.narrower(term):
        made.add((concept, SKOS.narrower, _uri(other, handbook)))
    if not handbook.broader(term):
        made.add((concept, SKOS.topConceptOf, scheme))
        made.add((scheme, SKOS.hasTopConcept, concept))
    for near in handbook.related(term):
        if isinstance(near, Term):
            made.add((concept, SKOS.related, _uri(near, handbook)))
            made.add((_uri(near, handbook), SKOS.related, concept))


def _uri(term: Term, handbook: Handbook) -> URIRef:
    return URIRef(f"{handbook.settings.site_url}{term.address}/")
