"""Templates of a folder, filled by Jinja: a name that isn't given is an error, and tags leave no empty lines."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket


def environment(folder: Path, html: bool = True) -> jinja2.Environment:
    """The folder's templates as they are now, whatever is saved later. `html`: what is filled in is escaped."""
    texts = {
        path.relative_to(folder).as_posix(): (path.read_text(encoding="utf-8"), str(path), lambda: True)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(texts.get),
        bytecode_cache=_Compiled(),
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


class _Compiled(jinja2.BytecodeCache):
    """What was compiled in this process, by the template's text, so that a later environment needn't do it again."""

    _kept: dict[str, tuple[str, CodeType | None]] = {}  # noqa: RUF012 (one for all)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from this text."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.checksum, bucket.code
