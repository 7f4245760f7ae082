"""The formats: whole outputs, the schema of the record, and attacks in a profile's text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files

import jsonschema
import pytest

from fto_check.formats import Format
from fto_check.inert import inert, inert_json
from tests.conftest import CASES, PROFILES, ROOT, Run

DAY = ("--as-of", "2026-11-24")
SHOWN = [CASES[1], CASES[3], CASES[12]]


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", ["80", "120"])
def test_the_table(run: Run, golden: Callable[[str, str], None], path: object, width: str) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    printed = run(str(path.relative_to(ROOT)), *DAY, COLUMNS=width).stdout.decode()
    golden(f"table/{path.stem}-{width}.txt", printed)


def test_the_table_on_an_earlier_day(run: Run, golden: Callable[[str, str], None]) -> None:
    path = str(CASES[10].relative_to(ROOT))
    golden("table/earlier-law-80.txt", run(path, "--as-of", "2001-03-01", COLUMNS="80").stdout.decode())


def test_the_record(run: Run, golden: Callable[[str, str], None]) -> None:
    printed = run(str(CASES[3].relative_to(ROOT)), *DAY, "-f", "json").stdout.decode()
    golden("json/judges-and-a-consul.json", printed)


def test_the_matrix(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("table/matrix-80.txt", run("tests/cases", "-q", *DAY, COLUMNS="80").stdout.decode())


def test_the_record_matches_its_published_schema(run: Run) -> None:
    schema = json.loads((files("fto_check") / "schemas" / "report-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    paths = ["tests/cases", "tests/data/invalid", "tests/data/hostile.yaml", *(["profiles"] if PROFILES else [])]
    for day in ("1999-01-01", "2026-11-24"):
        report = json.loads(run(*paths, "-f", "json", "--as-of", day).stdout)
        validator.validate(report)
        assert report["schema_version"] == 1
        assert report["summary"]["invalid"] > 20


def test_the_record_holds_the_names_of_the_design(run: Run) -> None:
    report = json.loads(run(str(CASES[3].relative_to(ROOT)), *DAY, "-f", "json").stdout)
    assert {"schema_version", "tool", "as_of", "known_by", "law", "profiles", "problems", "summary"} <= set(report)
    assert report["law"]["id"] == "ina-219"
    assert report["law"]["version"] == "2005-05-11"
    criteria = report["profiles"][0]["criteria"]
    assert [criterion["id"] for criterion in criteria] == ["foreign", "terrorist_activity", "threat"]
    base = next(node for node in criteria[0]["nodes"] if node["id"] == "foreign_base")
    assert (base["status"], base["assumed"], base["for"], base["against"]) == ("met", False, "carried", "silent")
    assert base["evidence"][0]["id"] == "based-abroad"
    assert {"side": "for", "counted": True, "reason": None}.items() <= base["evidence"][0].items()


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_a_hostile_profile_is_inert(run: Run, form: Format, width: str) -> None:
    done = run(
        "tests/data/hostile.yaml", "tests/data/hostile.yaml", "-f", form.value, *DAY, COLUMNS=width, FORCE_COLOR=""
    )
    printed = done.stdout.decode() + "\n" + done.stderr.decode()
    assert done.returncode == 1, "its expectation is not met"
    for line in printed.splitlines():
        assert not re.match(r"\s*::", line), line
        assert not re.search(r"##[\[a-z]", line)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    if form is Format.JSON:
        profile = json.loads(done.stdout)["profiles"][0]
        assert profile["organization"] == "::error file=x::[red]Group[/red] ##[add-mask]x", "the record loses nothing"
    else:
        assert "[red]Group[/red]" in " ".join(printed.split()) or width == "40", "markup is shown as it was written"


def test_inert_text() -> None:
    assert inert("a\n::error::b\t\x1b[31m\u202e##[group]") == "a : :error: :b [31m ## [group]"
    assert inert(":::error::x ##vso[task]y ##teamcity[z]") == ": : :error: :x ## vso[task]y ## teamcity[z]"
    assert "##vso[" not in inert_json('"##vso[x]"')
    assert json.loads(inert_json(json.dumps("##[x]\u202e", ensure_ascii=False))) == "##[x]\u202e"
