"""Gates: the words of --fail-on, what hits one, and the exit code that follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fto_check.runs.gates import Gate, parse_gates
from tests.conftest import CASES, ROOT, Run, slow_but

CASE = str(CASES[3].relative_to(ROOT))
DAY = ("--as-of", "2026-11-24")
STATUSES = [str(path.relative_to(ROOT)) for path in CASES]


@pytest.mark.parametrize(
    ("words", "gates"),
    [
        (["not-met,contested"], ("not_met", "contested")),
        (["not_met", "not-met", " Warning "], ("not_met", "warning")),
        (["", ","], ()),
        ([",".join(Gate)], tuple(Gate)),
    ],
)
def test_words(words: list[str], gates: tuple[str, ...]) -> None:
    assert parse_gates(words) == gates


def test_an_unknown_word(run: Run) -> None:
    with pytest.raises(ValueError, match="did you mean 'contested'"):
        parse_gates(["contestd"])
    done = run(CASE, "--fail-on", "contestd")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("fto-check: --fail-on: 'contestd' is neither a status nor 'warning'")


@pytest.mark.parametrize("path", slow_but(STATUSES, *STATUSES[::5]))
@pytest.mark.parametrize("gate", ["met", "contested", "not-established", "not-met"])
def test_a_gate_is_hit_exactly_where_its_status_occurs(run: Run, path: str, gate: str) -> None:
    done = run(path, *DAY, "-f", "json", "--fail-on", gate)
    report = json.loads(done.stdout)
    (profile,) = report["profiles"]
    found = [profile["overall"], *(criterion["status"] for criterion in profile["criteria"])]
    hits = [problem for problem in report["problems"] if problem["code"] == "FTO119"]
    occurs = gate.replace("-", "_") in found
    assert (done.returncode == 1) == bool(hits) == occurs


def test_what_hit_it_is_told_where_the_organization_stands(run: Run) -> None:
    said = run(CASE, *DAY, "--fail-on", "met", "-q").stderr.decode().splitlines()[0]
    line = next(n for n, row in enumerate(Path(ROOT / CASE).read_text().splitlines(), 1) if "name:" in row)
    assert said.startswith(
        f"{CASE}:{line}:9: error FTO119 gate met: foreign, terrorist_activity, threat, overall are met"
    )


def test_exit_zero_turns_only_one_into_zero(run: Run) -> None:
    assert run(CASE, *DAY, "--fail-on", "met", "--exit-zero").returncode == 0
    assert run("tests/data/invalid/unknown-key.yaml", "--exit-zero").returncode == 0
    assert run("nowhere.yaml", "--exit-zero").returncode == 2
    assert run(CASE, "--exit-zero", "--as-of", "1990-01-01").returncode == 2


def test_warnings_have_a_gate(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        (ROOT / CASE)
        .read_text()
        .replace("sources:\n", "sources:\n  idle: {title: T, publisher: P, kind: ngo, reliability: B}\n", 1)
    )
    assert run(str(path), *DAY).returncode == 0
    done = run(str(path), *DAY, "--fail-on", "warning", "-f", "json")
    assert done.returncode == 1
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == ["FTO218", "FTO201", "FTO119"]


def test_a_code_is_a_gate(run: Run) -> None:
    """By its own name in every format, where the problem occurs and where it does not."""
    assert [gate.option for gate in parse_gates(["fto218,met", "FTO201"])] == ["FTO218", "met", "FTO201"]
    done = run(CASE, *DAY, "--fail-on", "FTO218", "-f", "json")
    (gate,) = [problem for problem in json.loads(done.stdout)["problems"] if problem["code"] == "FTO119"]
    assert (done.returncode, gate["message"]) == (1, "gate FTO218: 1 warning in 1 file: FTO218")
    assert run(CASE, *DAY, "--fail-on", "FTO201").returncode == 0
    assert run(CASE, *DAY, "-q", "--fail-on", "FTO218").returncode == 1
    assert run(CASE, "--as-of", "2026-06-08", "--fail-on", "FTO218").returncode == 0
    assert run("compare", CASE, "--only", "FTO218").returncode == 2
