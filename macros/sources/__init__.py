"""From YAML on disk to checked models: nothing here knows of pages, MkDocs or output formats."""
