"""Parts of packs point at what there is: folders, fields and words of them, papers and tables of entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from macros.sources import kinds
from macros.sources.entry import Entry
from macros.sources.kinds.pack import LISTS, Pack, PackPart
from macros.sources.load import Sources
from macros.sources.problems import did_you_mean
from macros.sources.yaml_marks import Location


def check(sources: Sources) -> None:
    """Add what is wrong with the parts of packs."""
    for pack in cast("dict[str, Pack]", sources.entries["packs"]).values():
        for number, part in enumerate(pack.parts):
            for place, message in _wrong(sources, pack, part):
                sources.problem(f"{pack.address}.yml", ("parts", number, *place), message)


def _wrong(sources: Sources, pack: Pack, part: PackPart) -> Iterator[tuple[Location, str]]:
    folder = part.all_of
    if folder and folder not in (*kinds.models(), *LISTS):
        yield ("all_of",), f"there is no folder '{folder}'.{did_you_mean(folder, (*kinds.models(), *LISTS))}"
        return
    if folder and folder not in LISTS:
        unknown = next((name for name in part.where if name not in kinds.models()[folder].model_fields), None)
        if unknown:
            near = did_you_mean(unknown, kinds.models()[folder].model_fields)
            yield ("where", unknown), f"entries of {folder} have no '{unknown}'.{near}"
        elif not any(_may_fit(sources, entry, part) for entry in sources.entries[folder].values()):
            yield ("all_of",), f"nothing in {folder} fits what where asks for. Change where, or take the part out."
    for number, show in enumerate(part.show):
        wrong = next((entry for entry in _shown(sources, pack, part) if show not in _can_show(entry)), None)
        if wrong:
            near = did_you_mean(show, _can_show(wrong))
            yield ("show", number) if len(part.show) > 1 else ("show",), f"{wrong.address} can't show '{show}'.{near}"


def _may_fit(sources: Sources, entry: Entry, part: PackPart) -> bool:
    for name, wanted in part.where.items():
        value = getattr(entry, name)
        words = sources.vocabularies["audiences"].within(wanted) if name == "audiences" else {wanted}
        if not (bool(value) if wanted == "any" else words & set(value if isinstance(value, tuple) else (str(value),))):
            return False
    return True


def _shown(sources: Sources, pack: Pack, part: PackPart) -> list[Entry]:
    if part.itself:
        return list(sources.entries[pack.one_for_each or ""].values())
    if part.all_of == "first-words":
        return list(sources.entries["glossary"].values())
    if part.all_of and part.all_of not in LISTS:
        return list(sources.entries[part.all_of].values())
    places = (address.rpartition("/") for address in part.entries)
    return [sources.entries[folder][name] for folder, _, name in places if name in sources.entries.get(folder, {})]


def _can_show(entry: Entry) -> list[str]:
    return [*entry.KIND.prints, *entry.part_ids]
