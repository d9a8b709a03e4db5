"""YAML to plain data, remembering where each value stood.

Only the plain part of YAML is let in: no anchors, aliases, tags or second documents. That is what an editor needs, and it
shuts out alias bombs and objects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from macros.sources import slips

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 512 * 1024
MAX_DEPTH = 20
_SUSPICIOUS_INDENT = re.compile(r"^(?: {40,}| *(?:[-?] ){10,})", re.MULTILINE)
_TEXT = "tag:yaml.org,2002:str"
_SCALARS = yaml.constructor.SafeConstructor()
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "int", "float", "timestamp", "map", "seq")}

Place = tuple[int, int]
Location = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value stands (line and column from 1) and how it was written."""

    line: int
    column: int
    written: str = ""


@dataclass
class Document:
    """Plain data with the text it came from; `faults` are places and words of what could not be read.

    Where a value stood is found by composing the text once more, only when somebody asks: a sound file costs nothing for it.
    """

    data: Any = None
    text: str = ""
    faults: list[tuple[Place, str]] = field(default_factory=list)

    @cached_property
    def _root(self) -> yaml.Node | None:
        return yaml.compose(self.text, Loader=Loader) if self.text else None

    def mark(self, location: Location) -> Mark:
        """The mark of the value at `location`, or of the nearest value around it that the file has."""
        node = self._root
        for part in location:
            inner = _child(node, part)[1]
            if inner is None:
                break
            node = inner
        return _mark(node)

    def key(self, location: Location) -> Mark:
        """The mark of the key at `location` (unknown keys), or of the value where there is no key (list items)."""
        node = self._root
        for part in location[:-1]:
            node = _child(node, part)[1]
        key = _child(node, location[-1])[0] if location else None
        return _mark(key) if key is not None else self.mark(location)


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The nodes of key and value at a name or number within a node; None where there is no such thing."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None, None


def _mark(node: yaml.Node | None) -> Mark:
    if node is None:
        return Mark(1, 1)
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    return Mark(node.start_mark.line + 1, node.start_mark.column + 1, written)


def read(path: Path, most: int = MAX_BYTES) -> Document:
    """Read the YAML file at `path`. `most`: how many bytes it may have.

    Never raises for what the file holds: faults are in the document. A file that can't be opened is a fault too.
    """
    try:
        if path.stat().st_size > most:
            return _fault(
                (1, 1), f"the file is larger than {most // 1024} kB. Is it the right one? An entry is a few kilobytes of text."
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        return _fault((1, 1), "there is no such file. If it was deleted or renamed, put it back.")
    except OSError as error:
        return _fault((1, 1), f"the file can't be read ({error.strerror}). Close it in other programs, or ask for access.")
    text, fault = _decode(raw)
    return _fault(*fault) if fault else parse(text)


def parse(text: str) -> Document:
    """Plain data and marks of YAML text (line ends of any kind)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(re.findall(r"[\[{]", text)) > 500 or _SUSPICIOUS_INDENT.search(text):
        deep = _too_deep(text)
        if deep:
            return _fault(
                deep,
                f"lists and sections stand more than {MAX_DEPTH} deep inside each other. Look for a '[', '{{' or '-' too many.",
            )
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        return _fault(*slips.explain(error, text))
    if node is None:
        return _fault((1, 1), "the file is empty. Copy _template.yml into it and fill it in.")
    document = Document(text=text)
    _Builder(document, text).build(node)
    return document


def _fault(place: Place, message: str) -> Document:
    return Document(faults=[(place, message)])


def _decode(raw: bytes) -> tuple[str, tuple[Place, str] | None]:
    how = (
        "Save it as UTF-8: in Notepad choose File, Save as, and UTF-8 beside Encoding; "
        "in VS Code click the encoding in the bottom line."
    )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        return "", ((1, 1), f"the file is saved as UTF-16, which can't be read here. {how}")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :]) + 1
        shown = raw[error.start : error.start + 1].decode("cp1252", "replace")
        return "", ((line, column), f"the character here ('{shown}') isn't saved as UTF-8. {how}")


def _too_deep(text: str) -> Place | None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH and event.start_mark:
                    return event.start_mark.line + 1, event.start_mark.column + 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None
    return None


class _Builder:
    """Turns composed nodes into data; each node may be visited once only, so that aliases can't multiply."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.lines = text.split("\n")
        self.seen: set[int] = set()

    def build(self, root: yaml.Node) -> None:
        self.document.data = self.value(root)

    def fault(self, node: yaml.Node, message: str) -> None:
        self.document.faults.append(((node.start_mark.line + 1, node.start_mark.column + 1), message))

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.seen:
            self.fault(node, "'&' and '*' (anchors and aliases) aren't used here. Write the text again in each place.")
            return None
        self.seen.add(id(node))
        if node.tag == _TEXT:
            return node.value
        if node.tag not in _PLAIN_TAGS:
            self.fault(
                node,
                f"'{slips.written_tag(node.tag)}' is a YAML tag, and these aren't used here. "
                "Put the value in quotes if it begins with '!'.",
            )
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child) for child in node.value]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        data: dict[str, Any] = {}
        keys: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node)
            if key is None:
                continue
            if key in data:
                first = keys[key].start_mark.line + 1
                self.fault(key_node, f"'{key}' stands here a second time; the first is in line {first}. Keep one of them.")
                continue
            if node.flow_style and _left_empty(value_node):
                self.fault(key_node, slips.comma_in_braces(key, self.lines[key_node.start_mark.line]))
            if node.flow_style and _asks(value_node):
                self.fault(value_node, slips.question_in_braces(self.lines[value_node.start_mark.line]))
            keys[key] = key_node
            data[key] = self.value(value_node)
        return data

    def key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, "a name is needed before the ':', not a list. Put the words in quotes.")
            return None
        return str(node.value)

    def scalar(self, node: yaml.Node) -> Any:
        try:
            return _SCALARS.yaml_constructors[node.tag](_SCALARS, node)
        except (ValueError, OverflowError):
            self.fault(
                node,
                f"'{node.value}' looks like a date or a number, but there is no such one. "
                "Dates are written year-month-day: 2027-09-01.",
            )
            return None


def _left_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _asks(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and "?" in node.value and not node.style
