"""Why, flips, what is missing, and the course over time: each prediction is made and then tried on the evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from fto_check import assess, load_statute
from fto_check.law.status import Status
from fto_check.profile.models import Profile
from fto_check.reasoning.flips import Change, Flip
from fto_check.reasoning.timeline import turns
from fto_check.runs.why import explain_why
from fto_check.views.why.json import render
from tests.conftest import CASES, PROFILES, ROOT, Run, load, slow_but
from tests.reasoning.afresh import NAMES, judged_afresh, regraded, regradings, with_missing, without
from tests.reasoning.test_properties import ORDER, rederive

STATUTE = load_statute()
DAY = date(2026, 11, 24)
OP_ED = date(2020, 10, 28)
ALL = [*PROFILES, *CASES]
QUICK = [PROFILES[1], *CASES[::3]]
CASE = str(CASES[3].relative_to(ROOT))


def statuses(profile: Profile, day: date, given: Mapping[str, Status] | None = None) -> dict[str, Status | None]:
    found = judged_afresh(profile, day, given=given)
    return {name: found[name] for name in NAMES}


def flips_of(profile: Profile, day: date) -> Sequence[Flip]:
    return explain_why("x", profile, STATUTE, day).flips


def after(profile: Profile, day: date, change: Change, subject: str, value: str | None) -> dict[str, Status | None]:
    """Return what a profile comes to once an author has made the change that a flip names."""
    match change:
        case Change.LOSS:
            return statuses(without(profile, subject), day)
        case Change.READING:
            return statuses(profile, day, given={subject: Status[str(value).upper()]})
        case _:
            return statuses(regraded(profile, change, subject, str(value)), day)


@pytest.mark.parametrize("day", [OP_ED, DAY])
@pytest.mark.parametrize("path", slow_but(ALL, *QUICK), ids=lambda path: path.stem)
def test_every_flip_comes_out_as_predicted(path: Path, day: date) -> None:
    """What is said to change a status is done to the file, and nothing else moves."""
    profile = load(path).profile
    before = statuses(profile, day)
    for flip in flips_of(profile, day):
        found = after(profile, day, flip.change, flip.subject, flip.value)
        moved = {name: (before[name], found[name]) for name in NAMES if before[name] is not found[name]}
        assert moved == dict(flip.statuses), flip


@pytest.mark.parametrize("path", slow_but([*PROFILES[:4], *CASES], *CASES[::3]), ids=lambda path: path.stem)
def test_no_loss_or_grade_that_moves_a_status_is_passed_over(path: Path) -> None:
    profile = load(path).profile
    before = statuses(profile, DAY)
    found = {(flip.change, flip.subject, flip.value) for flip in flips_of(profile, DAY)}
    tries: list[tuple[Change, str, str | None]] = [(Change.LOSS, name, None) for name in sorted(profile.origins)]
    for one in [*tries, *regradings(profile)]:
        moves = after(profile, DAY, *one) != before
        assert moves == (one in found), one


@pytest.mark.parametrize("path", slow_but(ALL, *QUICK), ids=lambda path: path.stem)
def test_what_is_said_to_be_missing_would_do(path: Path) -> None:
    """The item that is said to be missing is written into the profile as the sentence says it."""
    profile = load(path).profile
    for day in (OP_ED, DAY):
        why = explain_why(str(path), profile, STATUTE, day)
        for name, ways in why.missing.items():
            now = why.assessment.status_of(name)
            assert now is not None
            assert not ways or now is not Status.MET
            for way in ways:
                assert judged_afresh(with_missing(profile, way, day), day)[name] is way.better, (name, way)
                assert way.better > now
                assert way.elements


@pytest.mark.parametrize("path", slow_but(PROFILES, *QUICK), ids=lambda path: path.stem)
def test_between_two_turns_nothing_changes(path: Path) -> None:
    profile = load(path).profile
    found = turns(profile, STATUTE, DAY)
    assert found[0].day == date(1996, 4, 24)
    assert all(turn.causes for turn in found)
    days = [date(year, month, 17) for year in range(1996, 2027) for month in (5, 11) if date(year, month, 17) <= DAY]
    days += [date.fromordinal(turn.day.toordinal() + delta) for turn in found[1:] for delta in (-1, 0)]
    for day in days:
        if day >= found[0].day:
            held = [turn for turn in found if turn.day <= day][-1]
            assert statuses(profile, day) == dict(held.statuses), day


def test_a_change_of_law_is_a_cause() -> None:
    profile = load(next(path for path in CASES if "case-21" in path.stem)).profile
    text = json.dumps([turn.causes for turn in turns(profile, STATUTE, DAY)])
    assert "takes effect" in text


def test_assumptions_win_over_the_evidence_and_are_told(run: Run) -> None:
    report = json.loads(run(CASE, "--assume", "foreign-base=not-met", "-f", "json", "--as-of", "2026-11-24").stdout)
    (profile,) = report["profiles"]
    assert profile["assumptions"] == {"foreign_base": "not_met"}
    assert (profile["overall"], profile["criteria"][0]["status"]) == ("not_met", "not_met")
    assert report["summary"]["unmet_expectations"] == 0, "an expectation never sees an assumption"
    for form in ("table", "markdown", "csv", "junit", "sarif", "github", "ndjson"):
        said = run(CASE, "--assume", "foreign_base=not_met", "-f", form, "--as-of", "2026-11-24").stdout.decode()
        assert "foreign_base" in said.replace("\\", "")
        assert "aken as given" in said or form in ("csv", "ndjson")


@pytest.mark.parametrize("name", STATUTE.by_id)
@pytest.mark.parametrize("status", [Status.MET, Status.NOT_MET])
def test_every_node_can_be_taken_as_given(name: str, status: Status) -> None:
    profile = load(CASES[3]).profile
    found = assess(profile, STATUTE, DAY, assumptions={name: status}).findings[name]
    if name != "threat":  # which can at most be what the activity is
        assert found.status is status
        assert found.steps[-1].rule == "given"


@pytest.mark.parametrize("given", ["x=met", "foreign", "foreign=maybe", "=met", "foreign=met,foreign_base=met"])
def test_an_assumption_that_is_none(run: Run, given: str) -> None:
    done = run(CASE, "--assume", given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"fto-check: --assume: ")


def test_assuming_what_was_no_law(run: Run) -> None:
    assert run(CASE, "--assume", "intent=met", "--as-of", "2000-01-01").returncode == 2
    assert run(CASE, "--assume", "foreign=met", "--assume", "foreign=not_met").returncode == 2


def test_the_command(run: Run, golden: Callable[[str, str], None]) -> None:
    day = ("--as-of", "2026-11-24")
    golden("why/case-07-80.txt", run("why", CASE, *day, COLUMNS="80").stdout.decode())
    golden("why/case-07-120.txt", run("why", CASE, *day, COLUMNS="120").stdout.decode())
    golden("why/case-07-full-100.txt", run("why", CASE, "--full", *day, COLUMNS="100").stdout.decode())
    golden("why/case-07-gain-100.txt", run("why", CASE, "personal_monetary_gain", *day, COLUMNS="100").stdout.decode())
    golden("why/case-07.json", run("why", CASE, "foreign", "-f", "json", *day).stdout.decode())
    lacking = str(CASES[4].relative_to(ROOT))
    golden("why/case-09-80.txt", run("why", lacking, "threat", *day, COLUMNS="80").stdout.decode())
    golden("why/case-09.json", run("why", lacking, "threat", "-f", "json", *day).stdout.decode())
    four = "tests/data/four-facts.yaml"
    golden("why/four-facts-80.txt", run("why", four, *day, COLUMNS="80").stdout.decode())
    golden("why/four-facts-120.txt", run("why", four, *day, COLUMNS="120").stdout.decode())
    late = run("why", str(CASES[9].relative_to(ROOT)), "--over-time", *day, COLUMNS="80")
    golden("why/case-19-over-time-80.txt", late.stdout.decode())


@pytest.mark.parametrize("path", slow_but(ALL, *QUICK), ids=lambda path: path.stem)
def test_what_is_printed_rederives_the_statuses(path: Path) -> None:
    """The steps, weights and parts of the printed derivation lead to its statuses, by the rules written out again."""
    why = explain_why(str(path), load(path).profile, STATUTE, DAY)
    data = json.loads(render(why))
    found = {node["id"]: rederive(node) for node in data["nodes"]}
    for node in STATUTE.criteria:
        if node.requires is not None:
            found[node.id] = min(found[node.id], found[node.requires], key=ORDER.index)
    assert found == {criterion["id"]: criterion["status"] for criterion in data["criteria"]}
    assert data["overall"] == min(found.values(), key=ORDER.index)


def test_what_is_wrong(run: Run) -> None:
    assert run("why", "nowhere.yaml").returncode == 2
    assert run("why", "tests/data/invalid/unknown-key.yaml").returncode == 1
    assert b"did you mean 'foreign_base'?" in run("why", CASE, "foreign_bas").stderr
    assert run("why", CASE, "--as-of", "1990-01-01").returncode == 2
    assert run("why", CASE, "foreign", "--over-time").returncode == 2
    assert run("why", "-", stdin=(ROOT / CASE).read_bytes()).returncode == 0


@pytest.mark.parametrize("when", ["9999-12-31", "9997", "../9999", "9994-12-31"])
def test_the_course_over_time_ends_with_the_calendar(run: Run, when: str) -> None:
    text = f"""organization: {{name: A}}
sources:
  a: {{title: A, publisher: P, kind: press, reliability: B, published: 9999-12-31}}
evidence:
  x: {{claim: C., credibility: 2, when: {when}, supports: [intent, capability], sources: [a]}}
"""
    done = run("why", "-", "--over-time", "--isolated", stdin=text.encode())
    assert done.returncode == 0, done.stderr
    assert b"1996-04-24" in done.stdout


def test_a_profile_that_may_change_on_thousands_of_days_is_not_followed_through_all_of_them(
    run: Run, tmp_path: Path
) -> None:
    first = date(2005, 6, 1)
    head = "organization: {name: A}\nsources:\n  s: {title: T, publisher: P, kind: press, reliability: B}\nevidence:\n"
    items = "".join(
        f"  e{n}: {{claim: C, credibility: 2, sources: [s], when: {first + timedelta(days=n)}, supports: [intent]}}\n"
        for n in range(2_001)
    )
    (tmp_path / "x.yaml").write_text(head + items)
    done = run("why", "x.yaml", "--over-time", "--as-of", "2026-11-24", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"days on which a status can change, and at most 2,000 are judged: give an earlier --as-of" in done.stderr
