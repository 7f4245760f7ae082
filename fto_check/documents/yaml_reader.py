"""YAML text in, plain data and the place of each part of it out: one parse for both.

The scalars are those of the YAML 1.2 core schema, with one difference: a number stays the text it was written as
(`007` is an alias, not seven), and the models read numbers where they want them. So `true`, `false` and `null` are
the only special words; `NO` is Norway, `on` a word, a date text.

What a profile has no use for is refused with its position, since each of it hides something from the reader of a
pull request or costs the checker without bound: duplicate keys, anchors, aliases, merge keys, tags, several
documents, nesting beyond `MAX_DEPTH`, files over `MAX_BYTES` or `MAX_NODES`, control and bidirectional characters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from fto_check.documents.textfile import MAX_BYTES, decode, in_file, invalid, quote, read_bytes, split_lines
from fto_check.problems.problems import MAX_TOLD, InvalidDocumentError, Location, Problem, Severity, clip

MAX_DEPTH = 60
MAX_NODES = 250_000
"""How many keys and values a file may hold: a profile of `MAX_BYTES` has fewer, and each costs a kilobyte."""

Data = None | bool | str | list["Data"] | dict[str, "Data"]
KeyPath = Sequence[str | int]

_halves = re.compile("[\ud800-\udfff]")
_BAD_ESCAPE = "invalid Unicode character escape code"
# Something that may be an anchor or a tag, which begin a node: after a space, an opening bracket, a comma, or, in flow
# context, right after the sign of a key or a value. Only then is the event stream looked through; an alias without an
# anchor is an error of the composer's own.
_suspicious = re.compile(r"(?<![^\s\[{,:?])[&!]")

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULL, _BOOL, _TEXT, _SEQUENCE, _MAPPING = "null", "bool", "text", "sequence", "mapping"
_NO_KEY = frozenset({_SEQUENCE, _MAPPING})


_TOO_DEEP = (f"nested more than {MAX_DEPTH} levels deep", "a profile needs five levels")


class _Refused(Exception):
    """Raised inside the composer to leave it at once."""

    def __init__(self, code: str, message: str, hint: str | None, mark: Any) -> None:
        self.problem_parts = (code, message, hint)
        self.mark = mark


class _CoreResolver:
    """The scalars of YAML 1.2 core, and the limits of a tree, in the two places where PyYAML's composers ask for them.

    The limits have to hold while the C composer runs: it recurses for each level and dies of 30,000 of them, and two
    million nodes fit into a small file and not into memory.
    """

    _depth = 0
    _nodes = 0

    def resolve(self, kind: Any, value: str | None, implicit: Any) -> str:
        """Return the tag of a node that has none of its own; only plain scalars can be special."""
        if kind is yaml.ScalarNode:
            if implicit[0]:
                if value in _NULLS:
                    return _NULL
                if value in _BOOLEANS:
                    return _BOOL
            return _TEXT
        return _MAPPING if kind is yaml.MappingNode else _SEQUENCE

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:  # noqa: ARG002
        """Count one level in; called by the composers before each node."""
        self._depth += 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused("FTO009", f"the file holds more than {MAX_NODES:,} values", "is this the right file?", None)
        if self._depth > MAX_DEPTH:
            raise _Refused("FTO008", *_TOO_DEEP, current_node.start_mark if current_node is not None else None)

    def ascend_resolver(self) -> None:
        """Count one level out; called by the composers after each node."""
        self._depth -= 1


def _make_composer(pure: bool) -> Any:
    """Return the class that composes nodes: libyaml's where PyYAML was built with it, else the pure one."""
    if not pure and yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]

        class CComposer(CParser, _CoreResolver):
            def __init__(self, text: str) -> None:
                CParser.__init__(self, text)

        return CComposer

    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureComposer(Reader, Scanner, Parser, Composer, _CoreResolver):
        resolve = _CoreResolver.resolve
        descend_resolver = _CoreResolver.descend_resolver
        ascend_resolver = _CoreResolver.ascend_resolver

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

        def compose_scalar_node(self, anchor: Any) -> Any:
            """Refuse half a character, written as an escape, as libyaml does: no output can hold one."""
            node = Composer.compose_scalar_node(self, anchor)
            if _halves.search(node.value):
                raise _Refused("FTO003", f"this is not YAML: {_BAD_ESCAPE}", None, node.start_mark)
            return node

        def dispose(self) -> None:
            """Match the C composer's interface."""

    return PureComposer


