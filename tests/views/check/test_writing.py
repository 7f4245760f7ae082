"""Formats that are written while a run goes on: piece by piece they are what they are as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fto_check.law.statute import load_statute
from fto_check.runs.check import Given, Question, check_file, check_paths
from fto_check.runs.gates import parse_gates
from fto_check.runs.shown import Gatherer, ShownProfile, show_each
from fto_check.views.check import json as record
from fto_check.views.check.formats import Format, render
from fto_check.views.check.writing import Shower, make_writer
from tests.conftest import CASES, ROOT, Run
from tests.reports import CLEAN, DAY, HOSTILE, INVALID, mixed

LIGHT = [form for form in Format if form.needs_no_assessments]
TWICE = [CLEAN, HOSTILE, INVALID, CLEAN]


@pytest.mark.parametrize("form", LIGHT)
@pytest.mark.parametrize("paths", [TWICE, [INVALID], [CLEAN]], ids=["several", "invalid", "one"])
def test_piece_by_piece_it_is_the_whole(form: Format, paths: list[str]) -> None:
    question = Question(load_statute(), DAY, gates=parse_gates(["met", "warning", "FTO204"]))
    given = [(path, (ROOT / path).read_bytes()) for path in paths]
    writer, gatherer = make_writer(form, quiet=False), Gatherer(question)
    pieces = [writer.begin(gatherer.report)]
    for found in show_each(given, question, Shower((form,))):
        gatherer.add(found)
        if isinstance(found, ShownProfile):
            pieces.append(writer.add(found._replace(shown=found.shown[0])))
    pieces.append(writer.end(gatherer.report))
    whole = check_paths(given, question)
    assert "".join(pieces) == render(whole, form)
    assert gatherer.report.counts == whole.counts


def test_json_is_the_data_of_the_report() -> None:
    assert json.loads(render(mixed(), Format.JSON)) == json.loads(json.dumps(record.as_data(mixed())))


def test_several_formats_come_from_one_run(run: Run, tmp_path: Path) -> None:
    paths = [str(path) for path in CASES[:3]]
    asked = [part for form in LIGHT for part in ("-o", f"{form}:{tmp_path / form}")]
    done = run(*paths, "-f", "json", *asked, "--as-of", "2026-11-24")
    assert done.returncode == 0
    for form in LIGHT:
        alone = run(*paths, "-f", form, "--as-of", "2026-11-24")
        assert (tmp_path / form).read_bytes() == alone.stdout, form


def test_no_file_is_checked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty files of twelve organizations are sixty checks."""
    checked: list[str] = []

    def counted(given: Given, question: Question) -> object:
        checked.append(given[0])
        return check_file(given, question)

    monkeypatch.setattr("fto_check.runs.shown.check_file", counted)
    paths = [(str(CASES[number % 12]), None) for number in range(60)]
    found = list(show_each(paths, Question(load_statute(), DAY), Shower((Format.NDJSON,))))
    assert len(checked) == len(found) == 60
    assert sum(any(problem.code == "FTO204" for problem in one.problems) for one in found) == 48
