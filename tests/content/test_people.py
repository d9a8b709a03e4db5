"""No person's address or number: mail goes to example.org, numbers are those kept for fiction."""

from __future__ import annotations

import re

from macros.handbook import Handbook


def test_addresses_and_numbers_are_samples(handbook: Handbook) -> None:
    """Every email address ends in example.org; every telephone number is 01632 960xxx, but for 999."""
    for entry in handbook:
        for _, text in entry.texts:
            assert all(address.endswith("@example.org") for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text)), entry.address
            assert all(number.startswith("01632 960") for number in re.findall(r"\b0\d[\d ]{7,}\d", text)), entry.address