_composers: dict[bool, Any] = {}


@dataclass(frozen=True)
class Document:
    """A parsed file: its plain data, and the way from a key path to a place.

    `problems` are those of the data that left something of it readable, such as a key that stands twice; a caller
    that finds more adds to them, so that all are told at once.
    A key path is pydantic's `loc`, such as `("evidence", "helicopter-2015", "sources", 0)`.
    """

    path: str
    text: str
    data: dict[str, Data]
    root: Any = field(repr=False)
    problems: tuple[Problem, ...] = ()
    _by_key: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict, repr=False, compare=False)

    def locate(self, keys: KeyPath, *, at_key: bool = False) -> Location:
        """Return where the value at `keys` stands; steps that the file lacks are skipped.

        `at_key` asks for the key instead of its value. A path that ends in missing steps points at the key of the
        innermost part that is there, or at the start of the file.
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
            return self._quoted(Location(self.path, 1, 1, 1, 1, ".".join(labels)))
        return self._quoted(replace(_span(self.path, node), keys=".".join(labels)))

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """Return the key node (None in a list) and value node that a step leads to, or None."""
        if isinstance(node, yaml.MappingNode):
            # A key is looked for among thousands thousands of times: the first time they are put in order.
            keys = self._by_key.get(id(node))
            if keys is None:
                keys = self._by_key[id(node)] = {}
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode):
                        keys.setdefault(key.value, (key, value))
            return keys.get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _quoted(self, place: Location) -> Location:
        return in_file(place, self._lines)

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.text)


def _label(step: str | int, found: tuple[Any, Any] | None) -> str:
    """Return a step of a key path as one writes it; an entry of a list by its first words, not by its number."""
    if isinstance(step, str) or found is None:
        return str(step)
    node = found[1]
    if isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[0][1]
    return node.value if isinstance(node, yaml.ScalarNode) else str(step)


def _span(path: str, node: Any) -> Location:
    start, end = node.start_mark, node.end_mark
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read and parse a file.

    Raises InvalidDocumentError for a file that cannot be read or parsed; other problems stand in the document.
    """
    name = os.fspath(path)
    return parse_document(read_bytes(name, "a profile is a YAML file"), name)


def parse_document(raw: bytes | str, path: str, *, pure: bool = False) -> Document:
    """Parse the content of a file; `path` is only for messages, `pure` avoids libyaml. Errors as `read_document`."""
    if isinstance(raw, str):
        raw = raw.encode("utf-8", "surrogatepass")
    try:
        return _parse(raw, path, pure)
    except InvalidDocumentError as error:
        lines = split_lines(raw[: MAX_BYTES + 1].decode("utf-8-sig", "replace"))
        raise InvalidDocumentError(path, quote(error.problems, lines)) from None


def _parse(raw: bytes, path: str, pure: bool) -> Document:
    text = decode(raw, path)
    root = _compose(text, path, pure)
    problems: list[Problem] = []
    if not isinstance(root, yaml.MappingNode):
        where = _span(path, root) if root is not None else Location(path)
        what = "is empty" if root is None else "holds no mapping at its top"
        hint = "it starts with a key such as 'organization:'"
        raise InvalidDocumentError(path, [Problem("FTO011", Severity.ERROR, f"the file {what}", where, hint)])
    data = _build(root, path, problems)
    assert isinstance(data, dict)
    return Document(path, text, data, root, tuple(quote(problems, split_lines(text)) if problems else ()))


def _compose(text: str, path: str, pure: bool) -> Any:
    composer_class = _composers.get(pure)
    if composer_class is None:
        composer_class = _composers[pure] = _make_composer(pure)
    try:
        if ("&" in text or "!" in text) and _suspicious.search(text):
            _refuse_features(composer_class(text))
        composer = composer_class(text)
        try:
            return composer.get_single_node()
        except yaml.composer.ComposerError as error:
            if "undefined alias" in (error.problem or ""):
                _refuse_features(composer_class(text))
            raise
        finally:
            composer.dispose()
    except _Refused as refusal:
        code, message, hint = refusal.problem_parts
        line, column = (refusal.mark.line + 1, refusal.mark.column + 1) if refusal.mark is not None else (1, 1)
        raise invalid(path, code, message, hint, line, column) from None
    except yaml.composer.ComposerError as error:
        line, column = _marked(error)
        hint = "one file holds one profile"
        raise invalid(path, "FTO007", "a second document starts here", hint, line, column) from None
    except yaml.MarkedYAMLError as error:
        if not pure and "nesting depth" in (error.problem or ""):
            # libyaml 0.2.6 reads ahead, and has a limit far beyond ours; the pure parser tells where ours is passed.
            return _compose(text, path, pure=True)
        raise _syntax_error(error, path, text) from None
    except yaml.YAMLError as error:
        raise invalid(path, "FTO003", f"this is not YAML: {_one_line(str(error))}", None) from None
    except (ValueError, OverflowError):  # the pure scanner makes a character of any number
        raise invalid(path, "FTO003", f"this is not YAML: {_BAD_ESCAPE}", None) from None


