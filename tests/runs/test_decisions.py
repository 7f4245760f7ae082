"""Official decisions beside the evidence: the days looked at, what is known on them, and the outcomes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from fto_check import load_statute
from fto_check.profile.loading import load_with_document
from fto_check.reasoning.assessment import judge
from fto_check.record.entry import Entry, Standing
from fto_check.record.reading import load_record
from fto_check.record.record import Record
from fto_check.runs.decisions import DecisionOutcome, Occasion, look_back
from tests.conftest import ROOT, Run, load

STATUTE = load_statute()

# One strong pair of sources a year apart for each criterion: carried from the publication of the second.
TEXT = """
organization: {name: A group, record: a-group}
sources:
  first: {title: A, publisher: P, kind: court, reliability: A, published: 2019-06-01}
  later: {title: B, publisher: Q, kind: court, reliability: A, published: 2021-06-01}
evidence:
  base: {claim: Based abroad., supports: [foreign_base], credibility: 1, sources: [first], when: 2019-01-01}
  act:
    claim: It set off bombs that killed people.
    supports: [explosive_or_firearm, endangerment, unlawful]
    credibility: 1
    when: 2019-01-01
    incident: bombs
    sources: [SOURCE]
  harm:
    claim: US nationals died in it.
    supports: [us_nationals]
    credibility: 1
    when: 2019-01-01
    incident: bombs
    sources: [first]
