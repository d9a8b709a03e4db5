"""Where our texts stand on schools' pages, and which copies are out of date."""
