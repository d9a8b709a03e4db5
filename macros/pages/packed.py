"""How often the search's records are asked for by each word, in few bytes: the index of the search grows with it.

Words stand in alphabetical order, each as what it shares with the one before (a capital: A for nothing, B for a letter …) and
its rest. Then, bit by bit, for each word: in how many records it is (Elias' gamma code), and how often mostly (a step of `STEPS`,
in unary); for each of these records the distance from the one before (Rice code, whose parameter follows from how many there are),
and how often: the usual step, the one above, the one below, and so on (unary, the last without its end).
`docs/assets/search/packed.js` reads it.
"""

from __future__ import annotations

import base64
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

STEPS = (1, 2, 4, 8, 16)
"""From how many times on a step holds."""
_LONGEST_SHARED = 25
_KEPT = 1 << 14
"""Of so many words the bits are kept, since from one save to the next hardly any differ."""


class Packed(NamedTuple):
    """The words, and Base64 of the bits."""

    words: str
    bits: str


def pack(counts: Sequence[Mapping[str, int]]) -> Packed:
    """How often each word (small letters and digits) stands in the queries of each record, by the record's number."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for record, asked in enumerate(counts):
        for word, number in asked.items():
            found[word].append((record, number))
    words = sorted(found)
    bits = "".join(_of_word(tuple(found[word]), len(counts)) for word in words)
    bits += "0" * (-len(bits) % 8)
    whole = int(bits or "0", 2).to_bytes(len(bits) // 8, "big")
    return Packed("".join(_shortened(words)), base64.b64encode(whole).decode("ascii"))


def _parameter(records: int, of: int) -> int:
    """Rice's parameter for a word in so many `records` of all: the distance between two is written in at least so many bits."""
    return max(0, (of // records).bit_length() - 1)


@lru_cache(maxsize=_KEPT)
def _of_word(found: Sequence[tuple[int, int]], of: int) -> str:
    size = f"{len(found):b}"
    steps = [bisect(STEPS, number) - 1 for _, number in found]
    usual = max(range(len(STEPS)), key=steps.count)
    codes = _step_codes(usual)
    bits = [_unary(len(size) - 1), size[1:], _unary(usual)]
    small = _parameter(len(found), of)
    before = -1
    for (record, _), step in zip(found, steps, strict=True):
        bits += _rice(record - before - 1, small), codes[step]
        before = record
    return "".join(bits)


@cache
def _rice(number: int, small: int) -> str:
    return _unary(number >> small) + (f"{number & ((1 << small) - 1):0{small}b}" if small else "")


def _unary(number: int) -> str:
    return "1" * number + "0"


@cache
def _step_codes(usual: int) -> dict[int, str]:
    """The code of each step, where one is usual: the nearer, the shorter."""
    nearest = sorted(range(len(STEPS)), key=lambda step: (abs(step - usual), -step))
    return {step: _unary(place)[: len(STEPS) - 1] for place, step in enumerate(nearest)}


def _shortened(words: Sequence[str]) -> Iterator[str]:
    for before, word in pairwise(["", *words]):
        pairs = zip(before[:_LONGEST_SHARED], word, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        yield chr(ord("A") + shared) + word[shared:]
