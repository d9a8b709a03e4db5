"""What the handbook is measured against: the usual way with MkDocs, and Hugo."""