def _refuse_features(parser: Any) -> None:
    """Look through the event stream for what the composer would resolve silently."""
    depth = 0
    while True:
        event = parser.get_event()
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("FTO005", f"an alias, *{clip(str(event.anchor))}", "write the value out", event.start_mark)
        if getattr(event, "anchor", None) is not None:
            raise _Refused("FTO005", f"an anchor, &{clip(event.anchor)}", "write the value out", event.start_mark)
        if getattr(event, "tag", None) is not None:
            hint = "leave it out: every value here is text, a list or a mapping"
            raise _Refused("FTO006", f"a tag, {clip(_short_tag(event.tag))}", hint, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:  # the composer will say so
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.StreamEndEvent):
            return


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _syntax_error(error: yaml.MarkedYAMLError, path: str, text: str) -> InvalidDocumentError:
    line, column = _marked(error)
    said = _one_line(error.problem or "it cannot be parsed")
    begun = error.context_mark
    if begun is not None and "quoted scalar" in (error.context or "") and "end of stream" in said:
        hint = "close it, or double an apostrophe that stands inside single quotes"
        return invalid(path, "FTO003", "this quote is never closed", hint, begun.line + 1, begun.column + 1)
    rows = split_lines(text)
    if line <= len(rows) and rows[line - 1][column - 1 : column] == "\t":
        return invalid(path, "FTO003", "a tab: YAML is indented with spaces", "put spaces in its place", line, column)
    message = f"this is not YAML: {said}"
    if error.context and begun is not None:
        message += f", {_one_line(error.context)} that starts at line {begun.line + 1}"
    return invalid(path, "FTO003", message, _syntax_hint(said), line, column)


def _marked(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _syntax_hint(said: str) -> str | None:
    if "mapping values are not allowed" in said:
        return "a text that holds ': ' needs quotes, and the keys of one mapping stand under each other"
    if "cannot start any token" in said:
        return "indent with spaces, and put text that starts with a sign in quotes"
    if "did not find expected key" in said or "expected ',' or" in said:
        return (
            "look at the indentation, for text after a closing quote or bracket ({} included), for an apostrophe in "
            "single quotes (double it), and for a quote or bracket that is not closed"
        )
    if "could not find expected ':'" in said or "expected <block end>" in said:
        return "look at the indentation and for a missing colon or quote"
    return None


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _build(node: Any, path: str, problems: list[Problem]) -> Data:
    """Turn a node into plain data; a second value of a key is a problem, and the first is kept."""
    tag = node.tag
    if tag == _TEXT:
        return str(node.value)
    if tag == _MAPPING:
        mapping: dict[str, Data] = {}
        firsts: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            refused = _refused_key(key_node)
            if refused is None:
                value = _build(value_node, path, problems)
                if key not in mapping:
                    mapping[key], firsts[key] = value, key_node
                    continue
                hint = f"the first is on line {firsts[key].start_mark.line + 1}; one of them would be lost"
                refused = ("FTO004", f"the key '{clip(key)}' stands here a second time", hint)
            if len(problems) <= MAX_TOLD:
                code, message, hint = refused
                problems.append(Problem(code, Severity.ERROR, message, _span(path, key_node), hint))
        return mapping
    if tag == _SEQUENCE:
        return [_build(child, path, problems) for child in node.value]
    return None if tag == _NULL else _BOOLEANS[node.value]


def _refused_key(node: Any) -> tuple[str, str, str] | None:
    """Return code, message and hint if something is no key."""
    if node.tag in _NO_KEY:
        return "FTO012", "a list or mapping is no key", "a text that starts with [ or { needs quotes"
    if node.value == "<<" and not node.style:
        return "FTO005", "a merge key, <<", "write the keys out"
    return None
