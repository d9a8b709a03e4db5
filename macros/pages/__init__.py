"""The site: HTML templates, the views that fill them, and the thin hook that gives them to MkDocs."""
