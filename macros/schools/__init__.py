"""Schools from a file: the service's own list, or the official register."""
