"""The mistake behind an error of YAML's syntax, at its own place, with the line to write.

The parsers notice many faults at the next key or at the end of the file, and say what they missed, not what an author
did. So the lines before an error are looked through for the mistakes that people make.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fto_check.problems.characters import named
from fto_check.problems.problems import clip

LIST_KEYS = frozenset({
    "supports", "contradicts", "disputes", "about", "where", "sources", "aliases", "countries", "expect",
    "predecessors", "successors", "borne_out_by", "contradicted_by",
})  # fmt: skip
"""The keys of a profile whose values are lists: after them, a dash or a bracket begins a list and no text."""
LINES_BACK = 12
"""The lines before an error in which its cause is looked for."""
_LONGEST = 1000
"""The characters of a line that is looked into."""


class Mistake(NamedTuple):
    """A mistake in a line: what it is, what to write, and the place of its first character, from 1."""

    message: str
    hint: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An error as a parser gives it, with the lines of the file."""

    rows: list[str]
    said: str
    """The parser's words."""
    line: int
    column: int
    begun: int
    """The line on which the part begins that the parser was reading; the error's own if it names none."""
    begun_column: int

    def row(self, line: int) -> str:
        """Return a line, from 1; empty text outside the file."""
        return self.rows[line - 1][:_LONGEST] if 0 < line <= len(self.rows) else ""

    def back(self) -> Iterator[int]:
        """Yield the numbers of the lines in which the cause may stand, the nearest to the error first."""
        return iter(range(min(self.line, len(self.rows)), max(self.line - LINES_BACK, 0), -1))

    def above(self, line: int) -> int:
        """Return the number of the nearest line above that holds something other than a comment; 0 for none."""
        for number in range(line - 1, 0, -1):
            text = self.row(number).strip()
            if text and not text.startswith("#"):
                return number
        return 0


_pair = re.compile(
    r"(?P<head> *(?:- +)*)(?P<key>[^\s:#,'\"\[\]{}&*!|>%@`-][^\s:#,\[\]{}]*) ?:(?P<gap> +|$)(?P<value>.*)"
)
_conflict = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?|={7}")
_close = re.compile(r"(?:\s*#.*)?$")


def quoted(text: str) -> str:
    """Return text in quotes, as a profile has to write it; of a long text the beginning."""
    text = clip(text.strip())
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def find_conflict(text: str) -> Mistake | None:
    """Return the first mark of an unresolved merge in a text; None for none."""
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return None
    rows = text.splitlines()
    marks = [number for number, row in enumerate(rows, 1) if _conflict.fullmatch(row)]
    if not marks or not rows[marks[0] - 1].startswith(("<", ">")):
        return None
    last = next((number for number in marks if rows[number - 1].startswith(">")), marks[-1])
    hint = f"keep one of the two sides on lines {marks[0]} to {last}, and take the marks out"
    if last == marks[0]:
        hint = "take the mark out"
    return Mistake("a merge of two versions was left unresolved here", hint, marks[0], 1)


def find_mistake(scene: Scene) -> Mistake | None:
    """Return the mistake behind an error; None where none of those known here fits."""
    for look in _LOOKS:
        found = look(scene)
        if found is not None:
            return found
    return None


# Signs that look like those of YAML.

_WIDE_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
_wide_colon = re.compile(r"[ -]*[\w.-]{1,60} ?([：﹕︓꞉∶])")
_wide_indent = re.compile(rf"[ \t]*([{_WIDE_SPACE}])")
_bullet = re.compile(r" *([*•‣◦●▪·–—―−‐‑‒]) +(?=\S)")
_wide_gap = re.compile(rf" *(?:(-)|[\w.-]{{1,60}}:)[ ]*([{_WIDE_SPACE}])")


