"""The mistake behind an error of YAML's syntax, at its own place, with the line to write.

The parsers notice many faults at the next key or at the end of the file, and say what they missed, not what an author
did. So the lines before an error are looked through for the mistakes that people make.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fto_check.documents.scene import PAIR, BrokenText, Mistake, indent_of
from fto_check.documents.syntax_values import find_in_braces, find_in_value, find_open_bracket, find_open_quote
from fto_check.problems.characters import named
from fto_check.problems.problems import clip

_conflict = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?|={7}")


def find_conflict(text: str) -> Mistake | None:
    """Return the first mark of an unresolved merge in a text; None for none."""
    rows = text.splitlines()
    marks = [number for number, row in enumerate(rows, 1) if _conflict.fullmatch(row)]
    if not marks or not rows[marks[0] - 1].startswith(("<", ">")):
        return None
    last = next((number for number in marks if rows[number - 1].startswith(">")), marks[-1])
    hint = f"keep one of the two sides on lines {marks[0]} to {last}, and take the marks out"
    if last == marks[0]:
        hint = "take the mark out"
    return Mistake("a merge of two versions was left unresolved here", hint, marks[0], 1)


def find_mistake(scene: BrokenText) -> Mistake | None:
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


def _look_alike(scene: BrokenText) -> Mistake | None:
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
            hint = f"write {row[: found.start(2)].strip()} {clip(row[found.end() :].strip())}".rstrip()
            return Mistake(f"{named(found[2])} after the {mark} is no space", hint, number, found.start(2) + 1)
    return None


def _tab(scene: BrokenText) -> Mistake | None:
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


def _without_colon(scene: BrokenText) -> Mistake | None:
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
    if not lines or PAIR.match(scene.row(lines[0])):
        return None
    return _tight_text(scene, lines[-1]) or _missing_colon(
        scene, lines[-1] if "mapping values" in scene.said else lines[0]
    )


def _no_value(scene: BrokenText) -> Mistake | None:
    """Return the mistake of a key within brackets whose colon stands right before a comma or a bracket."""
    row, at = scene.row(scene.line), scene.column - 1
    found = re.search(r"\b[a-z_]{1,60}$", row[:at])
    if "unexpected ':'" not in scene.said or found is None or row[at : at + 2] not in (":,", ":}", ":]"):
        return None
    hint = f"write {found[0]}: and its value, or leave {found[0]}: out"
    return Mistake("a key within brackets has no value", hint, scene.line, found.start() + 1)


def _tight_somewhere(scene: BrokenText) -> Mistake | None:
    for number in scene.back():
        found = _tight.match(scene.row(number))
        if found and number < scene.line and "flow" not in scene.said:
            hint = f"write {found['key']}: {clip(found['value'])}"
            return Mistake("a colon needs a space after it", hint, number, found.start("value"))
    return None


def _tight_text(scene: BrokenText, number: int) -> Mistake | None:
    """Return the mistake of a key without a space whose text goes on up to a line."""
    while number > 0 and PAIR.match(scene.row(number)) is None and scene.row(number).strip():
        if found := _tight.match(scene.row(number)):
            hint = f"write {found['key']}: {clip(found['value'])}"
            return Mistake("a colon needs a space after it", hint, number, found.start("value"))
        number -= 1
    return None


def _dashes(scene: BrokenText, number: int) -> Mistake:
    """Return the mistake of lines that begin with a dash and no space, at the first of them."""
    while (found := _tight_dash.match(scene.row(number - 1))) is not None:
        number -= 1
    found = _tight_dash.match(scene.row(number))
    assert found is not None
    at = found.start("value")
    return Mistake("a dash needs a space after it", f"write - {clip(found['value'])}", number, at)


def _missing_colon(scene: BrokenText, number: int) -> Mistake | None:
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


def _is_first_colon(scene: BrokenText) -> bool:
    """Return whether an error stands at the colon after the first word of its line."""
    found = PAIR.match(scene.row(scene.line))
    return found is not None and scene.column <= found.start("gap") + 1


def _indent(scene: BrokenText) -> Mistake | None:
    """Return the mistake of a line that stands more or less to the right than the lines beside it."""
    row, above = scene.row(scene.line), scene.above(scene.line)
    at, line = len(row) - len(row.lstrip(" ")), scene.line
    is_entry = row.lstrip(" ").startswith("- ")
    if not above or not (is_entry or PAIR.match(row)):
        return None
    if "mapping values" in scene.said and _is_first_colon(scene) and PAIR.match(scene.row(above)):
        wanted, number = indent_of(scene.row(above)), above
        if PAIR.match(scene.row(line + 1)) and indent_of(scene.row(line + 1)) == at:  # the line above is the odd one
            line, number, at, wanted = above, line, wanted, at
    elif re.search("did not find expected|expected <block end>", scene.said) and scene.column == at + 1:
        number = next((one for one in range(line - 1, 0, -1) if _is_beside(scene.row(one), at, is_entry=is_entry)), 0)
        wanted = indent_of(scene.row(number)) if not is_entry else _margin(scene.row(number))
    else:
        return None
    if not number or wanted == at:
        return None
    if not is_entry and _margin(scene.row(number)) == at and scene.row(number).lstrip(" ").startswith("- "):
        hint = f"take the dash out: write {clip(scene.row(number).strip(' -'))}"
        return Mistake("this dash makes a list, and the keys below it are no part of it", hint, number, at + 1)
    hint = f"indent it by {wanted} spaces, as line {number} is"
    return Mistake(f"this line is indented by {at} spaces, and fits to no line above", hint, line, at + 1)


def _is_beside(row: str, at: int, *, is_entry: bool) -> bool:
    """Return whether a line above may be one that a line, indented by `at`, should stand under."""
    if is_entry:
        return row.lstrip(" ").startswith("- ") and _margin(row) != at
    return PAIR.match(row) is not None and indent_of(row) != at


def _margin(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


_LOOKS: tuple[Callable[[BrokenText], Mistake | None], ...] = (
    _tab, _look_alike, _no_value, find_in_value, _without_colon, _indent, find_open_bracket, find_in_braces,
    find_open_quote, _tight_somewhere,
)  # fmt: skip
"""The looks for mistakes, in the order in which they are tried: what stands on the error's own line goes first."""
