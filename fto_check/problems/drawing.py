"""A problem drawn as compilers draw it: place and message, the line of the file, carets under the span, a hint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fto_check.problems.inert import inert, inert_line
from fto_check.problems.problems import Problem

TAB = 4
"""The columns between tab stops."""
MORE = "…"
"""The sign that a line goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The parts of a drawn problem, each one line."""

    place: str
    title: str
    message: str
    source: str | None
    """The part of the file's line around the span; None where no line can be shown."""
    carets: str | None
    """The carets under the span; None with `source`."""
    hint: str | None
    gutter: str
    """The number of the line, in the columns left of it."""
    wrap: int | None = None
    """The columns to which message and hint are wrapped; None where each stays on one line."""

    def __str__(self) -> str:
        blank = " " * len(self.gutter)
        lines = [*self.head_lines()]
        if self.source is not None and self.carets is not None:
            lines += [f"{self.gutter} | {self.source}", f"{blank} | {self.carets}"]
        lines += [f"{blank} {' ' if number else '='} {line}" for number, line in enumerate(self.hint_lines())]
        return "\n".join(line.rstrip() for line in lines)

    def head_lines(self) -> list[str]:
        """Return place, severity, code and message, wrapped at spaces; the place stays whole on the first line."""
        return wrapped(f"{self.place}: {self.title} {self.message}", self.wrap, len(self.place) + 1)

    def hint_lines(self) -> list[str]:
        """Return the hint, wrapped to the columns beside the gutter."""
        room = self.wrap - len(self.gutter) - 3 if self.wrap is not None else None
        return wrapped(self.hint, room, 0) if self.hint is not None else []


LEAST_WRAP = 40
"""The columns to which a message is wrapped on the narrowest terminal."""


def wrapped(text: str, width: int | None, whole: int) -> list[str]:
    """Return a text as lines of at most `width` columns, broken at spaces; its first `whole` characters stay whole."""
    if width is None:
        return [text]
    lines, line = [], text[:whole]
    for word in text[whole:].split(" "):
        joined = f"{line} {word}" if line and not line.endswith(" ") else f"{line}{word}"
        if line and _width(joined) > max(width, LEAST_WRAP):
            lines.append(line.rstrip())
            joined = word
        line = joined
    return [*lines, line]


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_size, text))


def draw(problem: Problem, width: int = 100, *, wrap: bool = False) -> Drawing:
    """Return the drawing of a problem; the file's line takes at most `width` columns.

    Message and hint are wrapped to that width too where `wrap` says so, and can take more else.

    The carets stand under the whole span, or under its first line if it has several. Wide characters and tabs take the
    columns that a terminal gives them.
    """
    place = problem.location
    gutter = f"{place.line:>4}"
    source, carets = None, None
    if place.excerpt is not None and place.excerpt.strip():
        several = place.end_line > place.line
        end = len(place.excerpt) + 1 if several else max(place.end_column, place.column + 1)
        source, carets = _excerpt(place.excerpt, place.column, end, max(width - len(gutter) - 3, 20))
        carets += MORE if several else ""
    return Drawing(
        place=inert(str(place)),
        title=f"{problem.severity} {problem.code}",
        message=inert(problem.message),
        source=source,
        carets=carets,
        hint=inert(problem.hint) if problem.hint else None,
        gutter=gutter,
        wrap=width if wrap else None,
    )


def _excerpt(line: str, column: int, end: int, width: int) -> tuple[str, str]:
    """Return the part of a line around a span, and the carets below it; columns count code points from 1.

    A line can have megabytes, so only four times `width` characters on each side are read: more than `width`, since
    some characters take no column.
    """
    start, stop = min(column - 1, len(line)), min(max(end - 1, column), max(len(line), column))
    left, right = max(start - 4 * width, 0), start + 4 * width
    cut_off = right < len(line)
    line, start, stop = inert_line(line[left:right]), start - left, stop - left
    cells = _cells(line)
    first, last = _window(cells, start, width)
    shown = "".join(" " * size if character == "\t" else character for character, size in cells[first:last])
    before = sum(size for _, size in cells[first:start])
    under = sum(size for _, size in cells[start : min(stop, last)]) or 1
    head, tail = (MORE if first or left else ""), (MORE if last < len(line) or cut_off else "")
    return head + shown + tail, " " * (len(head) + before) + "^" * under


def _window(cells: list[tuple[str, int]], start: int, width: int) -> tuple[int, int]:
    """Return the part of a line to show: all of it, or as much as fits around the beginning of the span."""
    if sum(size for _, size in cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(MORE)
    first, used = start, 0
    while first > 0 and used + cells[first - 1][1] <= room // 3:
        first -= 1
        used += cells[first][1]
    last = first
    used = 0
    while last < len(cells) and used + cells[last][1] <= room:
        used += cells[last][1]
        last += 1
    while first > 0 and used + cells[first - 1][1] <= room:  # the span stands near the end: the left is filled up
        first -= 1
        used += cells[first][1]
    return first, last


def _cells(line: str) -> list[tuple[str, int]]:
    """Return each character with its number of columns."""
    if line.isascii() and "\t" not in line:
        return [(character, 1) for character in line]
    cells: list[tuple[str, int]] = []
    at = 0
    for character in line:
        size = TAB - at % TAB if character == "\t" else _size(character)
        cells.append((character, size))
        at += size
    return cells


@cache
def _size(character: str) -> int:
    if character.isascii():
        return 1
    from rich.cells import get_character_cell_size

    return get_character_cell_size(character)