"""


def record(designated: str, delisted: str | None = None) -> Record:
    entry = Entry.model_validate(
        {"id": "a-group", "name": "A group", "designated": designated, "delisted": delisted, "delisted_reason": "r"}
    )
    return Record(date(2026, 1, 1), (entry,))


def moments(
    source: str, listed: Record, as_of: str = "2023-01-01", known_by: str | None = None
) -> list[tuple[str, str, str]]:
    day = date.fromisoformat(as_of)
    loaded = load_with_document("x.yaml", STATUTE, raw=TEXT.replace("SOURCE", source).encode())
    known = None if known_by is None else date.fromisoformat(known_by)
    official = (listed if known is None else listed.as_known(known)).standing_of("a-group", (), day)
    found = look_back("x.yaml", loaded.profile, official, listed, STATUTE, day, known)
    return [(moment.day.isoformat(), str(moment.official), str(moment.outcome)) for moment in found.moments]


@pytest.mark.parametrize(
    ("designated", "source", "outcome"),
    [
        ("2020-01-01", "first", DecisionOutcome.ALREADY),
        ("2019-06-01", "first", DecisionOutcome.ON_THE_DAY),
        ("2021-06-01", "later", DecisionOutcome.ON_THE_DAY),
        ("2020-01-01", "later", DecisionOutcome.HINDSIGHT),
        ("2018-01-01", "first", DecisionOutcome.NOT_CARRIED),
    ],
)
def test_when_the_evidence_came_to_carry_all_three(designated: str, source: str, outcome: DecisionOutcome) -> None:
    eve, day, today = moments(source, record(designated))
    assert (eve[1:], day, today) == (
        ("not_listed", "None"), (designated, "designated", str(outcome)), ("2023-01-01", "designated", "agrees"),
    )  # fmt: skip


def test_a_delisting_and_the_list_of_today() -> None:
    found = moments("first", record("2020-01-01", "2022-01-01"))
    assert found[2:] == [
        ("2021-12-31", "designated", "None"),
        ("2022-01-01", "delisted", "disagrees"),
        ("2023-01-01", "delisted", "disagrees"),
    ]


def test_decisions_after_the_day_are_not_looked_at() -> None:
    assert moments("first", record("2020-01-01", "2022-01-01"), "2021-01-01")[-1] == (
        "2021-01-01", "designated", "agrees",
    )  # fmt: skip
    assert len(moments("first", record("2020-01-01", "2022-01-01"), "2021-01-01")) == 3


def test_hindsight_can_be_limited_and_so_are_the_decisions() -> None:
    limited = moments("later", record("2020-01-01"), known_by="2021-01-01")
    assert limited[1][2] == "not_carried"
    assert moments("later", record("2020-01-01"), known_by="2021-06-01")[1][2] == "hindsight"
    assert [day for day, *_ in moments("first", record("2020-01-01"), known_by="2019-12-31")] == [
        "2019-01-01", "2023-01-01",
    ], "of what was not listed as far as is known, the days of a change"  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "status", "delisted", "today"),
    [
        ("first", "met", "disagrees", "disagrees"),
        ("thin", "not_established", "unsettled", "unsettled"),
    ],
)
def test_thin_evidence_agrees_with_nothing(sources: str, status: str, delisted: str, today: str) -> None:
    listed = record("2020-01-01", "2022-01-01")
    text = TEXT.replace("sources:", "sources:\n  thin: {title: T, publisher: P, kind: press, reliability: C}", 1)
    loaded = load_with_document("x.yaml", STATUTE, raw=text.replace("SOURCE", sources).encode())
    day = date(2023, 1, 1)
    found = look_back("x.yaml", loaded.profile, listed.standing_of("a-group", (), day), listed, STATUTE, day)
    assert str(found.moments[-1].hindsight.overall) == status
    assert [str(moment.outcome) for moment in found.moments[-2:]] == [delisted, today]
    still = record("2020-01-01")
    found = look_back("x.yaml", loaded.profile, still.standing_of("a-group", (), day), still, STATUTE, day)
    assert str(found.moments[-1].outcome) == ("agrees" if status == "met" else "unsettled")


def test_the_day_before_there_was_a_law_is_not_judged() -> None:
    days = [day for day, *_ in moments("first", record("1996-04-24"))]
    assert days[0] == "1996-04-24"
    assert moments("first", record("1996-04-25"))[0][0] == "1996-04-24"


def test_an_organization_that_is_not_clear_is_shown_as_such(run: Run, tmp_path: Path) -> None:
    text = TEXT.replace("SOURCE", "first").replace("A group, record: a-group", "AAB")
    (tmp_path / "a.yaml").write_text(text)
    done = run("record", "--against", str(tmp_path), "-f", "json")
    (profile,) = json.loads(done.stdout)["profiles"]
    assert profile["candidates"] == ["abdallah-azzam-brigades", "al-ashtar-brigades"]
    assert [(moment["official"], moment["outcome"]) for moment in profile["moments"]] == [("unclear", None)]
    said = " ".join(run("record", "--against", str(tmp_path)).stdout.decode().split())
    assert "unclear, since the list has several organizations by these names: abdallah-azzam-brigades" in said


@pytest.mark.slow
def test_the_shipped_profiles_agree_with_their_own_assessment(run: Run) -> None:
    """Every status of the retrospect is the one that an assessment with the same days gives."""
    done = run("record", "--against", "profiles", "-f", "json", "--as-of", "2026-11-24")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    listed = load_record()
    assert len(report["profiles"]) == len(list((ROOT / "profiles").glob("*.yaml")))
    for profile in report["profiles"]:
        loaded = load(ROOT / profile["path"]).profile
        for moment in profile["moments"]:
            day = date.fromisoformat(moment["day"])
            for view, known in (("then", day), ("hindsight", None)):
                judged = judge(loaded, STATUTE, day, known, moment[view])
                assert {name: str(status) for name, (status, _) in judged.items()} == moment[view]
        if profile["record"] is not None:
            days = [moment["day"] for moment in profile["moments"] if moment["occasion"] == str(Occasion.DESIGNATION)]
            assert days == [entry.designated.isoformat() for entry in listed.designations_of(profile["record"])]
            today = listed.standing_of(profile["record"], (), date(2026, 11, 24))
            assert profile["moments"][-1]["official"] == str(today.status)
        else:
            assert profile["moments"][-1]["official"] == str(Standing.NOT_LISTED)
    assert sum(report["summary"].values()) == sum(
        moment["outcome"] is not None for profile in report["profiles"] for moment in profile["moments"]
    )


def test_the_table(run: Run, golden: Callable[[str, str], None]) -> None:
    printed = run("record", "--against", "tests/cases", "--as-of", "2026-11-24", COLUMNS="80")
    golden("record/against-cases-80.txt", printed.stdout.decode())


def test_what_is_wrong_is_told_and_the_rest_still_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(TEXT.replace("SOURCE", "first").replace(", record: a-group", ""))
    (tmp_path / "bad.yaml").write_text("organization: {nme: x}\n")
    (tmp_path / "typo.yaml").write_text(TEXT.replace("SOURCE", "first").replace("record: a-group", "record: cjgn"))
    done = run("record", "--against", str(tmp_path), "-f", "json")
    assert done.returncode == 1
    assert [Path(profile["path"]).name for profile in json.loads(done.stdout)["profiles"]] == ["good.yaml"]
    said = done.stderr.decode()
    assert "typo.yaml:2:39: error FTO120 the official record has no designation 'cjgn'\n" in said
    assert "= did you mean 'cjng'?" in said
    assert "bad.yaml:1:16: error FTO102" in said
    assert run("record", "--against", "nowhere").returncode == 2
    assert run("record", "--against", str(tmp_path), "-f", "csv").returncode == 2


def test_of_what_was_never_listed_the_days_are_shown_on_which_a_criterion_changed() -> None:
    """On each such day, and not the day before, the criteria come out as shown; nothing was decided on it."""
    listed = Record(date(2026, 1, 1), ())
    loaded = load_with_document("x.yaml", STATUTE, raw=TEXT.replace("SOURCE", "first").encode())
    day = date(2025, 1, 1)
    official = listed.standing_of("a-group", (), day)
    found = look_back("x.yaml", loaded.profile, official, listed, STATUTE, day)
    assert [(moment.day.isoformat(), moment.occasion) for moment in found.moments] == [
        ("2019-01-01", Occasion.CHANGE), ("2024-01-02", Occasion.CHANGE), ("2025-01-01", Occasion.TODAY),
    ]  # fmt: skip
    names = [criterion.id for criterion in STATUTE.criteria]
    for moment in found.moments[:-1]:
        assert moment.outcome is None
        eve = judge(loaded.profile, STATUTE, moment.day - timedelta(days=1), None, names)
        assert {name: status for name, (status, _) in eve.items()} != moment.hindsight.criteria


def test_of_what_was_listed_only_the_decisions_are_shown() -> None:
    assert [day for day, *_ in moments("first", record("2020-01-01"))] == ["2019-12-31", "2020-01-01", "2023-01-01"]