def _look_alike(scene: Scene) -> Mistake | None:
    for number in scene.back():
        row = scene.row(number)
        if found := _bullet.match(row):
            what = "an asterisk" if found[1] == "*" else named(found[1])
            hint = f"write - {clip(row[found.end() :].strip())}"
            return Mistake(f"{what} begins no entry of a list: a dash does", hint, number, found.start(1) + 1)
        if row.isascii():
            continue
        if found := _wide_colon.match(row):
            key, rest = row[: found.start(1)].strip(" -"), row[found.end() :].strip()
            hint = f"write {key}: {clip(rest)}".rstrip()
            return Mistake(f"{named(found[1])} is no colon to YAML", hint, number, found.start(1) + 1)
        if found := _wide_indent.match(row):
            return Mistake(f"{named(found[1])} is no indentation", "indent with spaces", number, found.start(1) + 1)
        if found := _wide_gap.match(row):
            mark = "dash" if found[1] else "colon"
            hint = f"write {row[: found.start(2)].strip()} {clip(row[found.end() :].strip())}"
            return Mistake(f"{named(found[2])} after the {mark} is no space", hint, number, found.start(2) + 1)
    return None


def _tab(scene: Scene) -> Mistake | None:
    for number in (scene.line, scene.line - 1):
        row = scene.row(number)
        begun = len(row) - len(row.lstrip(" \t"))
        at = scene.column - 1 if number == scene.line and row[scene.column - 1 : scene.column] == "\t" else None
        at = row.find("\t", 0, begun) if at is None else at
        if at >= 0:
            return Mistake("a tab: YAML is indented with spaces", "put spaces in its place", number, at + 1)
    return None


# A key and its value on one line.

_tight = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?=[^\s:/])(?P<value>.*)")
_tight_dash = re.compile(r" *-(?=[^\s-])(?P<value>.*)")
_no_colon = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[a-z_]+) *(?P<sign>[=;]|:=|->)? +(?P<value>\S.*)")


def _without_colon(scene: Scene) -> Mistake | None:
    """Return the mistake of a line that should begin with a key, and to YAML does not."""
    lines = [scene.begun, scene.above(scene.begun)] if "expected ':'" in scene.said else []
    if "mapping values" in scene.said and _is_first_colon(scene):
        lines.append(scene.above(scene.line))
    for number in lines:
        row = scene.row(number)
        if found := _tight.match(row):
            hint = f"write {found['key']}: {clip(found['value'])}"
            return Mistake("a colon needs a space after it", hint, number, found.start("value"))
        if found := _tight_dash.match(row):
            return _dashes(scene, number)
    if not lines or _pair.match(scene.row(lines[0])):
        return None
    return _tight_text(scene, lines[-1]) or _missing_colon(
        scene, lines[-1] if "mapping values" in scene.said else lines[0]
    )


def _tight_somewhere(scene: Scene) -> Mistake | None:
    for number in scene.back():
        found = _tight.match(scene.row(number))
        if found and number < scene.line and "flow" not in scene.said:
            hint = f"write {found['key']}: {clip(found['value'])}"
            return Mistake("a colon needs a space after it", hint, number, found.start("value"))
    return None


def _tight_text(scene: Scene, number: int) -> Mistake | None:
    """Return the mistake of a key without a space whose text goes on up to a line."""
    while number > 0 and _pair.match(scene.row(number)) is None and scene.row(number).strip():
        if found := _tight.match(scene.row(number)):
            hint = f"write {found['key']}: {clip(found['value'])}"
            return Mistake("a colon needs a space after it", hint, number, found.start("value"))
        number -= 1
    return None


def _dashes(scene: Scene, number: int) -> Mistake:
    """Return the mistake of lines that begin with a dash and no space, at the first of them."""
    while (found := _tight_dash.match(scene.row(number - 1))) is not None:
        number -= 1
    found = _tight_dash.match(scene.row(number))
    assert found is not None
    at = found.start("value")
    return Mistake("a dash needs a space after it", f"write - {clip(found['value'])}", number, at)


