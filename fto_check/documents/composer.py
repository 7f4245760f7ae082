"""YAML text into a tree of PyYAML's nodes; what a profile has no use for is refused with its place.

The scalars are those of the YAML 1.2 core schema, with one difference: a number stays the text it was written as
(`007` is an alias, not seven), and the models read numbers where they want them. So `true`, `false` and `null` are
the only special words; `NO` is Norway, `on` a word, a date text.

Each refused feature hides something from the reader of a pull request or costs the checker without bound: anchors,
aliases, tags, several documents, nesting beyond `MAX_DEPTH`, more values than `MAX_NODES`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any

import yaml

from fto_check.documents.textfile import invalid, split_lines
from fto_check.problems.problems import InvalidDocumentError, clip

MAX_DEPTH = 60
"""The levels of nesting in a file: a profile needs five, and libyaml's composer recurses for each."""
MAX_NODES = 250_000
"""The keys and values in a file: a profile of `MAX_BYTES` has fewer, and each takes a kilobyte of memory."""

SPECIAL: Mapping[str, bool | None] = MappingProxyType({
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
})  # fmt: skip
"""The words that are no text where no quotes stand around them."""

_surrogates = re.compile("[\ud800-\udfff]")
_COLON_THEN = (":,", ":?", ":[", ":]", ":{", ":}")
_BAD_ESCAPE = "invalid Unicode character escape code"
# An anchor or a tag may begin here: it begins a node, so it stands after a space, an opening bracket, a comma or, in
# flow context, right after the sign of a key or a value; and the space stands after another one, after such a sign, or
# after the dash of a list. Only a text with such a place has its events looked through; an alias without an anchor is
# an error of the composer's own.
_before_node = r"(?<![^\s\[{,:?].)(?<![^\s\[{,:?-][ \t].)"
_suspicious = {sign: re.compile(sign + _before_node) for sign in "&!"}

_MOST_BRACKETS = 500
"""The opening brackets in a text whose levels need no counting while libyaml composes it: each opens two levels at
most, and it takes thousands to use up the smallest stack."""
_far_in = re.compile(r"\n[ \t?:-]{100}")
"""The beginning of a line on which a block could have some hundred levels around it."""


class _RefusedError(Exception):
    """A feature or a size that is refused, raised inside the composer to leave it at once."""

    def __init__(self, code: str, message: str, hint: str | None, mark: Any) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.line: int = mark.line + 1 if mark is not None else 1
        self.column: int = mark.column + 1 if mark is not None else 1


class _Uncounted:
    """What PyYAML's composers ask for each node, answered with nothing: its class and its style say what it is.

    The answers are those of a function of C that takes any arguments, since three of Python for each node would take
    as long as all the rest.
    """

    resolve = descend_resolver = ascend_resolver = "".format


class _Counted(_Uncounted):
    """The limits of a tree, which hold while it is composed.

    The C composer recurses for each level and crashes at 30,000 of them, and two million nodes fit into a small file
    and not into memory.
    """

    _depth = 0
    _nodes = 0

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:  # type: ignore[override]  # noqa: ARG002
        """Count a node and one level in; the composers call it before each node."""
        self._depth += 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _RefusedError(
                "FTO009", f"the file holds more than {MAX_NODES:,} values", "is this the right file?", None
            )
        if self._depth > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            mark = current_node.start_mark if current_node is not None else None
            raise _RefusedError("FTO008", message, "a profile needs five levels", mark)

    def ascend_resolver(self) -> None:  # type: ignore[override]
        """Count one level out; the composers call it after each node."""
        self._depth -= 1


