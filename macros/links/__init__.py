"""Whether each link of the built site leads somewhere, and where an editor mends those that don't."""
