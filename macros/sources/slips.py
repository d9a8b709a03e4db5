"""What the YAML parser's messages mean, said in an editor's words, with the mended line where it can be guessed."""

from __future__ import annotations

import re

import yaml

Place = tuple[int, int]


def explain(error: yaml.YAMLError, text: str) -> tuple[Place, str]:
    """Place (line and column from 1) and plain words for an error raised by the YAML reader, scanner or parser."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unprintable(error, text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return (1, 1), f"this isn't YAML that can be read: {error}"
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return (1, 1), f"this isn't YAML that can be read: {error.problem}"
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1)
    line = lines[number]
    for slip in (
        _tab,
        _question_in_braces,
        _colon_in_value,
        _question_first,
        _quoted_then_words,
        _open_quote,
        _reserved_start,
        _not_closed,
        _key_alone,
        _second_document,
        _indent,
    ):
        found = slip(error, lines, number, min(mark.column, len(line)))
        if found:
            return found
    problem = (error.problem or "").replace("<", "").replace(">", "")
    return (number + 1, mark.column + 1), (
        f"the file can't be read from here on ({problem}). Look at this line and the one above: a quote or bracket may be "
        "missing, or the line may stand too far left or right."
    )


def written_tag(tag: str) -> str:
    """A tag as the editor wrote it: `!!python/name` for `tag:yaml.org,2002:python/name`."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def comma_in_braces(word: str, line: str) -> str:
    """What to say of `{ask: Yes, no}`, where `no` became a name without a value."""
    value = re.search(rf"(\w+): ([^{{}}:,]*, *{re.escape(word)})(?=\s*[,}}])", line)
    if value:
        return _in_braces(",", value, line)
    return f"'{word}' has no value. If the comma before it belongs to the words, put them in quotes."


def question_in_braces(line: str) -> str:
    """What to say of `{ask: Is it in use?}`, which some readers of YAML refuse and others don't."""
    value = re.search(r"(\w+): ([^{},]*\?[^{},]*)", line)
    return _in_braces("?", value, line) if value else "a '?' stands inside { }. Put the words in quotes."


def _in_braces(mark: str, value: re.Match[str], line: str) -> str:
    mended = line.strip().replace(value.group(0), f"{value.group(1)}: {quoted(value.group(2))}")
    return f"this '{mark}' stands inside {{ }}. Put the words in quotes: {mended}"


def quoted(words: str) -> str:
    """The words as a YAML value in double quotes."""
    inner = words.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _unprintable(error: yaml.reader.ReaderError, text: str) -> tuple[Place, str]:
    position = error.position if isinstance(error.position, int) else 0
    found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]", text)
    if found:
        position = found.start()
    before = text[:position]
    return (before.count("\n") + 1, position - before.rfind("\n")), (
        f"a control character (number {ord(text[position]) if text else 0}) stands here; it can't be seen. "
        "Delete what is around this place and type it again."
    )


def _tab(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    for near in (number, number - 1):
        if near >= 0 and "\t" in lines[near]:
            return (near + 1, lines[near].index("\t") + 1), "a tab stands here. Use spaces: two for each step to the right."
    return None


def _question_in_braces(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    line = lines[number]
    if "flow mapping" not in f"{error.context} {error.problem}" or "{" not in line:
        return None
    for mark in "?:":
        found = re.search(rf"(\w+): ([^\"'{{}},\[\]]*\{mark}[^\"'{{}},\[\]]*)", line)
        if found:
            return (number + 1, found.start(2) + found.group(2).index(mark) + 1), _in_braces(mark, found, line)
    return None


def _colon_in_value(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    if "mapping values are not allowed" not in (error.problem or ""):
        return None
    found = re.match(r"(\s*(?:- )?)([^\s:#'\"][^:]*): (.*)$", lines[number])
    if found and ":" in found.group(3):
        mended = f"{found.group(2)}: {quoted(found.group(3))}"
        return (number + 1, column + 1), f"a second ':' stands in this line. Put the words in quotes: {mended}"
    return (number + 1, column + 1), (
        "this ':' can't stand here. Either the line above isn't finished, or the line stands too far right, or the words "
        "need quotes."
    )


def _quoted_then_words(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    for near in (number, number - 1):
        found = near >= 0 and re.match(r"(\s*(?:- )*(?:[\w-]+: )?)((['\"]).*?\3)(\s*[^\s#,\]}:].*)$", lines[near])
        if found:
            before, rest = found.group(1), found.group(2) + found.group(4)
            return (near + 1, len(before) + len(found.group(2)) + 1), (
                f"words stand after the closing quote. Put the whole in quotes: {before.strip()} {quoted(rest)}".replace(
                    ":  ", ": "
                )
            )
    return None


def _question_first(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    found = re.search(r"(\w+): (\?[^,}]*)(?=[,}])", lines[number])
    if not found or "{" not in lines[number]:
        return None
    return (number + 1, found.start(2) + 1), _in_braces("?", found, lines[number])


def _open_quote(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    """A quote that was meant to close in its own line swallows the lines below, up to the next quote."""
    for at, line in enumerate(lines[: number + 1]):
        found = re.match(r"(\s*(?:- )*(?:[\w-]+: )?)(?:\"[^\"]*|'[^']*)$", line)
        if found:
            return (
                at + 1,
                len(found.group(1)) + 1,
            ), "the quote that opens here isn't closed in this line. Close it, or take it away."
    return None


def _reserved_start(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    found = re.match(r"(\s*(?:- )*(?:[\w-]+: )?)([@`%&*!|>].*)$", lines[number])
    if found and not re.fullmatch(r"[|>][-+0-9]*", found.group(2).strip()):
        at = len(found.group(1)) + 1
        return (number + 1, at), (
            f"a value can't begin with '{found.group(2)[0]}'. Put it in quotes: {found.group(1).strip()} {quoted(found.group(2))}"
        )
    return None


def _not_closed(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    said = f"{error.context} {error.problem}"
    start = error.context_mark
    if start is None:
        return None
    place = (start.line + 1, start.column + 1)
    if "quoted scalar" in said:
        return place, "the quote that opens here is never closed. Add one at the end of the words, or take this one away."
    if "flow sequence" in said:
        return place, "the '[' that opens here isn't closed, or a comma is missing between two words. Close it with ']'."
    if "flow mapping" in said:
        return place, "the '{' that opens here isn't closed, or a comma is missing. Close it with '}'."
    return None


def _key_alone(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    if "could not find expected ':'" not in (error.problem or ""):
        return None
    at = error.context_mark.line if error.context_mark else number
    return (at + 1, 1), (
        f"a ':' is missing after the name in this line ({lines[at].strip()!r}), or the line belongs to the text above and "
        "stands too far left."
    )


def _second_document(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    if "expected a single document" not in f"{error.context} {error.problem}":
        return None
    return (number + 1, 1), "a second '---' stands here. One file holds one entry: put the rest into a file of its own."


def _indent(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> tuple[Place, str] | None:
    said = f"{error.context} {error.problem}"
    if "block mapping" in said or "block collection" in said or "block sequence" in said or "document start" in said:
        return (number + 1, column + 1), (
            "this line doesn't line up with those above. Names of one level begin in the same column; '- ' opens a list item."
        )
    return None
