"""The schemas of the outputs: every view's JSON, on the shipped profiles, has the keys of shapes.yaml and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema.exceptions import ValidationError, best_match

from fto_check.manuals.schema import write_schema
from fto_check.problems.problems import CODES
from fto_check.views.schemas import REPORT_FILE, build_schema, schema_names
from tests.cli.test_sources import TOLD
from tests.conftest import CASES, PROFILES, ROOT, Run
from tests.record.test_snapshots import ROWS, XML
from tests.runs.revised import BASE, ITEM, edited

DAY = ("--as-of", "2026-11-24")
CASE = f"tests/cases/{CASES[3].name}"
HOSTILE, INVALID, FOUR = "tests/data/hostile.yaml", "tests/data/invalid", "tests/data/four-facts.yaml"
ROOM = "fto_check/views/shapes.yaml"

# What each view prints in its several ways; each schema has a row.
ASKED: dict[str, list[tuple[str, ...]]] = {
    "report": [
        ("profiles/msf.yaml", CASE, HOSTILE, *DAY),
        (CASE, FOUR, INVALID, "--as-of", "2001-01-01", "--known-by", "2001-01-01"),
        (CASE, *DAY, "--assume", "foreign_base=not_met", "--fail-on", "not-met"), (FOUR, *DAY, "--without", "court"),
    ],
    "lines": [(CASE, HOSTILE, f"{INVALID}/unknown-key.yaml", *DAY)],
    "why": [
        ("why", "profiles/cjng.yaml", *DAY), ("why", "profiles/afghan-taliban.yaml", "--as-of", "2001-10-01"),
        ("why", CASE, "foreign", *DAY, "--assume", "foreign_base=not_met"), ("why", HOSTILE, *DAY),
        ("why", "profiles/cjng.yaml", "helicopter-2015", *DAY), ("why", "profiles/msf.yaml", "origin:msf", *DAY),
        ("why", FOUR, "court", *DAY), ("why", FOUR, "ferry-2024", *DAY), ("why", FOUR, "elsewhere", *DAY),
        ("why", HOSTILE, "fact", *DAY), ("why", "profiles/msf.yaml", "reading-of-the-organization", *DAY),
    ],
    "why-over-time": [("why", FOUR, "--over-time", *DAY)],
    "compare": [("compare", "profiles/msf.yaml", CASE, "--all", *DAY), ("compare", CASE, "--only", "met", *DAY)],
    "record": [
        ("record", *DAY), ("record", "hezbolla", *DAY), ("record", "ISIS", "--known-by", "2010-01-01"),
        ("record", "Society of Friends"),
    ],
    "decisions": [("record", "--against", "profiles/cjng.yaml", "profiles/msf.yaml", *DAY)],
    "record-without-profile": [("record", "--without-profile", "profiles/msf.yaml", "profiles/isis.yaml", *DAY)],
    "sources": [("sources", "profiles/msf.yaml", *DAY), ("sources", FOUR, "court", *DAY), ("sources", HOSTILE, *DAY)],
    "claims": [
        ("claims", "column", "tests/data/claims-one.yaml", "tests/data/claims-two.yaml"),
        ("claims", "court", FOUR, *DAY, "--without", "daily"),
    ],
    "explain": [
        ("explain",), ("explain", "us_nationals"), ("explain", "foreign"), ("explain", "personal_monetary_gain"),
        ("explain", "retained_for_listed_acts"), ("explain", "claim"), ("explain", "FTO207"), ("explain", "codes"),
        ("explain", "met"), ("explain", "high"), ("explain", "method"), ("explain", "grades"), ("explain", "changes"),
    ],
}  # fmt: skip
MADE = ("problems", "diff", "record-names", "record-from", "record-tags")
"""The schemas whose outputs are of files that a test makes."""


@cache
def schema_of(name: str) -> dict[str, Any]:
    return build_schema(name)


def wrong(name: str, data: Any) -> list[str]:
    """Return what is wrong with an output, each thing once, as a sentence that says what to change."""
    schema = schema_of(name)
    chosen = {"lines": "{type}_line", "explain": "explained_{kind}"}.get(name)
    if chosen is not None:  # one of several shapes: hold it against the one that it says it is
        schema = {"$ref": f"#/$defs/{chosen.format(**data)}", "$defs": schema["$defs"]}
    errors = jsonschema.Draft202012Validator(schema).iter_errors(data)
    return list(dict.fromkeys(_sentence(name, error) for error in errors))


def _sentence(name: str, error: ValidationError) -> str:
    found = best_match([error]) or error
    where = "".join("[]" if isinstance(part, int) else f".{part}" for part in found.absolute_path).lstrip(".")
    place = f"`{name}` at {where or 'the top'}"
    if found.validator == "additionalProperties" and isinstance(found.instance, dict):
        assert isinstance(found.schema, dict)
        keys = sorted(set(found.instance) - set(found.schema["properties"]))
        return f"{place} prints {', '.join(map(repr, keys))}: add a line for it to {ROOM}"
    if found.validator == "required":
        return f"{place}: {found.message} ({ROOM} says that it is always there)"
    return f"{place}: {found.message[:300]}"


def good(name: str, printed: bytes) -> Any:
    data = json.loads(printed)
    assert wrong(name, data) == []
    return data


def test_each_schema_has_an_output_and_each_view_a_schema() -> None:
    assert sorted([*ASKED, *MADE]) == sorted(schema_names())


@pytest.mark.parametrize(("name", "asked"), [(name, asked) for name, rows in ASKED.items() for asked in rows])
def test_an_output_has_the_keys_of_its_schema(run: Run, name: str, asked: tuple[str, ...]) -> None:
    if name == "lines":
        for line in run(*asked, "-f", "ndjson").stdout.splitlines():
            good(name, line)
        return
    data = good(name, run(*asked, "-f", "json").stdout)
    assert data["schema_version"] == 1
    if name == "report":
        assert wrong("problems", data["problems"]) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_outputs_of_a_shipped_profile(run: Run, path: Path) -> None:
    for day in ("2020-10-28", "2026-11-24"):
        good("report", run(str(path), "--as-of", day, "-f", "json").stdout)
        good("why", run("why", str(path), "--as-of", day, "-f", "json").stdout)
        good("sources", run("sources", str(path), "--as-of", day, "-f", "json").stdout)
        good("compare", run("compare", str(path), "--as-of", day, "-f", "json").stdout)
    good("decisions", run("record", "--against", str(path), *DAY, "-f", "json").stdout)
    good("why-over-time", run("why", str(path), "--over-time", *DAY, "-f", "json").stdout)


def test_what_an_author_can_write_beside_the_evidence(run: Run) -> None:
    given = {"stdin": TOLD.encode()}
    good("report", run("-", "--isolated", "-f", "json", **given).stdout)
    good("why", run("why", "-", "nothing", "--isolated", "-f", "json", **given).stdout)
    good("sources", run("sources", "-", "--isolated", "-f", "json", **given).stdout)


@pytest.mark.slow
def test_every_explanation(run: Run) -> None:
    statute = json.loads(run("explain", "-f", "json").stdout)
    nodes = re.findall(r'"id": "(\w+)"', json.dumps(statute))
    for topic in (*nodes, *CODES):
        good("explain", run("explain", topic, "-f", "json").stdout)


def test_a_comparison_of_revisions(run: Run, tmp_path: Path) -> None:
    texts = {
        "old/a.yaml": BASE, "new/a.yaml": edited(("reliability: A", "reliability: D"), ("at: p. 1", "at: p. 2")) + "",
        "old/gone.yaml": BASE, "new/new.yaml": BASE.replace("A group", "Others"),
        "old/bad.yaml": "x: [", "new/bad.yaml": BASE,
        "old/same.yaml": BASE, "new/same.yaml": BASE, "old/more.yaml": BASE,
        "new/more.yaml": edited(("expect:", ITEM + "expect:"), ("foreign: met", "foreign: not_met"), ("[MX]", "[US]")),
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    data = good("diff", run("diff", "old", "new", "--isolated", "-f", "json", *DAY, cwd=tmp_path).stdout)
    assert {one["change"] for one in data["profiles"]} == {"added", "removed", "changed", "unchanged", "unreadable"}


def test_files_beside_the_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names").write_text("ISIS\nhezbolla\nSociety of Friends\nFARC\n")
    good("record-names", run("record", "--names", "names", *DAY, "-f", "json", cwd=tmp_path).stdout)
    (tmp_path / "sdn.csv").write_bytes(ROWS + b"\x1a")
    for name, content in (("sdn.csv", ROWS + b"\x1a"), ("sdn.xml", XML.encode())):
        (tmp_path / name).write_bytes(content)
        done = run("record", "--from", name, *DAY, "-f", "json", cwd=tmp_path)
        good("record-tags", done.stdout)
    listed = (ROOT / "tests/data/begun/entities.ftm.json").read_text().splitlines()
    ours = [listed[0], listed[1].replace("example_list", "us_state_terrorist_orgs")]
    (tmp_path / "entities.ftm.json").write_text("\n".join(ours))
    good("record-from", run("record", "--from", "entities.ftm.json", "-f", "json", cwd=tmp_path).stdout)


def test_what_is_said_of_a_key_that_the_shapes_lack() -> None:
    """The sentence names the key, the place and the file, however deep it is."""
    path = ROOT / "tests" / "golden" / "why" / "case-07.json"
    data = json.loads(path.read_text())
    assert wrong("why", data) == []
    data["nodes"][0]["nodes"][0]["steps"][0]["extra"] = 1
    assert wrong("why", data) == [f"`why` at nodes[].nodes[].steps[] prints 'extra': add a line for it to {ROOM}"]
    data = json.loads(path.read_text())
    del data["overall"]
    (said,) = wrong("why", data)
    assert said == f"`why` at the top: 'overall' is a required property ({ROOM} says that it is always there)"
    data = json.loads(path.read_text())
    data["overall"] = "guilty"
    (said,) = wrong("why", data)
    assert said.startswith("`why` at overall: 'guilty' is not one of")


@pytest.mark.parametrize("name", schema_names())
def test_it_is_a_schema_that_forbids_unknown_keys(name: str) -> None:
    schema = build_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in parts_of(schema):
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert set(part["required"]) <= set(part["properties"])
    named = set(re.findall(r"#/\$defs/(\w+)", json.dumps(schema)))
    assert named == set(schema["$defs"])


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a schema."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)


def test_no_shape_is_left_over() -> None:
    """A shape that no view prints is gone from the file."""
    from fto_check.views.schemas import _WRITTEN, _shapes

    used = {name for view in schema_names() for name in build_schema(view)["$defs"]}
    parents = {said.partition(" without ")[0] for shape in _shapes()["shapes"].values() if isinstance(shape, dict)
               for key, said in shape.items() if key == "<"}  # fmt: skip
    assert set(_shapes()["shapes"]) | set(_WRITTEN) == used | (parents - set(schema_names()))


def test_the_file_of_the_report_is_current(golden: Callable[[str, str], None]) -> None:
    golden(str(REPORT_FILE), write_schema(build_schema("report")))


def test_the_command(run: Run, tmp_path: Path) -> None:
    for name in schema_names():
        assert json.loads(run("schema", name).stdout) == build_schema(name)
    assert run("schema", "report", "-o", str(tmp_path / "s.json")).returncode == 0
    assert json.loads((tmp_path / "s.json").read_text()) == build_schema("report")
    assert run("schema", "profile").stdout == run("schema").stdout
    assert b"did you mean 'report'?" in run("schema", "raport").stderr
    assert run("schema", "all").stdout.decode().split() == ["profile", *schema_names()]
    unknown = run("schema", "xyz")
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    assert all(name in unknown.stderr.decode() for name in schema_names())
