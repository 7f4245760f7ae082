"""A run: the official status beside an answer, and what is said of a name that the record has twice or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fto_check.runs.check import POOL_FROM, SMALL, work_of
from tests.conftest import PROFILES, Run

TEXT = """organization: {name: NAME}
sources:
  a: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
evidence:
  x: {claim: C., supports: [foreign_base], credibility: 3, sources: [a]}
"""


def official(run: Run, path: Path, name: str, *arguments: str) -> tuple[Any, list[str], int]:
    path.write_text(TEXT.replace("NAME", name), encoding="utf-8")
    done = run(str(path), "-f", "json", *arguments)
    report = json.loads(done.stdout)
    told = [f"{problem['line']}:{problem['column']} {problem['code']}" for problem in report["problems"]]
    return report["profiles"][0]["record"], told, done.returncode


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("CJNG", "2026-06-08", ("cjng", "designated", "2025-02-20", None)),
        ("CJNG", "2025-02-20", ("cjng", "designated", "2025-02-20", None)),
        ("CJNG", "2025-02-19", ("cjng", "not_listed", None, None)),
        ("x, aliases: [Cártel de Jalisco Nueva Generación]", "2026-06-08", ("cjng", "designated", "2025-02-20", None)),
        ("FARC, record: farc", "2026-06-08", ("farc", "delisted", "1997-10-08", "2021-12-01")),
        ("Houthis", "2022-01-01", ("ansarallah-2021", "delisted", "2021-01-19", "2021-02-16")),
        ("A chess club", "2026-06-08", (None, "not_listed", None, None)),
    ],
)
def test_the_official_status_stands_beside_the_answer(
    run: Run, tmp_path: Path, name: str, day: str, found: tuple[str | None, ...]
) -> None:
    record, told, code = official(run, tmp_path / "a.yaml", name, "--as-of", day)
    assert (record["id"], record["status"], record["since"], record["until"]) == found
    assert (record["list_as_of"], told, code) == ("2026-06-08", [], 0)


def test_what_was_decided_later_was_not_known(run: Run, tmp_path: Path) -> None:
    record, _, _ = official(run, tmp_path / "a.yaml", "CJNG", "--as-of", "2026-01-01", "--known-by", "2024-01-01")
    assert record["status"] == "not_listed"


def test_several_organizations_by_one_name_are_reported_and_none_is_guessed(run: Run, tmp_path: Path) -> None:
    record, told, code = official(run, tmp_path / "a.yaml", "AAB")
    assert (record["id"], record["status"]) == (None, "unclear")
    assert record["candidates"] == ["abdallah-azzam-brigades", "al-ashtar-brigades"]
    assert (told, code) == (["1:16 FTO202"], 0)
    record, told, code = official(run, tmp_path / "a.yaml", "AAB, record: al-ashtar-brigades")
    assert (record["id"], told, code) == ("al-ashtar-brigades", [], 0)
    assert b"AAB" in run(str(tmp_path / "a.yaml")).stdout


def test_a_record_id_of_another_name_is_reported(run: Run, tmp_path: Path) -> None:
    record, told, code = official(run, tmp_path / "a.yaml", "The Red Harbour Front, record: al-shabaab")
    assert (record["id"], told, code) == ("al-shabaab", ["1:53 FTO217"], 0)
    _, told, _ = official(run, tmp_path / "a.yaml", "Harakat, aliases: [Al Shabaab], record: al-shabaab")
    assert told == []


def test_a_record_id_that_leads_nowhere_is_an_error(run: Run, tmp_path: Path) -> None:
    record, told, code = official(run, tmp_path / "a.yaml", "X, record: cjgn")
    assert (record, told, code) == (None, ["1:33 FTO120"], 1)
    done = run(str(tmp_path / "a.yaml"))
    assert b"did you mean 'cjng'?" in done.stderr
    assert b"Official record" not in done.stdout


def test_work_is_counted_in_small_files(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 3 * SMALL)
    (tmp_path / "small").write_bytes(b"x" * (2 * SMALL - 1))
    assert work_of([(str(tmp_path / name), None) for name in ("large", "small", "none")]) == 3 + 1 + 1
    assert work_of([("-", b"x" * 2 * SMALL), ("-", b"")]) == 2 + 1
    assert work_of([("none", None)] * POOL_FROM) == POOL_FROM
    assert work_of([(str(tmp_path / "large"), b"x" * 1_000 * SMALL)]) == 1
    shipped = [(str(path), None) for path in PROFILES]
    assert work_of(shipped) < POOL_FROM <= work_of(5 * shipped)
