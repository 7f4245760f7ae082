"""Columns and indented text, against what rich makes of the same with its table and its padding."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fto_check.views.check.table import render
from fto_check.views.text_table import Indented, TextRows
from tests.reports import CLEAN, report_of

STYLES = st.sampled_from(["", "bold", "dim", "italic dim"])
WORDS = st.lists(
    st.sampled_from(["a", "of", "the", "cartel,", "[helicopter-2015]", "–", "日本語", "é́", "\n", "  ", "x" * 30])
)
TEXTS = st.builds(lambda words, style: Text(" ".join(words), style=style), WORDS, STYLES)


def printed(what: RenderableType, width: int = 100, *, colour: bool = False) -> list[str]:
    """Return the lines without the spaces at their ends."""
    stream = io.StringIO()
    Console(file=stream, width=width, force_terminal=colour, legacy_windows=False, _environ={}).print(what)
    return [line.rstrip() for line in stream.getvalue().split("\n")]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.tuples(*[st.integers(2, 30)] * 3))
def test_rows_are_those_of_a_table(cells: list[tuple[Text, Text, Text]], widths: tuple[int, int, int]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in cells:
        table.add_row(*row)
    assert printed(TextRows(widths, [list(row) for row in cells])) == printed(table)


@given(TEXTS, st.integers(0, 8), st.integers(12, 60))
def test_indented_is_padded(text: Text, by: int, width: int) -> None:
    assert printed(Indented(text, by), width) == printed(Padding(text, (0, 0, 0, by)), width)


@given(TEXTS, st.sampled_from(["a", "https://example.org/" + "x" * 20]), st.integers(0, 8), st.integers(12, 60))
def test_a_tail_is_on_the_last_line_or_on_its_own(text: Text, tail: str, by: int, width: int) -> None:
    stream = io.StringIO()
    Console(file=stream, width=width, _environ={}).print(Indented(text, by, Text(tail)), crop=False)
    lines = [line.rstrip() for line in stream.getvalue().split("\n")][:-1]
    plain = [line.rstrip() for line in printed(Indented(text, by), width)][:-1]
    joined = f"{plain[-1]} {tail}" if plain[-1] else " " * by + tail
    assert lines in ([*plain, " " * by + tail], [*plain[:-1], joined])
    assert cell_len(lines[-1]) <= width or lines[-1].strip() == tail


def test_styles_are_kept() -> None:
    row = [Text("two words", style="bold"), Text.assemble(("one", "dim"), " two")]
    assert printed(TextRows((5, 20), [row]), colour=True) == [
        "\x1b[1mtwo \x1b[0m   \x1b[2mone\x1b[0m two",
        "\x1b[1mwords\x1b[0m",
        "",
    ]
    assert printed(Indented(Text("two words", style="bold"), 2), 8, colour=True) == [
        "  \x1b[1mtwo \x1b[0m",
        "  \x1b[1mwords\x1b[0m",
        "",
    ]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8])
def test_a_width_that_nobody_has(width: int) -> None:
    assert printed(render(report_of(CLEAN)), width)