def _missing_colon(scene: Scene, number: int) -> Mistake | None:
    row = scene.row(number)
    if not row.strip() or row.strip().startswith(("- ", "#", "[", "{", "'", '"')):
        return None
    after = scene.row(number + 1)
    deeper = len(after) - len(after.lstrip(" ")) > len(row) - len(row.lstrip(" "))
    end = len(row.rstrip()) + 1
    if " " not in row.strip() and deeper:
        return Mistake("a colon is missing after this key", f"write {row.strip()}:", number, end)
    found = _no_colon.fullmatch(row)
    if found is None:
        return None
    hint = f"write {found['key']}: {clip(found['value'])}"
    return Mistake("a colon is missing after this key", hint, number, found.end("key") + 1)


def _is_first_colon(scene: Scene) -> bool:
    """Return whether an error stands at the colon after the first word of its line."""
    found = _pair.match(scene.row(scene.line))
    return found is not None and scene.column <= found.start("gap") + 1


def _indent(scene: Scene) -> Mistake | None:
    """Return the mistake of a line that stands more or less to the right than the lines beside it."""
    row, above = scene.row(scene.line), scene.above(scene.line)
    at, line = len(row) - len(row.lstrip(" ")), scene.line
    is_entry = row.lstrip(" ").startswith("- ")
    if not above or not (is_entry or _pair.match(row)):
        return None
    if "mapping values" in scene.said and _is_first_colon(scene) and _pair.match(scene.row(above)):
        wanted, number = _indent_of(scene.row(above)), above
        if _pair.match(scene.row(line + 1)) and _indent_of(scene.row(line + 1)) == at:  # the line above is the odd one
            line, number, at, wanted = above, line, wanted, at
    elif "did not find expected" in scene.said and scene.column == at + 1:
        number = next((one for one in range(line - 1, 0, -1) if _is_beside(scene.row(one), at, is_entry=is_entry)), 0)
        wanted = _indent_of(scene.row(number)) if not is_entry else _margin(scene.row(number))
    else:
        return None
    if not number or wanted == at:
        return None
    hint = f"indent it by {wanted} spaces, as line {number} is"
    return Mistake(f"this line is indented by {at} spaces, and fits to no line above", hint, line, at + 1)


def _is_beside(row: str, at: int, *, is_entry: bool) -> bool:
    """Return whether a line above may be one that a line, indented by `at`, should stand under."""
    if is_entry:
        return row.lstrip(" ").startswith("- ") and _margin(row) != at
    return _pair.match(row) is not None and _indent_of(row) != at


