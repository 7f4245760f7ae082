"""Problems as a compiler draws them: the caret stands under its span whatever the line holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fto_check.problems.drawing import draw
from fto_check.problems.problems import Location, Problem, Severity
from tests.conftest import INVALID, ROOT, Run


def drawn(line: str, column: int, end: int, width: int = 100, **more: int) -> tuple[str, str]:
    place = Location("a.yaml", 3, column, more.get("end_line", 3), end, excerpt=line)
    drawing = draw(Problem("FTO102", Severity.ERROR, "m", place, "h"), width)
    assert drawing.source is not None
    assert drawing.carets is not None
    return drawing.source, drawing.carets


@pytest.mark.parametrize(
    ("line", "column", "end", "source", "carets"),
    [
        ("name: x", 1, 5, "name: x", "^^^^"),
        ("name: x", 7, 8, "name: x", "      ^"),
        ("name: x", 8, 8, "name: x", "       ^"),
        ("名前: x", 1, 3, "名前: x", "^^^^"),
        ("名前: x", 5, 6, "名前: x", "      ^"),
        ("e\u0301e\u0301: x", 6, 7, "e\u0301e\u0301: x", "   ^"),
        ("a\tb: x", 3, 4, "a   b: x", "    ^"),
        ("\tb: x", 2, 3, "    b: x", "    ^"),
        ("a\x1b[2Jb", 6, 7, "a�[2Jb", "     ^"),
        ("##[error]x", 10, 11, "# [error]x", "         ^"),
        ("a\u202eb", 3, 4, "a�b", "  ^"),
    ],
)
def test_the_caret_is_in_its_place(line: str, column: int, end: int, source: str, carets: str) -> None:
    assert drawn(line, column, end) == (source, carets)


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert drawn("evidence: {", 11, 2, end_line=5) == ("evidence: {", "          ^…")


def test_a_long_line_is_shown_around_its_span() -> None:
    line = "a" * 300 + "HERE" + "b" * 300
    source, carets = drawn(line, 301, 305, 60)
    assert (source[0], source[-1]) == ("…", "…")
    assert source[carets.index("^") :][: carets.count("^")] == "HERE"
    assert len(source) <= 60 - 7 + 1
    assert drawn(line, 1, 2, 60)[0].startswith("aaa")
    assert drawn(line, 604, 605, 60)[0].endswith("bbb")


def test_the_parts_of_a_whole() -> None:
    place = Location("a.yaml", 12, 3, 12, 7, excerpt="  nmae: x")
    problem = Problem("FTO102", Severity.ERROR, "the key 'nmae' is unknown", place, "did you mean 'name'?")
    assert str(draw(problem)).splitlines() == [
        "a.yaml:12:3: error FTO102 the key 'nmae' is unknown",
        "  12 |   nmae: x",
        "     |   ^^^^",
        "     = did you mean 'name'?",
    ]
    bare = Problem("FTO001", Severity.ERROR, "the file cannot be read", Location("a.yaml"))
    assert str(draw(bare)) == "a.yaml:1:1: error FTO001 the file cannot be read"


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=200)


@given(LINES.filter(str.strip), st.data())
def test_the_first_caret_stands_under_the_first_character(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(column + 1, len(line) + 1))
    width = data.draw(st.sampled_from([30, 60, 120]))
    source, carets = drawn(line, column, end, width)
    before = len(carets) - len(carets.lstrip(" "))
    shown = [index for index in range(len(source) + 1) if cell_len(source[:index]) == before]
    wanted = line[column - 1]
    if wanted.isprintable() and wanted != "#" and cell_len(wanted):
        assert any(source[index : index + 1] == wanted for index in shown)
    assert cell_len(source) <= max(width - 7, 20) + 2


def test_one_clear_diagnostic_for_each_broken_file(run: Run, golden: Callable[[str, str], None]) -> None:
    paths = [str(path.relative_to(ROOT)) for path in INVALID]
    printed = run(*paths, "--isolated", COLUMNS="100").stderr.decode()
    golden("diagnostics/invalid.txt", printed)
    assert all(f"{path.relative_to(ROOT)}:" in printed for path in INVALID)


def test_brief_where_quiet(run: Run) -> None:
    said = run("tests/data/invalid/unknown-key.yaml", "-q").stderr.decode()
    assert said.count("\n") == 1
    assert said.endswith("(did you mean 'supports'?)\n")
