"""The record as CSV: read back as written, and a damaged one with its problems by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fto_check.problems.problems import InvalidDocumentError
from fto_check.record.reading import load_record, read_record
from fto_check.record.writing import write_record

RECORD = load_record()


def test_a_record_survives_being_written(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    path.write_text(write_record(RECORD), encoding="utf-8")
    assert read_record(str(path)) == RECORD


HEAD = "# list_as_of: 2026-01-01\nid,name,designated,delisted\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (HEAD, ["2 there is no designation"]),
        ("id,name,designated\na,A,2020-01-01\n", ["1 the file does not say of which day"]),
        ("# list_as_of: soon\nid,name,designated\na,A,2020-01-01\n", ["1 list_as_of: "]),
        (HEAD + "a,A,2020-01-01,\na,B,2020-01-01,\n", ["4 the id 'a' stands in line 3"]),
        (HEAD + "a,A,2020-01-01\n", ["3 3 columns where there should be 4"]),
        (HEAD + "A b,A,2020-01-01,\n,A,2020-01-01,\n", ["3 id: ", "4 'id' is empty"]),
        (HEAD + "a,A,2020-13-01,\n", ["3 designated: "]),
        (HEAD + "a,A,2020-01-02,2020-01-02\n", ["3 a: delisted before it was designated"]),
        (HEAD + 'a,"A,2020-01-01,\n', ["3 not CSV"]),
        (
            "# list_as_of: 2026-01-01\nid,nme,designated\na,A,2020-01-01\n",
            ["2 the column 'nme'", "2 there is no column"],
        ),
        (
            "# list_as_of: 2026-01-01\nid,name,designated,organization\na,A,2020-01-01,b\nc,C,2020-01-01,\n"
            "d,D,2021-01-01,c\n",
            ["3 organization: there is no entry 'b'", "5 'd' begins before 'c'"],
        ),
    ],
)
def test_a_damaged_record_is_told_by_line(tmp_path: Path, text: str, places: list[str]) -> None:
    path = tmp_path / "record.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as caught:
        read_record(str(path))
    told = [f"{problem.location.line} {problem.message}" for problem in caught.value.problems]
    assert len(told) == len(places)
    assert all(said.startswith(place) for said, place in zip(told, places, strict=True)), told


def test_a_record_that_ends_too_early_is_told_inside_it(tmp_path: Path) -> None:
    for text in ("# list_as_of: 2026-06-08\n", "# list_as_of: 2026-06-08\nid,name,designated\n", ""):
        (tmp_path / "record.csv").write_text(text)
        with pytest.raises(InvalidDocumentError) as caught:
            read_record(str(tmp_path / "record.csv"))
        assert all(problem.location.line <= max(text.count("\n"), 1) for problem in caught.value.problems)
