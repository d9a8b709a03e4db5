"""Texts for others' pages: each in three lengths and several forms, with a version by which copies are known again."""
