"""Workflow commands: read back as a runner reads them, escaped, at most ten of a kind, the worst first."""

from __future__ import annotations

import re

from fto_check.problems.problems import Location, Problem, Severity
from fto_check.runs.report import Report
from fto_check.views.check.github import escape_message, escape_property, render
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of, with_problems


def _unescape(text: str) -> str:
    for escape, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def _commands(report: Report, *, quiet: bool = False) -> list[tuple[str, dict[str, str], str]]:
    """Return level, properties and message of each line; a line that is no command fails."""
    found = []
    for line in render(report, quiet=quiet).splitlines():
        match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert match, line
        pairs = (pair.partition("=") for pair in match[2].split(","))
        found.append((match[1], {name: _unescape(value) for name, _, value in pairs}, _unescape(match[3])))
    return found


def _problem(severity: Severity = Severity.ERROR, message: str = "wrong", location: Location | None = None) -> Problem:
    return Problem("FTO102", severity, message, location or Location("a.yaml", 3, 2, 3, 5))


def test_escapes() -> None:
    assert escape_message("100% a\r\nb:c,d") == "100%25 a%0D%0Ab:c,d"
    assert escape_property("100% a\r\nb:c,d") == "100%25 a%0D%0Ab%3Ac%2Cd"
    assert escape_message("%0A") == "%250A"


def test_a_clean_run_is_one_notice() -> None:
    expected = len(report_of(CLEAN).profiles[0].expectations)
    assert render(report_of(CLEAN)) == (
        f"::notice title=fto-check::1 profile checked, 0 invalid, 0 of {expected} expectations not met\n"
    )


def test_an_annotation_has_a_place_and_the_whole_reason() -> None:
    level, properties, message = _commands(report_of(INVALID))[1]
    assert level == "error"
    assert properties == {
        "file": INVALID, "line": "2", "endLine": "2", "col": "3", "endColumn": "6", "title": "FTO102: an unknown key",
    }  # fmt: skip
    assert message.startswith(
        "the key 'tit' is unknown in 'organization' (take it out, or put what it says into 'summary'"
    )


def test_columns_only_within_one_line() -> None:
    over = _commands(with_problems(_problem(location=Location("a.yaml", 3, 2, 5, 4))))[0][1]
    assert {"line": "3", "endLine": "5"}.items() <= over.items()
    assert not {"col", "endColumn"} & set(over)
    point = _commands(with_problems(_problem(location=Location("a.yaml", 3, 2))))[0][1]
    assert {"line": "3", "endLine": "3", "col": "2"}.items() <= point.items()
    assert "endColumn" not in point


def test_a_file_name_with_commas_and_colons() -> None:
    (_, properties, _), _ = _commands(with_problems(_problem(location=Location("a,b:c=d%.yaml"))))
    assert properties["file"] == "a,b:c=d%.yaml"
    assert properties["line"] == "1"


def test_the_worst_first() -> None:
    commands = _commands(mixed())
    assert [level for level, _, _ in commands] == ["error"] * 10 + ["warning"] * 4 + ["notice"]
    assert [properties["file"] == INVALID for _, properties, _ in commands[:10]] == [True] * 8 + [False] * 2


def test_at_most_ten_of_a_kind_and_a_notice_with_the_rest() -> None:
    problems = [_problem(Severity.WARNING)] * 12 + [_problem()] * 11
    commands = _commands(with_problems(*problems))
    assert [level for level, _, _ in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert commands[-1][2].endswith(", 3 problems not shown here")


def test_quiet_leaves_out_warnings() -> None:
    commands = _commands(mixed(), quiet=True)
    assert [level for level, _, _ in commands] == ["error"] * 10 + ["notice"]
    assert commands[-1][2] == (
        "3 profiles checked, 1 invalid, 1 of 7 expectations not met, 4 warnings: FTO201, FTO212, FTO223, FTO224, "
        "4 problems not shown here"
    )


def test_a_message_starts_no_second_command() -> None:
    message = "a\n::stop-commands::x\r##[error]y\u2028::z %0A::w"
    (_, _, shown), _ = _commands(with_problems(_problem(message=message)))
    assert shown == "a : :stop-commands: :x ## [error]y : :z %0A: :w"
    assert len(_commands(report_of(HOSTILE))) == 3
