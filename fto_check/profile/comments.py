"""Texts that a comment cuts off: `claim: Case #14 ended` is the claim "Case" to YAML, which says nothing of the rest.

A comment is meant where two spaces or more stand before the number sign and a space after it. Where one space stands
before it, or a letter or a digit follows at once, the sign belongs to the text that an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from fto_check.documents.textfile import split_lines
from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity, clip

PROSE = frozenset({
    "claim", "title", "publisher", "note", "reason", "summary", "place", "at", "attributed_by", "name", "aliases",
    "actor", "by", "retracted", "predecessors", "successors", "for",
})  # fmt: skip
"""The keys whose values are words of an author's own; the values of `ignore` are such words too."""
_cut = re.compile(r"(?P<gap>\s+)#(?P<rest>.*)")
_somewhere = re.compile(r"#(?:(?<=\S[ \t]#)|(?<=[ \t]#)(?=\w))")
_key = "|".join(sorted(PROSE))
# A line in which a prose key has an unquoted text with a number sign in it.
_in_line = re.compile(
    rf"""(?:^|[{{,\s-])(?:{_key}):[ \t]+[^'"\[{{|>#\s&*!](?:(?![ \t]\#).)*?(?P<gap>[ \t]+)\#(?P<rest>.*)"""
)
_LONGEST_LINE = 1000
"""The characters of a line in which `_in_line` looks: its time grows with the square of them."""
_HINT = "a # after a space begins a comment: put the whole text in quotes"


def find_cut_texts(document: Document) -> Iterator[Problem]:
    """Yield the texts of a profile that a comment cuts off, each at its number sign."""
    if _somewhere.search(document.text) is None:
        return
    for node in _prose(document.root, prose=False):
        line, column = node.end_mark.line, node.end_mark.column
        found = _cut.match(document.lines[line], column) if line < len(document.lines) else None
        if found is not None and _is_text(found):
            yield _problem(document.path, document.lines, line, found, node.value)


def find_cut_text(error: InvalidDocumentError, raw: bytes) -> InvalidDocumentError:
    """Return the error of a file that is no YAML; where a number sign has cut a text off, it says so at the sign."""
    (problem, *others) = error.problems
    if others or problem.code != "FTO003":
        return error
    lines = split_lines(raw.decode("utf-8-sig", "replace"))
    last = min(problem.location.line, len(lines))
    for line in range(last - 1, max(last - 1 - LINES_BACK, -1), -1):
        found = _in_line.search(lines[line][:_LONGEST_LINE])
        if found is not None and _is_text(found):
            return InvalidDocumentError(error.path, [_problem(error.path, lines, line, found, "")])
    return error


LINES_BACK = 12
"""The lines before an error in which a cut text is looked for: what it breaks is noticed at the next key or bracket."""


def _prose(node: Any, *, prose: bool) -> Iterator[Any]:
    """Yield the unquoted scalars that are an author's words."""
    left = [(node, prose)]
    while left:
        node, prose = left.pop()
        if isinstance(node, yaml.MappingNode):
            left += [(value, prose or _is_prose(key.value, value)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            left += [(value, prose) for value in node.value]
        elif prose and node.style in (None, "") and node.end_mark is not None:
            yield node


def _is_prose(key: str, value: Any) -> bool:
    # The countries of an item are a list; a text under `where` says where somebody searched.
    return key in PROSE or key == "ignore" or (key == "where" and isinstance(value, yaml.ScalarNode))


def _is_text(found: re.Match[str]) -> bool:
    return len(found["gap"]) == 1 or found["rest"][:1].isalnum()


def _problem(path: str, lines: list[str], line: int, found: re.Match[str], value: str) -> Problem:
    column = found.end("gap") + 1
    where = Location(path, line + 1, column, line + 1, len(lines[line]) + 1, excerpt=lines[line])
    kept = f"only '{clip(value)}' is left of this text" if value else "this text is cut off here"
    return Problem("FTO121", Severity.ERROR, kept, where, _HINT)
