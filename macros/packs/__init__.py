"""What is printed or edited: entries' papers as Markdown, and from that as Word files."""