def _margin(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _indent_of(row: str) -> int:
    found = _pair.match(row)
    return len(found["head"]) if found else len(row) - len(row.lstrip(" "))


# A value that YAML reads as something other than text.

_SIGNS = {"*": "an asterisk", "&": "an ampersand", "!": "an exclamation mark", "@": "an at sign", "%": "a percent sign",
          "`": "a backtick", "|": "a bar", ">": "a greater-than sign", ",": "a comma", "]": "a bracket",
          "}": "a brace"}  # fmt: skip


def signed_text(row: str, column: int) -> str | None:
    """Return the hint for a value, at a column from 1, that begins with a sign of YAML's; None where it begins none."""
    found = _pair.match(row)
    if found is not None and found.start("value") + 1 == column and found["value"][:1] in _SIGNS:
        if found["key"] in LIST_KEYS:
            return f"write {found['key']}: [{clip(found['value'][1:].strip())}]"
        return f"{_SIGNS[found['value'][0]]} begins this text, so it needs quotes: write {_written(found)}"
    sign = row[column - 1 : column]
    end = re.search(r" *(?:[,\]}]|$)", row[column:])
    if sign not in _SIGNS or end is None:
        return None
    text = row[column - 1 : column + end.start()]
    if " " not in text:
        return f"write {text[1:]}, or {quoted(text)} if {_SIGNS[sign]} is part of it"
    return f"{_SIGNS[sign]} begins this text, so it needs quotes: write {quoted(text)}"


def _written(found: re.Match[str]) -> str:
    return f"{found['key']}: {quoted(found['value'])}"


def _value(scene: Scene) -> Mistake | None:
    """Return the mistake in a value that has a line to itself."""
    found = _pair.match(scene.row(scene.line))
    if found is None or scene.column < found.start("value"):
        return None
    value, at = found["value"].rstrip(), found.start("value") + 1
    sign = value[:1]
    if sign == "-" and value[1:2] in ("", " "):
        return _dash_value(found, scene.line)
    if sign in _SIGNS:
        message = f"{_SIGNS[sign]} cannot begin a text without quotes"
        return Mistake(message, f"write {_written(found)}", scene.line, at)
    if sign in ("'", '"'):
        return _quote_value(scene, found)
    if sign in ("[", "{"):
        return _bracket_value(scene, found)
    if "mapping values" in scene.said:
        message = "a colon and a space in a text end it, unless it stands in quotes"
        return Mistake(message, f"write {_written(found)}", scene.line, scene.column)
    return None


def _dash_value(found: re.Match[str], line: int) -> Mistake:
    text = found["value"][1:].strip()
    at = found.start("value") + 1
    if found["key"] in LIST_KEYS:
        message = "the entries of a list stand on lines of their own, or in brackets"
        return Mistake(message, f"write {found['key']}: [{clip(text)}]", line, at)
    message = "a dash cannot begin a text without quotes"
    hint = f"write {_written(found)}, or leave the dash out"
    return Mistake(message, hint, line, at)


def _quote_value(scene: Scene, found: re.Match[str]) -> Mistake | None:
    """Return the mistake in a value that begins with a quotation mark."""
    value, at = found["value"].rstrip(), found.start("value") + 1
    sign = value[0]
    whole = value[1:-1] if value.endswith(sign) and len(value) > 1 else value
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and all(len(part) > 2 and part[0] == part[-1] == sign for part in parts):
        listed = ", ".join(part[1:-1] for part in parts)
        message = "several texts after a key are a list, which stands in brackets"
        return Mistake(message, f"write {found['key']}: [{clip(listed)}]", scene.line, at)
    if "escape" in scene.said:
        text = whole if whole.count(sign) == 0 else value
        hint = f"write {found['key']}: {quoted(text)}"
        return Mistake(
            "a backslash in double quotes begins an escape, and this is none", hint, scene.line, scene.column
        )
    if _closed(value):
        return None
    message = "this text goes on after its closing quote"
    if value.endswith(sign):
        message = "an apostrophe in single quotes is doubled" if sign == "'" else "a quote inside quotes ends the text"
    return Mistake(message, f"write {found['key']}: {quoted(whole)}", scene.line, scene.column)


def _closed(value: str) -> bool:
    """Return whether a text in quotes ends with its closing quote, or goes on in the next line."""
    ended = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
    return ended is None or _close.match(value, ended.end()) is not None


def _bracket_value(scene: Scene, found: re.Match[str]) -> Mistake | None:
    """Return the mistake in a value that begins with a bracket or a brace."""
    value, at = found["value"].rstrip(), found.start("value") + 1
    if empty := re.search(r"[\[{,]\s*(,)", value):
        if "node content" in scene.said or "expected" in scene.said:
            column = at + empty.start(1)
            return Mistake("there is nothing before this comma", "take the comma out", scene.line, column)
    if colon := re.search(r"[\[{,]\s*(:\S[^,\]}]*)", value):
        hint = f"write {quoted(colon[1])}, or leave the colon out"
        return Mistake("a colon begins this text, so it needs quotes", hint, scene.line, at + colon.start(1))
    end = _bracket_end(value)
    if end is None or _close.match(value, end):
        return None
    rest = value[end:].strip()
    if "{" in value:
        return Mistake("a bracket closes here that was not opened", "take it out", scene.line, at + value.rindex(rest))
    words = " ".join(re.findall(r"[^\s,\[\]{}]+", value)).split()
    if found["key"] in LIST_KEYS:
        hint = f"write {found['key']}: [{', '.join(words)}]"
    elif rest.strip("]}") == "":
        hint = f"write {found['key']}: {value[:end]}"
    else:
        hint = f"write {_written(found)}"
    return Mistake("this goes on after its closing bracket", hint, scene.line, at + end + len(value[end:]) - len(rest))


def _bracket_end(value: str) -> int | None:
    """Return the place after the bracket that closes the first one; None where none does."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign in "[{") - (sign in "]}")
        if not depth:
            return place + 1
    return None


def _in_braces(scene: Scene) -> Mistake | None:
    """Return the mistake in a value that stands in braces with others."""
    row = scene.row(scene.line)
    before = row[: scene.column - 1]
    start = max((found.end() for found in re.finditer(r"[{,]\s*[\w.-]+: +", row[: scene.column])), default=None)
    if start is None or "{" not in before:
        return None
    end = re.search(r",\s*[\w.-]+:\s|[}\]]|$", row[start:])
    assert end is not None
    text = row[start : start + end.start()].strip()
    if not text or _bracket_end(text) == len(text) or "flow sequence" in scene.said:
        return None
    key = re.split(r"[{,]\s*", row[:start].rstrip(": "))[-1]
    hint = f"write {key}: {quoted(text)}"
    return Mistake("this text needs quotes, for one of its signs is YAML's own", hint, scene.line, start + 1)


# What is not closed.


def _open_bracket(scene: Scene) -> Mistake | None:
    """Return the mistake of a bracket, brace or quotation mark that is not closed where it should be."""
    if "flow" not in scene.said or scene.begun > scene.line:
        return None
    row = scene.row(scene.begun).rstrip()
    opening = row[scene.begun_column - 1 : scene.begun_column]
    wrong = scene.row(scene.line)[scene.column - 1 : scene.column]
    if opening + wrong in ("[}", "{]"):
        what = f"column {scene.begun_column}" + (f" of line {scene.begun}" if scene.begun != scene.line else "")
        closing = "]" if opening == "[" else "}"
        message = f"this {wrong} does not close the {opening} at {what}"
        return Mistake(message, f"write {closing} before it", scene.line, scene.column)
    if opening not in ("[", "{") or _bracket_end(row[scene.begun_column - 1 :]) is not None:
        return None
    here, first = scene.row(scene.line), len(row) - len(row.lstrip(" "))
    if scene.line > scene.begun and here.strip() and _indent_of(here) > first and _pair.match(here):
        above = scene.above(scene.line)
        text = scene.row(above).rstrip()
        if not text.endswith((",", ":", "[", "{")):
            return Mistake("a comma is missing after this", f"write {clip(text.strip())},", above, len(text))
    closing = "]" if opening == "[" else "}"
    inner = row[scene.begun_column - 1 :]
    hint = f"close it with {closing}"
    if scene.begun < scene.line and inner != opening:
        found = _pair.match(row)
        key = f"{found['key']}: " if found is not None and found["value"] == inner else ""
        hint = f"write {key}{clip(inner)}{closing}"
    name = "bracket" if opening == "[" else "brace"
    return Mistake(f"this {name} is never closed", hint, scene.begun, scene.begun_column)


def _open_quote(scene: Scene) -> Mistake | None:
    """Return the mistake of a quotation mark that has no second one on its line, before an error."""
    ended = "end of stream" in scene.said and "quoted" in scene.said
    lines = [scene.begun] if ended else [number for number in scene.back() if number < scene.line]
    for number in lines:
        row = scene.row(number)
        found = _pair.match(row)
        if found is None or found["value"][:1] not in ("'", '"'):
            continue
        value = found["value"].rstrip()
        if re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value) is None:
            text = value[1:].rstrip("'\"")
            hint = f"write {found['key']}: {quoted(text)}"
            return Mistake("this quote is never closed", hint, number, found.start("value") + 1)
    if ended:
        hint = "close it, or double an apostrophe that stands inside single quotes"
        return Mistake("this quote is never closed", hint, scene.begun, scene.begun_column)
    return None


_LOOKS: tuple[Callable[[Scene], Mistake | None], ...] = (
    _tab, _look_alike, _value, _without_colon, _indent, _open_bracket, _in_braces, _open_quote, _tight_somewhere,
)  # fmt: skip
"""The looks for mistakes, in the order in which they are tried: what stands on the error's own line goes first."""
