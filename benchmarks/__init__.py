"""Measures the handbook beside its peers: builds, checks, and the weight of a page. Run: .venv/bin/python -m benchmarks."""
