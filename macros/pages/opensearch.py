"""The description by which a browser can search the handbook from its own address bar (OpenSearch 1.1)."""

from __future__ import annotations

from xml.etree import ElementTree

from macros.sources.settings import Settings

PATH = "opensearch.xml"
_LONGEST = 16


def text(settings: Settings) -> str:
    """The description as XML."""
    root = ElementTree.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    icon, site = {"type": "image/svg+xml"}, {"type": "text/html", "template": f"{settings.site_url}search/?q={{searchTerms}}"}
    for name, words, attributes in (
        ("ShortName", settings.service[:_LONGEST], {}),
        ("Description", f"Search the {settings.name}", {}),
        ("InputEncoding", "UTF-8", {}),
        ("Language", "en-GB", {}),
        ("Image", f"{settings.site_url}assets/favicon.svg", icon),
        ("Url", None, site),
    ):
        ElementTree.SubElement(root, name, attributes).text = words
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
