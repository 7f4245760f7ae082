"""An error as a YAML parser gives it, with the lines around it, and a mistake as an author is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fto_check.problems.problems import clip

LIST_KEYS = frozenset({
    "supports", "contradicts", "disputes", "about", "where", "sources", "aliases", "countries", "expect",
    "predecessors", "successors", "borne_out_by", "contradicted_by", "searched",
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


PAIR = re.compile(
    r"(?P<head> *(?:- +)*)(?P<key>[^\s:#,'\"\[\]{}&*!|>%@`-][^\s:#,\[\]{}]*) ?:(?P<gap> +|$)(?P<value>.*)"
)
"""A line with a key and its value, after the dashes of lists."""


def quoted(text: str) -> str:
    """Return text in quotes, as a profile has to write it; of a long text the beginning."""
    text = clip(text.strip())
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def indent_of(row: str) -> int:
    """Return the columns before the key of a line, or before its first character."""
    found = PAIR.match(row)
    return len(found["head"]) if found else len(row) - len(row.lstrip(" "))
