"""YAML text in, plain data and the place of each part of it out: one parse for both.

`composer` has the rules for scalars and the refused features. A key that stands twice, a merge key and a key that a
question mark would shorten are refused here: the rest of the file can still be read. All texts are in normal form C.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from fto_check.documents.composer import SPECIAL, compose
from fto_check.documents.labels import nfc
from fto_check.documents.textfile import MAX_BYTES, decode, in_file, quote, read_bytes, split_lines
from fto_check.problems.problems import MAX_PROBLEMS, InvalidDocumentError, Location, Problem, Severity, clip

Data = None | bool | str | list["Data"] | dict[str, "Data"]
KeyPath = Sequence[str | int]
"""The way from the top of a file to a part of it, such as `("evidence", "helicopter-2015", "sources", 0)`."""
# A question mark that the parsers take for a sign stands where a key may begin: not within a word, as in an address.
_mark_of_key = re.compile(r"\?(?<![^\s\[\]{},:?'\"].)")


@dataclass(frozen=True, kw_only=True)  # without slots, which leave no room for the cached lines
class Document:
    """A parsed file: its plain data, and the way from a key path to a place."""

    path: str
    text: str
    data: dict[str, Data]
    root: Any = field(repr=False)
    """The root of the tree of PyYAML's nodes."""
    problems: tuple[Problem, ...] = ()
    """The problems that leave the rest of the data readable, such as a key that stands twice. A caller that finds more
    problems adds these, so that the author sees all at once."""
    _by_key: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict, repr=False, compare=False)
    """The key and value nodes of each mapping that was asked for, by the mapping's id()."""

    def locate(self, keys: KeyPath, *, at_key: bool = False) -> Location:
        """Return the place of the value at `keys`, or of its key if `at_key`; steps that the file lacks are skipped.

        A path that ends in missing steps leads to the key of the innermost part that is there, or to the start of the
        file.
        """
        node, key_node, missing = self.root, None, False
        labels: list[str] = []
        for step in keys:
            found = self._child(node, step)
            labels.append(_label(step, found))
            if found is None:
                missing = True
                continue
            key_node, node, missing = found[0], found[1], False
        if (at_key or missing) and key_node is not None:
            node = key_node
        elif missing and node is self.root:
            return self._quoted(Location(self.path, 1, 1, 1, 1, keys=".".join(labels)))
        return self._quoted(_span(self.path, node, ".".join(labels)))

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """Return the key node (None in a list) and value node that a step leads to, or None."""
        if isinstance(node, yaml.MappingNode):
            # A mapping of thousands of keys is asked for each of them, so its keys are indexed once.
            keys = self._by_key.get(id(node))
            if keys is None:
                keys = self._by_key[id(node)] = {}
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode):
                        keys.setdefault(nfc(key.value), (key, value))
            return keys.get(nfc(str(step)))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _quoted(self, place: Location) -> Location:
        return in_file(place, self.lines)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as an editor counts them."""
        return split_lines(self.text)


def _label(step: str | int, found: tuple[Any, Any] | None) -> str:
    """Return a step of a key path as text; an entry of a list is named by its first value, not by its number."""
    if isinstance(step, str) or found is None:
        return str(step)
    node = found[1]
    if isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[0][1]
    return node.value if isinstance(node, yaml.ScalarNode) else str(step)


def _span(path: str, node: Any, keys: str = "") -> Location:
    start, end = node.start_mark, node.end_mark
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1, keys=keys)


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read and parse a file.

    Raises InvalidDocumentError for a file that cannot be read or parsed; other problems stand in the document.
    """
    name = os.fspath(path)
    return parse_document(read_bytes(name, "a profile is a YAML file"), name)


def parse_document(raw: bytes | str, path: str, *, pure: bool = False) -> Document:
    """Parse the content of a file; `path` is only for messages, `pure` avoids libyaml. Errors as in `read_document`."""
    if isinstance(raw, str):
        raw = raw.encode("utf-8", "surrogatepass")
    try:
        return _parse(raw, path, pure=pure)
    except InvalidDocumentError as error:
        lines = split_lines(raw[: MAX_BYTES + 1].decode("utf-8-sig", "replace"))
        raise InvalidDocumentError(path, quote(error.problems, lines)) from None


def _parse(raw: bytes, path: str, *, pure: bool) -> Document:
    text = decode(raw, path)
    root = compose(text, path, pure=pure)
    problems: list[Problem] = []
    if not isinstance(root, yaml.MappingNode):
        where = _span(path, root) if root is not None else Location(path)
        what = "is empty" if root is None else "holds no mapping at its top"
        hint = "it starts with a key such as 'organization:'"
        raise InvalidDocumentError(path, [Problem("FTO011", Severity.ERROR, f"the file {what}", where, hint)])
    data = _build(root, path, problems)
    assert isinstance(data, dict)
    if _mark_of_key.search(text):
        problems += _shortened_keys(root, path, split_lines(text))
    quoted = quote(problems, split_lines(text)) if problems else ()
    return Document(path=path, text=text, data=data, root=root, problems=tuple(quoted))


def _build(node: Any, path: str, problems: list[Problem]) -> Data:
    """Return a node as plain data; a second value of a key is a problem, and the first value is kept."""
    if isinstance(node, yaml.ScalarNode):
        value = node.value
        return SPECIAL[value] if value in SPECIAL and not node.style else nfc(value)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Data] = {}
        firsts: dict[str, Any] = {}
        for key_node, value_node in node.value:
            refused = _refused_key(key_node)
            if refused is None:
                key, value = nfc(key_node.value), _build(value_node, path, problems)
                if key not in mapping:
                    mapping[key], firsts[key] = value, key_node
                    continue
                hint = f"the first is on line {firsts[key].start_mark.line + 1}; one of them would be lost"
                refused = ("FTO004", f"the key '{clip(key)}' stands here a second time", hint)
            if len(problems) <= MAX_PROBLEMS:
                code, message, hint = refused
                problems.append(Problem(code, Severity.ERROR, message, _span(path, key_node), hint))
        return mapping
    return [_build(child, path, problems) for child in node.value]


def _shortened_keys(root: Any, path: str, lines: list[str]) -> list[Problem]:
    """Return the keys in braces or brackets that begin with a question mark, which the parsers take for a sign."""
    problems: list[Problem] = []
    left = [root]
    while left and len(problems) <= MAX_PROBLEMS:
        node = left.pop()
        if isinstance(node, yaml.SequenceNode):
            left += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                left += [key, value]
                line, column = key.start_mark.line, key.start_mark.column
                if column and lines[line][column - 1 : column] == "?":
                    where = Location(path, line + 1, column, line + 1, column + 1)
                    message = "a question mark begins this key, and YAML reads the key without it"
                    hint = "put the key in quotes, or take the question mark out"
                    problems.append(Problem("FTO122", Severity.ERROR, message, where, hint))
    return problems


def _refused_key(node: Any) -> tuple[str, str, str] | None:
    """Return code, message and hint for a node that can be no key, None for a key."""
    if not isinstance(node, yaml.ScalarNode):
        return "FTO012", "a list or mapping is no key", "a text that starts with [ or { needs quotes"
    if node.value == "<<" and not node.style:
        return "FTO005", "a merge key, <<", "write the keys out"
    return None
