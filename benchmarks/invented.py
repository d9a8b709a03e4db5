"""Invented terms with fields as long, and as often filled, as those of the real glossary. The same number gives the same terms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

SEED = 2007


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_STARTS = _split("ash bar car den fen gil hol ken lyn mar nor pen ros sal tun win")
_MIDDLES = _split("a e i o am el er in on or")
_ENDS = _split("bury den field ford ham hurst ley ling stead ton wick worth")
_NOUNS = _split(
    "activity agreement award bulletin calendar certificate course day diary evening fair folder form framework group interview "
    "lesson meeting module placement plan portfolio profile programme project record referral report review scheme session "
    "standard survey target template tool unit visit week workshop"
)
_WORDS = _split(
    "a about adviser after all an and any as at before behind both but by choose college course each for from give goes help hold "
    "in into is it keep know learn lead leaves may meet more named needs next of often on one or other own part people person "
    "place plan room say school see service share show some staff student study support teach tell term than that the their them "
    "then there they think this those time to told tutor use want what when where which who why with without work year young"
)
_WORDS_OF_A_SENTENCE = 12
_MENTIONS_PER_WORD = 0.035
_QUERIES = 25
_OWN_WORDS = 0.2


@dataclass(frozen=True)
class Names:
    """The ids of the terms and their titles, in the same order."""

    ids: tuple[str, ...]
    titles: tuple[str, ...]


def terms(number: int, wanted: Sequence[str], vocabularies: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
    """`number` terms by id, as plain data for YAML. The ids `wanted` are among them; vocabularies: the ids of each list.

    Raises ValueError if `number` is too small for the ids that are wanted.
    """
    if number < len(wanted):
        raise ValueError(f"{number} terms are too few: other entries name {len(wanted)}")
    chance = Random(SEED)
    labels = _labels(3 * number, chance)
    titles = tuple(labels[:number])
    names = Names((*wanted, *(_id(title) for title in titles[len(wanted) :])), titles)
    writer = _Writer(names, labels[number:], vocabularies, chance)
    return {name: writer.term(place) for place, name in enumerate(names.ids)}


def queries(made: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """What people type for each of the terms: little words and rarer ones in turn, some of its own title among them."""
    chance = Random(SEED)
    rare = sorted({word.lower() for term in made.values() for word in str(term["title"]).split()})

    def words(title: str) -> str:
        own = title.lower().split()
        few = [chance.choice(own) if chance.random() < _OWN_WORDS else rare[_skewed(len(rare), chance)] for _ in range(3)]
        return " ".join(word for pair in zip(chance.choices(_WORDS, k=3), few, strict=True) for word in pair)

    return {name: [words(str(term["title"])) for _ in range(_QUERIES)] for name, term in made.items()}


def _labels(number: int, chance: Random) -> list[str]:
    """Different labels. Some first words are frequent and most are rare, as in the real glossary."""
    firsts = _first_words(max(60, number // 2), chance)
    found: dict[str, None] = {}
    while len(found) < number:
        first, noun = firsts[_skewed(len(firsts), chance)], chance.choice(_NOUNS)
        middle = f"{chance.choice(_NOUNS)} " if chance.random() < 0.3 else ""
        found[f"{first} {middle}{noun}".capitalize()] = None
    return list(found)


def _first_words(number: int, chance: Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        middle = "".join(chance.choices(_MIDDLES, k=chance.randint(0, 3)))
        found[chance.choice(_STARTS) + middle + chance.choice(_ENDS)] = None
    return list(found)


def _skewed(number: int, chance: Random) -> int:
    """A place from 0 to `number` - 1, the first ones far more often."""
    return int(number * chance.random() ** 2)


def _id(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())


class _Writer:
    """Fills the fields of one term after another."""

    def __init__(self, names: Names, spare: Sequence[str], vocabularies: Mapping[str, Sequence[str]], chance: Random) -> None:
        self._names = names
        self._spare = iter(spare)
        self._known = vocabularies
        self._chance = chance

    def term(self, place: int) -> dict[str, Any]:
        """The fields of the term at `place`."""
        title = self._names.titles[place]
        return {
            "title": title,
            "summary": self._text(18),
            **self._sometimes(0.80, "aliases", lambda: [next(self._spare)]),
            "hidden": [f"{title.replace(' ', '')}", f"{title}z"],
            **self._sometimes(0.14, "avoid", self._avoid),
            "definition": self._text(46),
            "plain": self._text(11),
            "category": self._one("categories"),
            "audiences": self._some("audiences", 3),
            **self._sometimes(0.52, "confused_with", lambda: self._confusions(place)),
            **self._sometimes(0.56, "example", lambda: self._text(14)),
            **self._links(place),
            **self._sometimes(0.12, "now", self._now),
            "asks": [f"{self._text(7)[:-1]}?" for _ in range(3)],
            **self._sometimes(0.57, "confirm", lambda: [self._text(14)]),
            **self._about(),
        }

    def _text(self, number: int) -> str:
        """`number` words in sentences, some of them the title of another term."""
        words: list[str] = []
        while len(words) < number:
            if self._chance.random() < _MENTIONS_PER_WORD and len(words) < number - 3:
                words += self._names.titles[_skewed(len(self._names.titles), self._chance)].lower().split()
            else:
                words.append(self._chance.choice(_WORDS))
        starts = range(0, number, _WORDS_OF_A_SENTENCE)
        return " ".join(" ".join(words[start : start + _WORDS_OF_A_SENTENCE]).capitalize() + "." for start in starts)

    def _sometimes(self, share: float, name: str, value: Any) -> dict[str, Any]:
        if self._chance.random() >= share:
            return {}
        made = value()
        return {name: made} if made else {}

    def _one(self, vocabulary: str) -> str:
        return self._chance.choice(self._known[vocabulary])

    def _some(self, vocabulary: str, most: int) -> list[str]:
        return self._chance.sample(self._known[vocabulary], self._chance.randint(1, most))

    def _avoid(self) -> list[dict[str, Any]]:
        said = f"{self._chance.choice(_STARTS)}{self._chance.choice(_ENDS)} label"
        audiences = self._some("audiences", 3)
        return [{"say": said, "audiences": audiences, "why": self._text(8), "instead": next(self._spare)}]

    def _confusions(self, place: int) -> list[dict[str, str]]:
        """One or two earlier terms, so that no pair is written twice."""
        near = range(max(0, place - 9), place)
        chosen = self._chance.sample(near, min(len(near), self._chance.randint(1, 2)))
        return [{"id": f"glossary/{self._names.ids[other]}", "difference": self._text(22)} for other in chosen]

    def _links(self, place: int) -> dict[str, list[str]]:
        """Every ninth term is narrower than the one before it; related terms lie outside that family."""
        others = [_skewed(len(self._names.ids), self._chance) for _ in range(self._chance.randint(1, 4))]
        related = {f"glossary/{self._names.ids[other]}": None for other in others if other not in (place - 1, place, place + 1)}
        broader = {"broader": [self._names.ids[place - 1]]} if place % 9 == 8 else {}
        return {**broader, **({"related": list(related)} if related else {})}

    def _now(self) -> dict[str, str]:
        return {"text": self._text(20), "source": self._one("references"), "checked": "2026-11"}

    def _about(self) -> dict[str, Any]:
        sections = [name for name in self._known["sources"] if name[0].isdigit()]
        return {
            "remedies": self._some("remedies", 2),
            "source": [self._chance.choice(sections)],
            "status": "draft",
            "owner": self._one("owners"),
            "reviewed": None,
            "review_by": datetime.date(2027, 9, 1),
            "history": [{"date": datetime.date(2026, 11, 24), "change": "First version."}],
        }
