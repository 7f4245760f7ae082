"""What an answer does without: the same as an author's edit of the file, named everywhere, seen by no expectation."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fto_check import assess
from fto_check.law.statute import load_statute
from fto_check.profile.left_out import LeftOutKind, leave_out, parse_left_out, parts_of
from fto_check.profile.models import Profile
from fto_check.reasoning.timeline import turns
from fto_check.runs.report import ProfileReport
from fto_check.views.check.formats import Format
from fto_check.views.check.json import profile_data
from tests.conftest import PROFILES, ROOT, Run, load
from tests.edited import data_of, without, written

STATUTE = load_statute()
DAY, OP_ED_DAY = date(2026, 11, 24), date(2020, 10, 28)
FOUR = ROOT / "tests" / "data" / "four-facts.yaml"
FACTS = "tests/data/four-facts.yaml"
CJNG = "profiles/cjng.yaml"
ASKED = ("--as-of", "2026-11-24")
TOGETHER = """organization: {name: A}
sources:
  one: {title: One, publisher: P, kind: press, reliability: B, origin: agency}
  two: {title: Two, publisher: Q, kind: press, reliability: B, origin: agency}
  three: {title: Three, publisher: R, kind: court, reliability: A}
evidence:
  all: {claim: C., credibility: 2, supports: [intent], sources: [one, two, three]}
  both: {claim: D., credibility: 2, supports: [intent], sources: [one, two]}
  alone: {claim: E., credibility: 2, supports: [capability], sources: [one]}
expect:
  - {as_of: 2020-10-28, foreign: not_established}
