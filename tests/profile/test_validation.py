"""The profile model: broken files one defect each, and what a valid one becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fto_check import InvalidDocumentError, load_profile
from fto_check.problems.problems import CODES
from tests.conftest import INVALID, ROOT

EXPECTED = {
    line.split(maxsplit=1)[0]: line.split(maxsplit=1)[1]
    for line in (ROOT / "tests" / "data" / "invalid" / "expected.txt").read_text().splitlines()
}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_each_defect_is_told_at_its_place(path: Path) -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        load_profile(path)
    problems = caught.value.problems
    found = ", ".join(f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in problems)
    assert found == EXPECTED[path.stem]
    assert all(problem.code in CODES and problem.message for problem in problems)


def test_every_defect_has_its_file() -> None:
    assert set(EXPECTED) == {path.stem for path in INVALID}
    shown = {code for line in EXPECTED.values() for code in line.replace(",", "").split() if code.startswith("FTO")}
    others = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    by_other_tests = {code for code in CODES if any(code in text for text in others)}
    assert shown | by_other_tests == set(CODES)


def test_messages_say_what_would_be_right() -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        load_profile(ROOT / "tests" / "data" / "invalid" / "unknown-key.yaml")
    (problem,) = caught.value.problems
    assert problem.message == "the key 'suports' is unknown in item 'fact'"
    assert problem.hint == "did you mean 'supports'?"


def test_a_valid_profile(tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(
        "organization: {name: ' A group ', aliases: [18, 007], countries: [NO, XK]}\n"
        "sources:\n"
        "  paper: {title: T, publisher: P, kind: press, reliability: B, url: 'HTTPS://Example.org/Ab'}\n"
        "  copy: {title: T, publisher: Q, kind: press, reliability: C, origin: paper}\n"
        "evidence:\n"
        "  fact: {claim: It happened., credibility: '2', sources: [paper, {source: copy, at: p. 4, credibility: 3}]}\n"
        "expect:\n"
        "  - {as_of: 2020-10-28, known_by: 2021-01-01, overall: not-established, foreign_base: not_established}\n"
    )
    profile = load_profile(path)
    assert profile.organization.name == "A group"
    assert profile.organization.aliases == ("18", "007")
    assert profile.sources["paper"].url == "HTTPS://Example.org/Ab", "kept as written"
    assert [profile.origin_of_source(name) for name in profile.sources] == ["paper", "paper"]
    item = profile.evidence["fact"]
    assert (item.credibility, item.sources[0].at, item.sources[1].credibility) == (2, None, 3)
    assert item.is_context
    assert profile.expect[0].as_of == date(2020, 10, 28)
    assert {name: str(status) for name, status in profile.expect[0].statuses.items()} == {
        "overall": "not_established",
        "foreign_base": "not_established",
    }
    with pytest.raises(Exception, match="frozen"):
        profile.organization.name = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("true", "FTO101 'true' is a truth value here, not text; put it in quotes"),
        ("[2020]", "FTO101 'retrieved': text is wanted here, not a list (write retrieved: 2020)"),
        ("' '", "FTO109 'retrieved': the text is empty"),
        ("2020-13-01", "FTO104 there is no month 13 (write 2020-01-13)"),
        ("2020-02-30", "FTO104 'retrieved': February 2020 has no day 30: it has 29 days"),
    ],
)
def test_a_day_that_is_none_says_why(tmp_path: Path, day: str, said: str) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(
        "organization: {name: A group}\n"
        "sources:\n"
        "  paper:\n"
        "    {title: T, publisher: P, kind: press, reliability: B, retrieved: DAY}\n".replace("DAY", day)
        + "evidence: {}\n"
    )
    with pytest.raises(InvalidDocumentError) as caught:
        load_profile(path)
    (problem,) = caught.value.problems
    assert str(problem).partition(" error ")[2] == said
