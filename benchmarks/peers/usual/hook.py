"""The hook of the usual way: a generated Markdown file with a macro call for each term."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from macros import settings, terms  # type: ignore[attr-defined]  # in the benchmark's site, `macros` is the module beside this one

_PAGE = """\
---
title: {title}
description: {description}
---

{{{{ term_page("{name}") }}}}
"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the site's name and address from `handbook.yml`."""
    config.site_name = settings()["name"]
    config.site_url = settings()["site_url"]
    config.extra["feedback"] = settings()["feedback"]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each term."""
    for name, term in terms().items():
        text = _PAGE.format(name=name, title=json.dumps(term["title"]), description=json.dumps(term["summary"]))
        path = str(Path("glossary", f"{name}.md"))
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files
