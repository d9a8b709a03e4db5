"""The forms under which terms stand in running text, and where they stand: longest first, plurals, possessives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from macros.sources.kinds.term import Term

_WORD = re.compile(r"[^\W_]+(?:[-'’&–][^\W_]+)*")
_SPLIT = re.compile(rf"({_WORD.pattern})")
_RUN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"['’,]?[ \n]")
_PREPOSITIONS = {"of", "in", "for", "and"}


class Mention(NamedTuple):
    """A term in a text: characters `start` to `end`, the term's id, and whether it is its abbreviation."""

    start: int
    end: int
    term: str
    abbreviated: bool


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    term: str
    abbreviated: bool
    exact: tuple[str, ...]


class Forms:
    """Finds terms in text, in time that grows with the text and not with the number of terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_first: dict[str, list[_Form]] = defaultdict(list)
        by_run: dict[str, list[_Form]] = defaultdict(list)
        for term in terms:
            if term.linking != "never":
                for form in _forms(term):
                    by_first[form.words[0]].append(form)
                    by_run[_RUN.findall(form.words[0])[0]].append(form)
        self._by_first = {word: sorted(forms, key=lambda form: -len(form.words)) for word, forms in by_first.items()}
        self._by_run = {run: tuple(forms) for run, forms in by_run.items()}

    def concerning(self, runs: Set[str]) -> tuple[tuple[_Form, ...], ...]:
        """The forms that may stand in texts with these `runs`: as long as they are the same, `find` finds the same in them."""
        return tuple(self._by_run[run] for run in runs & self._by_run.keys())

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a text, from left to right, none within another."""
        plain = _plain(text)
        same = len(plain) == len(text)  # so the places are the same in both, which saves taking each word by itself
        pieces = _SPLIT.split(plain if same else text)
        words = pieces[1::2] if same else [_plain(word) for word in pieces[1::2]]
        starts: list[int] = []
        after = 0
        for at in [at for at, word in enumerate(words) if word in self._by_first or word.endswith("'s")]:
            if at < after:
                continue
            starts = starts or [0, *accumulate(map(len, pieces))][1::2]
            form = next((form for form in self._beginning(words[at]) if _fits(form, at, words, pieces, starts, text)), None)
            if form is not None:
                after = at + len(form.words)
                end = starts[after - 1] + len(pieces[2 * after - 1])
                whole = words[after - 1] == form.words[-1]
                yield Mention(starts[at], end if whole else end - len("'s"), form.term, form.abbreviated)

    def _beginning(self, word: str) -> Iterable[_Form]:
        """The forms that begin with a word, or with what it is the possessive of."""
        forms = self._by_first.get(word, [])
        return [*forms, *self._by_first.get(_unpossessed(word), ())] if word.endswith("'s") else forms


def _fits(form: _Form, at: int, words: list[str], pieces: list[str], starts: list[int], text: str) -> bool:
    """Whether the words from number `at` on are the form. `pieces`, `starts`: the words with what is between; where each begins."""
    size = len(form.words)
    if at + size > len(words):
        return False
    for wanted, word in zip(form.words, words[at : at + size], strict=True):
        if word != wanted and not (_unpossessed(word) == wanted and wanted == form.words[-1]):
            return False
    if not all(_GAP.fullmatch(gap) for gap in pieces[2 * at + 2 : 2 * (at + size) : 2]):
        return False
    return all(text.startswith(exact, start) for exact, start in zip(form.exact, starts[at : at + size], strict=False))


def _forms(term: Term) -> Iterator[_Form]:
    for label in term.shown_labels:
        abbreviated = is_abbreviation(label)
        written = tuple(match.group() for match in _WORD.finditer(label))
        if not written:
            continue
        for words in {written, *_plurals(written, abbreviated)}:
            exact = words if abbreviated or term.linking == "as-written" else ()
            yield _Form(tuple(_plain(word) for word in words), term.id, abbreviated, exact)


def is_abbreviation(label: str) -> bool:
    """Whether a label is an abbreviation: one word with two capitals or more (PA, IiC, KS3), no other."""
    return " " not in label and sum(c.isupper() for c in label) >= 2


def _plurals(words: tuple[str, ...], abbreviated: bool) -> Iterator[tuple[str, ...]]:
    head = next((number for number, word in enumerate(words[1:]) if word.lower() in _PREPOSITIONS), len(words) - 1)
    word = words[head]
    if word.lower().endswith("s") and not abbreviated:
        return
    if re.search(r"[^aeiou]y$", word):
        plural = word[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", word) and not abbreviated:
        plural = word + "es"
    else:
        plural = word + "s"
    yield (*words[:head], plural, *words[head + 1 :])


def plural(title: str) -> str:
    """The plural of a title: careers interviews, Heads of Year."""
    words = title.split(" ")
    return " ".join(next(_plurals(tuple(words), False), tuple(words)))


def runs(text: str) -> frozenset[str]:
    """The runs of letters and digits in a text, in their plain form: "head's" has two."""
    return frozenset(_RUN.findall(_plain(text)))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace("–", "-")


def _unpossessed(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word