"""


def answers(profile: Profile, day: date) -> dict[str, Any]:
    """Return the whole answer about a profile."""
    found = profile_data(ProfileReport("x.yaml", assess(profile, STATUTE, day)))
    return {key: value for key, value in found.items() if key != "without"}


def assert_as_edited(path: Path, day: date, only: str | None = None) -> None:
    """Leave out each part by itself, and hold the answer against that of the profile without it, read anew."""
    data, profile = data_of(path), load(path).profile
    for part in parts_of(profile):
        if only in (None, part.id):
            names = {"sources" if part.kind is LeftOutKind.SOURCE else "origins": [part.id]}
            edited = Profile.model_validate(without(data, **names))
            left, _ = leave_out(profile, (part,))
            assert left == edited, part
            assert answers(left, day) == answers(edited, day), part


@pytest.mark.parametrize("source", ["court", "daily"])
def test_the_command_answers_as_for_an_edited_file(run: Run, tmp_path: Path, source: str) -> None:
    file = written(without(data_of(FOUR), sources=[source]), tmp_path / "edited.yaml")
    found = json.loads(run(FACTS, "--without", source, "-f", "json", *ASKED).stdout)["profiles"][0]
    fresh = json.loads(run(str(file), "-f", "json", *ASKED).stdout)["profiles"][0]
    for one in (found, fresh):
        del one["path"], one["without"]
    assert found == fresh


def test_the_answer_is_that_of_an_edited_file() -> None:
    assert_as_edited(FOUR, DAY)
    assert_as_edited(ROOT / CJNG, OP_ED_DAY, "op-ed-2020")


@pytest.mark.slow
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_answer_is_that_of_an_edited_file_for_every_source_and_origin(path: Path) -> None:
    assert_as_edited(path, DAY)


@pytest.mark.parametrize(
    ("words", "items", "sources"),
    [
        (["one"], {"all": ["two", "three"], "both": ["two"]}, ["two", "three"]),
        (["one", "two"], {"all": ["three"]}, ["three"]),
        (["origin:agency"], {"all": ["three"]}, ["three"]),
        (["origin: three "], {"all": ["one", "two"], "both": ["one", "two"], "alone": ["one"]}, ["one", "two"]),
        (["three", "origin:agency"], {}, []),
    ],
)
def test_what_is_left(words: list[str], items: dict[str, list[str]], sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TOGETHER)
    profile = load(tmp_path / "a.yaml").profile
    left, omission = leave_out(profile, parse_left_out(words))
    assert {name: [one.source for one in item.sources] for name, item in left.evidence.items()} == items
    assert list(left.sources) == sources
    assert omission is not None
    assert {*omission.gone} == set(profile.evidence) - set(items)
    assert {*omission.thinner} == {
        name for name, kept in items.items() if len(kept) < len(profile.evidence[name].sources)
    }
    assert left.expect == profile.expect


def test_a_profile_that_has_none_of_it_is_as_it_was() -> None:
    profile = load(FOUR).profile
    assert leave_out(profile, parse_left_out(["nowhere", "origin:nothing"])) == (profile, None)
    assert leave_out(profile, ())[0] is profile


@pytest.mark.parametrize("form", list(Format))
def test_every_format_says_what_it_does_without(run: Run, form: Format) -> None:
    said = run(FACTS, "--without", "court", "-f", form, *ASKED).stdout.decode()
    if form in (Format.JSON, Format.NDJSON, Format.CSV):
        return  # below
    assert "Without the source court" in said.replace("\\", "")


def test_one_and_several_and_the_bare_answer_say_it(run: Run) -> None:
    for arguments in ([FACTS], [FACTS, "-q"], [FACTS, "--full"], [FACTS, "profiles/msf.yaml", "--criterion", "threat"]):
        said = run("check", *arguments, "--without", "court", "--without", "origin:daily", *ASKED).stdout.decode()
        assert "Without the source court and the origin daily" in " ".join(said.split()), arguments


def test_the_data_say_it(run: Run) -> None:
    asked = ("--without", "court", "--without", "origin:blog", *ASKED)
    names = ["court", "origin:blog"]
    report = json.loads(run(FACTS, "profiles/msf.yaml", *asked, "-f", "json").stdout)
    assert report["without"] == names
    assert [profile["without"] for profile in report["profiles"]] == [names, []]
    lines = [json.loads(line) for line in run(FACTS, *asked, "-f", "ndjson").stdout.splitlines()]
    assert [line["without"] for line in lines[:2]] == [names, names]
    rows = list(csv.DictReader(io.StringIO(run(FACTS, *asked, "-f", "csv").stdout.decode())))
    assert {row["without"] for row in rows} == {"court; origin:blog"}
    assert json.loads(run("why", FACTS, *asked, "-f", "json").stdout)["without"] == names
    assert json.loads(run("why", FACTS, *asked, "-f", "json", "--over-time").stdout)["without"] == names
    assert json.loads(run("compare", FACTS, *asked, "-f", "json").stdout)["without"] == names
    rows = list(csv.DictReader(io.StringIO(run("compare", FACTS, *asked, "-f", "csv").stdout.decode())))
    assert {row["without"] for row in rows} == {"court; origin:blog"}


def test_without_it_the_list_is_empty(run: Run) -> None:
    for command in (["check"], ["why"], ["why", "--over-time"], ["compare"]):
        assert json.loads(run(command[0], FACTS, *command[1:], *ASKED, "-f", "json").stdout)["without"] == []


def test_the_other_views_say_it(run: Run) -> None:
    asked = ("--without", "court", *ASKED)
    for command in (["why", FACTS], ["why", FACTS, "threat"], ["why", FACTS, "--over-time"], ["compare", FACTS]):
        assert b"Without the source court" in run(*command, *asked).stdout, command
    assert "Without the source court" in run("compare", FACTS, *asked, "-f", "markdown").stdout.decode()


def test_why_and_over_time_are_those_of_an_edited_file(run: Run, tmp_path: Path) -> None:
    file = written(without(data_of(FOUR), sources=["court"]), tmp_path / "edited.yaml")
    for more in ([], ["--over-time"]):
        asked = ("-f", "json", *more, *ASKED)
        left = json.loads(run("why", FACTS, "--without", "court", *asked).stdout)
        fresh = json.loads(run("why", str(file), *asked).stdout)
        for data in (left, fresh):
            del data["path"], data["without"]
        assert left == fresh
    found = turns(leave_out(load(FOUR).profile, parse_left_out(["court"]))[0], STATUTE, DAY)
    assert found == turns(load(file).profile, STATUTE, DAY)


def test_no_expectation_sees_it(run: Run) -> None:
    """A profile that expects what only the source in question shows still holds, and its warnings are the file's."""
    report = json.loads(run(CJNG, "--without", "op-ed-2020", "-f", "json", *ASKED).stdout)
    whole = json.loads(run(CJNG, "-f", "json", *ASKED).stdout)
    assert report["summary"] == whole["summary"]
    assert report["summary"]["expectations"] > 0
    assert report["problems"] == whole["problems"]


