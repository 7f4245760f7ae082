"""Mistakes in a value that YAML reads as something other than text, and in brackets and quotes that are not closed."""

from __future__ import annotations

import re

from fto_check.documents.scene import LIST_KEYS, PAIR, Mistake, Scene, indent_of, quoted
from fto_check.problems.problems import clip

_two_keys = re.compile(r"(?P<value>[^\s,;]+)[,;]? +(?P<key>[a-z_]+): +(?P<rest>.+)")
_bad_escape = re.compile(r"\\(?![0abt\tnvfre \"/\\N_LPxuU])")
_close = re.compile(r"(?:\s*#.*)?$")
_SIGNS = {"*": "an asterisk", "&": "an ampersand", "!": "an exclamation mark", "@": "an at sign", "%": "a percent sign",
          "`": "a backtick", "|": "a bar", ">": "a greater-than sign", ",": "a comma", "]": "a bracket",
          "}": "a brace"}  # fmt: skip


def signed_text(row: str, column: int) -> str | None:
    """Return the hint for a value, at a column from 1, that begins with a sign of YAML's; None where it begins none."""
    found = PAIR.match(row)
    if found is not None and found.start("value") + 1 == column and found["value"][:1] in _SIGNS:
        marked = re.match(r"(?P<mark>[&!][\w-]+) +(?P<rest>\S.*)", found["value"])
        if marked is not None and marked["rest"][:1] not in _SIGNS:
            return f"write {_written(found)}, or, if it is no part of the text, leave {marked['mark']} out"
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


def find_in_value(scene: Scene) -> Mistake | None:
    """Return the mistake in a value that has a line to itself."""
    found = PAIR.match(scene.row(scene.line))
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
    if "mapping values" in scene.said and (two := _two_keys.fullmatch(value)) is not None:
        hint = f"write {found['key']}: {two['value']} and {two['key']}: {clip(two['rest'])} below each other"
        return Mistake("each key stands on a line of its own", hint, scene.line, at + two.start("key"))
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
        message = "a backslash in double quotes begins an escape, and this is none"
        bad = _bad_escape.search(value)
        column = at + bad.start() if bad is not None else scene.column
        return Mistake(message, hint, scene.line, column)
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
        return Mistake("there is nothing before this comma", "take it out", scene.line, at + empty.start(1))
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


def find_in_braces(scene: Scene) -> Mistake | None:
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


def find_open_bracket(scene: Scene) -> Mistake | None:
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
    if scene.line > scene.begun and here.strip() and indent_of(here) > first and PAIR.match(here):
        above = scene.above(scene.line)
        text = scene.row(above).rstrip()
        if not text.endswith((",", ":", "[", "{")):
            return Mistake("a comma is missing after this", f"write {clip(text.strip())},", above, len(text))
    closing = "]" if opening == "[" else "}"
    inner = row[scene.begun_column - 1 :]
    hint = f"close it with {closing}"
    if scene.begun < scene.line and inner != opening:
        found = PAIR.match(row)
        key = f"{found['key']}: " if found is not None and found["value"] == inner else ""
        hint = f"write {key}{clip(inner)}{closing}"
    name = "bracket" if opening == "[" else "brace"
    return Mistake(f"this {name} is never closed", hint, scene.begun, scene.begun_column)


def find_open_quote(scene: Scene) -> Mistake | None:
    """Return the mistake of a quotation mark that has no second one on its line, before an error."""
    ended = "end of stream" in scene.said and "quoted" in scene.said
    lines = [scene.begun] if ended else [number for number in scene.back() if number < scene.line]
    for number in lines:
        row = scene.row(number)
        found = PAIR.match(row)
        if found is None or found["value"][:1] not in ("'", '"'):
            continue
        value = found["value"].rstrip()
        if re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value) is None:
            text = value[1:].rstrip("'\"")
            hint = f"write {found['key']}: {quoted(text)}"
            return Mistake("this quote is never closed", hint, number, found.start("value") + 1)
    if ended:
        inner = re.match(r"['\"](?P<text>[^,\]}]{1,200})(?=[,\]}])", scene.row(scene.begun)[scene.begun_column - 1 :])
        if inner is not None:
            hint = f"write {quoted(inner['text'])}"
            return Mistake("this quote is never closed", hint, scene.begun, scene.begun_column)
        hint = "close it, or double an apostrophe that stands inside single quotes"
        return Mistake("this quote is never closed", hint, scene.begun, scene.begun_column)
    return None