@cache
def _composer(*, pure: bool, counted: bool) -> Any:
    """Return the class that composes nodes: libyaml's where PyYAML was built with it, else the pure one."""
    limits = _Counted if counted else _Uncounted
    if not pure and yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]

        class CComposer(CParser, limits):  # type: ignore[valid-type,misc]
            def __init__(self, text: str) -> None:
                CParser.__init__(self, text)

        return CComposer

    from yaml.composer import Composer
    from yaml.parser import Parser, ParserError
    from yaml.reader import Reader
    from yaml.scanner import Scanner, ScannerError

    class PureComposer(limits, Reader, Scanner, Parser, Composer):  # type: ignore[valid-type,misc]
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

        def scan_plain(self) -> Any:
            """Refuse a colon right before a comma or bracket within brackets, as libyaml does: `{a: x, b:}`."""
            token = Scanner.scan_plain(self)
            if self.flow_level and (self.prefix(2) in _COLON_THEN or ":?" in token.value):
                context = "while scanning a plain scalar"
                raise ScannerError(context, token.start_mark, "found unexpected ':'", self.get_mark())
            return token

        def parse_flow_sequence_entry_mapping_key(self) -> Any:
            """Refuse a question mark with nothing behind it in a list in brackets, as libyaml does: `[a, ?]`."""
            event = Parser.parse_flow_sequence_entry_mapping_key(self)  # type: ignore[no-untyped-call]
            if event.start_mark.index == event.end_mark.index:
                context = "while parsing a flow sequence"
                raise ParserError(context, event.start_mark, "did not find expected ',' or ']'", event.start_mark)
            return event

        def compose_scalar_node(self, anchor: Any) -> Any:
            """Refuse a surrogate written as an escape, as libyaml does: no output can hold half a character."""
            node = Composer.compose_scalar_node(self, anchor)
            if _surrogates.search(node.value):
                raise _RefusedError("FTO003", f"this is not YAML: {_BAD_ESCAPE}", None, node.start_mark)
            return node

        def dispose(self) -> None:
            """Do nothing: the method stands here for the C composer's interface."""

    return PureComposer


def compose(text: str, path: str, *, pure: bool) -> Any:
    """Return the root node of a text, None of an empty one; `pure` avoids libyaml.

    Raises InvalidDocumentError for text that is no YAML, or that is refused; `path` is only for messages.
    """
    if "<<<<<<< " in text or ">>>>>>> " in text:
        _refuse_conflict(text, path)
    if not pure and _is_harmless(text):
        with suppress(yaml.YAMLError, _RefusedError):  # said below, unless a limit is passed before
            root = _compose(text, pure=False, counted=False)
            if not _is_deep(root):
                return root
    try:
        return _compose(text, pure=pure, counted=True)
    except _RefusedError as error:
        hint = error.hint if error.code not in ("FTO005", "FTO006") else _hint_for_sign(error, text) or error.hint
        raise invalid(path, error.code, error.message, hint, error.line, error.column) from None
    except yaml.composer.ComposerError as error:
        line, column = _line_and_column(error)
        hint = "one file holds one profile"
        raise invalid(path, "FTO007", "a second document starts here", hint, line, column) from None
    except yaml.MarkedYAMLError as error:
        if not pure and "nesting depth" in (error.problem or ""):
            # libyaml 0.2.6 reads ahead, and has a limit far beyond ours; the pure parser finds where ours is passed.
            return compose(text, path, pure=True)
        raise _syntax_error(error, path, text) from None
    except yaml.YAMLError as error:
        raise invalid(path, "FTO003", f"this is not YAML: {_one_line(str(error))}", None) from None
    except (ValueError, OverflowError):  # the pure scanner makes a character of any number in an escape
        raise invalid(path, "FTO003", f"this is not YAML: {_BAD_ESCAPE}", None) from None


def _is_harmless(text: str) -> bool:
    """Return whether libyaml can compose a text without a limit: whether it has few nodes, and no hostile depth."""
    brackets = text.count("[") + text.count("{")
    signs = brackets + sum(map(text.count, ",:?-"))
    if brackets > _MOST_BRACKETS or signs > MAX_NODES // 3:  # a sign makes a mapping, a key and a value at most
        return False
    return "\r" not in text.replace("\r\n", "\n") and _far_in.search(f"\n{text}") is None


