"""The formats: whole outputs, the schema of the record, and attacks in a profile's text."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from fto_check.problems.inert import inert, inert_json, inert_markdown
from fto_check.runs.report import Report
from fto_check.views.check.formats import Format, render
from tests.conftest import CASES, PROFILES, ROOT, Run
from tests.reports import CLEAN, HOSTILE, SUFFIXES, mixed, report_of

DAY = ("--as-of", "2026-11-24")


def test_the_record(run: Run, golden: Callable[[str, str], None]) -> None:
    printed = run(str(CASES[3].relative_to(ROOT)), *DAY, "-f", "json").stdout.decode()
    golden("json/judges-and-a-consul.json", printed)


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("name", ["clean", "mixed"])
def test_the_other_formats(golden: Callable[[str, str], None], form: Format, name: str) -> None:
    report = mixed() if name == "mixed" else report_of(CLEAN)
    golden(f"{form}/{name}.{SUFFIXES[form]}", render(report, form))


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_command_prints_what_the_format_renders(run: Run, tmp_path: Path, form: Format) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[tool.fto-check]\nmax-list-age = 400\n")
    done = run(CLEAN, *DAY, "-f", form.value, "--config", str(settings))
    assert done.stdout.decode() == render(report_of(CLEAN), form)


def test_a_format_loads_only_what_it_needs() -> None:
    code = (
        "import sys; from fto_check.views.check.formats import Format, render\n"
        "from tests.reports import CLEAN, report_of\n"
        "for form in Format:\n"
        "    if form not in (Format.TABLE, Format.JUNIT): render(report_of(CLEAN), form)\n"
        "print(sorted({'typer', 'rich', 'junitparser', 'xml.etree.ElementTree'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


SHIPPED = ["tests/cases", *(["profiles"] if PROFILES else [])]


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        ("2026-11-24", [*(str(path.relative_to(ROOT)) for path in CASES[::9]), "profiles/msf.yaml"]),
        pytest.param("1999-01-01", SHIPPED, marks=pytest.mark.slow),
        pytest.param("2026-11-24", SHIPPED, marks=pytest.mark.slow),
    ],
)
def test_the_record_matches_its_published_schema(run: Run, day: str, valid: list[str]) -> None:
    schema = json.loads((files("fto_check") / "manuals" / "schemas" / "report-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    report = json.loads(
        run(*valid, "tests/data/invalid", "tests/data/hostile.yaml", "-f", "json", "--as-of", day).stdout
    )
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


# What no output may hold: control and bidirectional characters, and halves of characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
COMMAND = re.compile(r"::(error|warning|notice) [^:]*::")


def _assert_inert(printed: str, form: Format) -> None:
    for line in printed.splitlines():
        assert not re.match(r"\s*::", line) or (form is Format.GITHUB and COMMAND.match(line)), line
        assert not re.search(r"##[\[a-z]", line)
    assert not FORBIDDEN.search(printed)


@pytest.mark.parametrize(
    ("form", "width"), [*((form, "120") for form in Format), (Format.TABLE, "40"), (Format.TABLE, "80")]
)
def test_a_hostile_profile_is_inert(run: Run, form: Format, width: str) -> None:
    done = run(HOSTILE, HOSTILE, "-f", form.value, *DAY, COLUMNS=width, FORCE_COLOR="")
    assert done.returncode == 1, "its expectation is not met"
    _assert_inert(done.stdout.decode() + "\n", form)
    _assert_inert(done.stderr.decode(), Format.TABLE)


@pytest.mark.parametrize("form", [Format.JSON, Format.NDJSON])
def test_the_record_of_a_hostile_profile_loses_nothing(form: Format) -> None:
    data = json.loads(str(render(report_of(HOSTILE), form)).splitlines()[1] if form is Format.NDJSON else render(
        report_of(HOSTILE), form
    ))  # fmt: skip
    profile = data if form is Format.NDJSON else data["profiles"][0]
    assert profile["organization"] == "::error file=x::[red]Group[/red] ##[add-mask]x"


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.CSV, Format.JUNIT])
def test_markup_is_shown_as_it_was_written(form: Format) -> None:
    wanted = inert("::error file=x::[red]Group[/red] ##[add-mask]x")
    assert (inert_markdown(wanted) if form is Format.MARKDOWN else wanted) in _printed(report_of(HOSTILE), form)


def _printed(report: Report, form: Format) -> str:
    rendered = render(report, form)
    if isinstance(rendered, str):
        return rendered
    console = Console(width=120, file=io.StringIO(), markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(rendered)
    return capture.get()


def _with_text(text: str) -> Report:
    """Return the report of a profile with this text in it, past all validation, and in a problem of its file."""
    report = report_of(HOSTILE)
    (found,) = report.profiles
    profile = found.assessment.profile
    changed: dict[str, Any] = {
        "organization": profile.organization.model_copy(update={"name": text, "aliases": (text,), "summary": text}),
        "evidence": {
            item_id: item.model_copy(update={"claim": text, "place": text, "actor": text})
            for item_id, item in profile.evidence.items()
        },
        "sources": {
            source_id: source.model_copy(update={"title": text, "publisher": text, "url": f"https://{text}"})
            for source_id, source in profile.sources.items()
        },
    }
    assessment = found.assessment._replace(profile=profile.model_copy(update=changed))
    problems = tuple(problem._replace(message=text, hint=text) for problem in report.problems)
    return report._replace(profiles=(found._replace(assessment=assessment, problems=problems),), problems=problems
    )  # fmt: skip


nasty = (
    st.text(alphabet=st.sampled_from("::##[]|`*_<>()!@=+-\"',;%\n\r\t\x00\x1b\x85\u202e\u2028\ufffe\ud800\\ aé1"))
    | st.text()
)


@pytest.mark.parametrize("form", list(Format))
@given(text=nasty)
@example(text="\ufe09名 x" + "名" * 80)  # rich 14.3 never comes back from cutting what begins so
def test_any_text_is_inert_in_every_format(form: Format, text: str) -> None:
    printed = _printed(_with_text(text), form)
    _assert_inert(printed, form)
    printed.encode()
    if form is Format.JSON:
        assert json.loads(printed)["profiles"][0]["organization"] == text
    elif form is Format.NDJSON:
        assert json.loads(printed.splitlines()[1])["organization"] == text
    elif form is Format.SARIF:
        assert json.loads(printed)["runs"][0]["results"][0]["message"]["text"] == inert(
            f"{text} ({text})" if text else text
        )
    elif form is Format.CSV:
        rows = list(csv.DictReader(io.StringIO(printed, newline=""), strict=True))
        assert {row["organization"].replace("'", "") for row in rows} == {inert(text).replace("'", "")}
    elif form is Format.JUNIT:
        assert inert(text) in ET.fromstring(printed).findtext(".//system-out", "")


def test_inert_text() -> None:
    assert inert("a\n::error::b\t\x1b[31m\u202e##[group]") == "a : :error: :b [31m ## [group]"
    assert inert(":::error::x ##vso[task]y ##teamcity[z]") == ": : :error: :x ## vso[task]y ## teamcity[z]"
    assert "##vso[" not in inert_json('"##vso[x]"')
    assert json.loads(inert_json(json.dumps("##[x]\u202e", ensure_ascii=False))) == "##[x]\u202e"
    assert inert("a\udcffb") == "a\ufffdb"
    assert json.loads(inert_json(json.dumps("\ud800", ensure_ascii=False))) == "\ud800"
