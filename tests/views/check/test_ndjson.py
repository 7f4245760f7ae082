"""NDJSON: each line an object, and together the record."""

from __future__ import annotations

import json

from fto_check.views.check import json as record
from fto_check.views.check.ndjson import render
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of


def test_the_lines_are_the_record() -> None:
    lines = [json.loads(line) for line in render(mixed()).splitlines()]
    kinds = [line.pop("type") for line in lines]
    assert (kinds[0], kinds[-1]) == ("run", "summary")
    whole = record.as_data(mixed())
    assert {**lines[0], "summary": lines[-1]} == {
        key: value for key, value in whole.items() if key not in ("profiles", "problems")
    }
    pairs = list(zip(kinds, lines, strict=True))
    assert [line for kind, line in pairs if kind == "profile"] == whole["profiles"]
    problems = [line for kind, line in pairs if kind == "problem"]
    assert len(problems) == len(whole["problems"])
    assert all(problem in whole["problems"] for problem in problems)


def test_problems_follow_their_profile_and_invalid_files_come_last() -> None:
    lines = [json.loads(line) for line in render(mixed()).splitlines()]
    paths = [line.get("path") for line in lines[1:-1]]
    first = mixed().profiles[0].path
    assert paths == [first] * (1 + len(mixed().profiles[0].problems)) + [HOSTILE] * 3 + [INVALID] * 8


def test_a_line_is_one_line_for_every_reader() -> None:
    printed = render(report_of(HOSTILE, CLEAN))
    assert printed.endswith("}\n")
    assert printed.splitlines() == printed[:-1].split("\n")
    assert json.loads(printed.split("\n")[1])["organization"] == "::error file=x::[red]Group[/red] ##[add-mask]x"