def _is_deep(root: Any) -> bool:
    """Return whether a tree has more than `MAX_DEPTH` levels."""
    level = [root] if root is not None else []
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for node in level:
            if isinstance(node, yaml.CollectionNode):
                below += chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value
        level = below
    return bool(level)


def _compose(text: str, *, pure: bool, counted: bool) -> Any:
    """Return the root node of a text. Raises the errors of PyYAML, and _RefusedError."""
    composer_class = _composer(pure=pure, counted=counted)
    if any(sign in text and place.search(text) for sign, place in _suspicious.items()):
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


def _refuse_conflict(text: str, path: str) -> None:
    """Refuse a text with the marks of an unresolved merge, which YAML would blame on other lines."""
    from fto_check.documents.syntax import find_conflict

    if (conflict := find_conflict(text)) is not None:
        raise invalid(path, "FTO003", conflict.message, conflict.hint, conflict.line, conflict.column)


def _refuse_features(parser: Any) -> None:
    """Refuse the anchors, aliases and tags of the event stream, which the composer would resolve silently."""
    depth = 0
    while True:
        event = parser.get_event()
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(
                "FTO005", f"an alias, *{clip(str(event.anchor))}", "write the value out", event.start_mark
            )
        if getattr(event, "anchor", None) is not None:
            raise _RefusedError("FTO005", f"an anchor, &{clip(event.anchor)}", "write the value out", event.start_mark)
        if getattr(event, "tag", None) is not None:
            hint = "leave it out: every value here is text, a list or a mapping"
            raise _RefusedError("FTO006", f"a tag, {clip(_short_tag(event.tag))}", hint, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:  # the composer refuses the text
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.StreamEndEvent):
            return


_LONGEST = 1000
"""The characters of a line that is looked into for what a sign of YAML's may mean."""
_anchor_used = re.compile(r"(?<![^\s\[{,:])[*]([\w-]+)(?=\s*(?:[,\]}]|$))", re.MULTILINE)


def _hint_for_sign(error: _RefusedError, text: str) -> str | None:
    """Return the hint for a text that begins with a sign of YAML's; None where the sign seems to be meant as one."""
    from fto_check.documents.syntax_values import signed_text

    rows = split_lines(text)
    row = rows[error.line - 1][:_LONGEST] if error.line <= len(rows) else ""
    sign, name = row[error.column - 1 : error.column], re.match(r"[\w-]*", row[error.column :])
    assert name is not None
    if sign == "&" and name[0] in _anchor_used.findall(text):
        return None
    if (sign == "*" and f"&{name[0]}" in text) or (sign == "!" and row[error.column : error.column + 1] in ("!", "<")):
        return None
    return signed_text(row, error.column)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _syntax_error(error: yaml.MarkedYAMLError, path: str, text: str) -> InvalidDocumentError:
    from fto_check.documents.scene import BrokenText
    from fto_check.documents.syntax import find_mistake

    line, column = _line_and_column(error)
    said = _one_line(error.problem or "it cannot be parsed")
    context, begun = _one_line(error.context or ""), error.context_mark
    scene = BrokenText(
        rows=split_lines(text),
        said=f"{said}, {context}",
        line=line,
        column=column,
        begun=begun.line + 1 if begun is not None else line,
        begun_column=begun.column + 1 if begun is not None else column,
    )
    found = find_mistake(scene) if _BAD_ESCAPE not in said else None
    if found is not None:
        return invalid(path, "FTO003", found.message, found.hint, found.line, found.column)
    message = f"this is not YAML: {said}"
    if context and begun is not None:
        message += f", {context} that starts at line {begun.line + 1}"
    return invalid(path, "FTO003", message, _syntax_hint(said), line, column)


def _line_and_column(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _syntax_hint(said: str) -> str | None:
    # The parsers say what is wrong in words only, so the words decide.
    if "unknown escape character" in said:
        return "double the backslash, or use single quotes, in which it is a character like any other"
    if "block sequence entries" in said:
        return "a text that starts with a dash needs quotes; the entries of a list stand on lines of their own"
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