def test_expectations_hold_though_the_answer_falls(run: Run, tmp_path: Path) -> None:
    text = FOUR.read_text() + "expect:\n  - {as_of: 2026-11-24, foreign: met}\n"
    (tmp_path / "a.yaml").write_text(text)
    done = run(str(tmp_path / "a.yaml"), "--without", "court", "-f", "json", *ASKED)
    report = json.loads(done.stdout)
    assert report["profiles"][0]["criteria"][0]["status"] == "not_established"
    assert (done.returncode, report["summary"]["unmet_expectations"]) == (0, 0)


def test_a_gate_sees_it(run: Run) -> None:
    assert run(FACTS, "--without", "court", "--fail-on", "not-met", *ASKED).returncode == 0
    gate = ("--fail-on", "met", *ASKED)
    assert run(FACTS, *gate).returncode == 1
    assert run(FACTS, "--without", "court", "--without", "daily", *gate).returncode == 0


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("corte", "no source 'corte' (did you mean 'court'?)"),
        ("origin:corte", "no origin 'corte' (did you mean 'origin:court'?)"),
        ("origin:", "'origin:' names no source and no origin (write the id of a source, or origin:LABEL)"),
        (" ", "names no source and no origin"),
        ("xyzzy", "no source 'xyzzy' (fto-check sources FILE lists them)"),
        ("\x1b[31m", "no source"),
    ],
)
@pytest.mark.parametrize("command", ["check", "why", "compare"])
def test_what_no_file_has(run: Run, command: str, word: str, hint: str) -> None:
    done = run(command, FACTS, "--without", word, *ASKED)
    assert (done.returncode, done.stdout) == (2, b"")
    assert hint in done.stderr.decode()
    assert b"\x1b" not in done.stderr


def test_a_source_named_as_an_origin_and_the_other_way_round(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TOGETHER)
    file = str(tmp_path / "a.yaml")
    assert b"write origin:agency: it is an origin" in run(file, "--without", "agency").stderr
    assert b"write one: it is a source" in run(file, "--without", "origin:one").stderr


def test_none_of_several_has_it(run: Run, tmp_path: Path) -> None:
    for form in ("table", "ndjson"):
        done = run(FACTS, "profiles/msf.yaml", "--without", "corte", "-f", form, "-o", f"json:{tmp_path / 'x'}")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"none of the 2 profiles has a source 'corte' (did you mean 'court'?)" in done.stderr
        assert not (tmp_path / "x").exists()


def test_an_invalid_file_is_said_beside_it(run: Run) -> None:
    done = run(FACTS, "tests/data/invalid/unknown-key.yaml", "--without", "corte")
    assert done.returncode == 2
    assert b"FTO102" in done.stderr
    assert run("tests/data/invalid/unknown-key.yaml", "--without", "corte").returncode == 1


def test_what_some_files_lack_is_said(run: Run) -> None:
    done = run(FACTS, "profiles/msf.yaml", CJNG, "--without", "op-ed-2020", *ASKED)
    assert done.returncode == 0
    said = f"fto-check: --without op-ed-2020: 2 of 3 files lack it ({FACTS}, profiles/msf.yaml)"
    assert said in done.stderr.decode().splitlines()
    quiet = run(FACTS, CJNG, "--without", "op-ed-2020", "-q", *ASKED)
    assert quiet.stderr == b""


@pytest.mark.parametrize(
    ("words", "count", "found"),
    [
        ("check {0} --without e", 4, "embassy"),
        ("check {0} --without court --without origin:d", 6, "origin:daily"),
        ("why {0} --without b", 4, "blog"),
        ("compare {0} --without c", 4, "court"),
    ],
)
@pytest.mark.slow
def test_completion(process: Run, words: str, count: int, found: str) -> None:
    line = f"fto-check {words.format(FACTS)}"
    variables = {"_FTO_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(count)}
    assert process(**variables).stdout.decode().split() == [found]
