"""Organizations side by side: the counts are those of the record, the order and filter are kept, text stays inert."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from fto_check.cli import options
from fto_check.cli.io import console, plain
from fto_check.law.status import Status
from fto_check.law.statute import load_statute
from fto_check.record.reading import load_record
from fto_check.runs.check import Question, check_paths
from fto_check.runs.report import Report
from fto_check.runs.side_by_side import Comparison, NodeKind, RowChoice, compare, sort_keys
from fto_check.views.check.json import as_data
from fto_check.views.compare import csv as csv_view
from fto_check.views.compare import json as json_view
from fto_check.views.compare import markdown
from fto_check.views.compare.table import render as render_table
from fto_check.views.compare.words import short_names
from tests.conftest import CASES, PROFILES, ROOT, Run, slow_but
from tests.reports import CLEAN, HOSTILE, INVALID, report_of

DAY = ("--as-of", "2026-11-24")
ALL_CASES = tuple(f"tests/cases/{path.name}" for path in CASES)
OP_ED_DAY = date(2020, 10, 28)
KEYS = sort_keys(load_statute())


@pytest.fixture(scope="module")
def real() -> Report:
    """Check the shipped profiles for the day of the op-ed."""
    files = ((f"profiles/{path.name}", path.read_bytes()) for path in PROFILES)
    return check_paths(files, Question(load_statute(), OP_ED_DAY, record=load_record()))


def names(comparison: Comparison) -> list[str]:
    return [Path(column.path).stem for column in comparison.columns]


def nodes_of(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield data
    for child in data["nodes"]:
        yield from nodes_of(child)
    if "unless" in data:
        yield from nodes_of(data["unless"])


# Whole outputs.


@pytest.mark.parametrize("width", slow_but(["80", "120"], "80"))
def test_many_organizations(run: Run, golden: Callable[[str, str], None], width: str) -> None:
    golden(f"compare/cases-{width}.txt", run("compare", "tests/cases", *DAY, COLUMNS=width).stdout.decode())


@pytest.mark.parametrize("width", ["80", "120"])
def test_a_few_organizations(run: Run, golden: Callable[[str, str], None], width: str) -> None:
    paths = [ALL_CASES[index] for index in (0, 3)]
    golden(f"compare/two-{width}.txt", run("compare", *paths, *DAY, COLUMNS=width).stdout.decode())


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("csv", "csv"), ("json", "json")])
def test_the_other_formats(run: Run, golden: Callable[[str, str], None], form: str, suffix: str) -> None:
    paths = [*(ALL_CASES[index] for index in (0, 2, 3)), HOSTILE]
    golden(f"compare/mixed.{suffix}", run("compare", *paths, *DAY, "-f", form).stdout.decode())


def test_the_three_criteria_alone(run: Run, golden: Callable[[str, str], None]) -> None:
    printed = run("compare", "tests/cases", *DAY, "--criteria", "--sort", "overall", COLUMNS="80").stdout.decode()
    golden("compare/criteria-80.txt", printed)


def test_an_earlier_law(run: Run) -> None:
    printed = run("compare", *ALL_CASES[9:11], "--as-of", "2001-03-01", "--all", COLUMNS="100").stdout.decode()
    assert "as of 1996-04-24 (AEDPA)" in printed
    assert "– not law" in printed


@pytest.mark.parametrize("width", slow_but([30, 40, 60, 80, 100, 120, 160, 200], 30, 60, 80, 120))
@pytest.mark.parametrize("rows", [RowChoice.EVIDENCE, RowChoice.CRITERIA])
def test_no_width_cuts_a_line_or_a_mark(
    real: Report, monkeypatch: pytest.MonkeyPatch, width: int, rows: RowChoice
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    printed = plain(render_table(compare(real, rows)), console(io.StringIO()))
    assert max(map(cell_len, printed.splitlines())) <= width
    statute = load_statute()
    assert " ".join(statute.notice.split()) in " ".join(printed.split())
    if width >= 60:
        for name in ("CJNG", "ISIS", "FARC", "HTS"):
            assert name in printed
        assert "designated" in printed
        assert "not listed" in printed


# The counts.


def test_the_counts_are_those_of_the_record(real: Report) -> None:
    """Each origin once for a node and side, through an item that counted and a citation that has a grade."""
    comparison = compare(real, RowChoice.ALL)
    rows = {row.id: row for row in comparison.rows}
    record = as_data(real)
    counted = 0
    for index, profile in enumerate(record["profiles"]):
        found = [node for criterion in profile["criteria"] for node in nodes_of(criterion)]
        assert [node["id"] for node in found] == list(rows)
        for node in found:
            cell, row = rows[node["id"]].cells[index], rows[node["id"]]
            assert (None if cell.status is None else str(cell.status)) == node["status"]
            assert (row.label, row.citation, cell.assumed) == (node["label"], node["citation"], node["assumed"])
            for side, count in (("for", cell.for_), ("against", cell.against), ("disputed", cell.disputed)):
                origins = {
                    source["origin"]
                    for item in node["evidence"]
                    if item["counted"] and item["side"] == side
                    for source in item["sources"]
                    if source["reason"] is None
                }
                assert count == len(origins), (profile["path"], node["id"], side)
                counted += count
        for criterion in profile["criteria"]:
            confidence = rows[criterion["id"]].cells[index].confidence
            assert (None if confidence is None else str(confidence)) == criterion["confidence"]
    assert counted > 300


def test_json_is_the_comparison(real: Report) -> None:
    comparison = compare(real)
    data = json.loads(json_view.render(comparison))
    assert (data["as_of"], data["known_by"], data["law"]) == (
        "2020-10-28", None, {"id": "ina-219", "version": "2005-05-11"},
    )  # fmt: skip
    record = as_data(real)["profiles"]
    shown = ("path", "organization", "overall", "record")
    organizations = data["organizations"]
    assert [{key: one[key] for key in shown} for one in organizations] == [
        {key: profile[key] for key in shown} for profile in record
    ]
    assert [one["weakest"]["criterion"] for one in organizations] == [
        column.weakness.criterion.id for column in comparison.columns
    ]
    assert [row["id"] for row in data["rows"]] == [row.id for row in comparison.rows]
    assert all(len(row["cells"]) == len(PROFILES) for row in data["rows"])
    by_id = {row["id"]: row for row in data["rows"]}
    assert set(by_id["capability"]["cells"][0]) == {
        "status", "why", "confidence", "for", "against", "disputed", "assumed",
    }  # fmt: skip
    assert (by_id["capability"]["kind"], by_id["personal_monetary_gain"]["kind"]) == ("element", "exception")


def test_csv_holds_the_same(real: Report) -> None:
    comparison = compare(real)
    rows = list(csv.DictReader(io.StringIO(csv_view.render(comparison))))
    assert tuple(rows[0]) == csv_view.COLUMNS
    assert len(rows) == len(comparison.rows) * len(PROFILES)
    data = json.loads(json_view.render(comparison))
    cells = {
        (organization["path"], row["id"]): cell
        for row in data["rows"]
        for organization, cell in zip(data["organizations"], row["cells"], strict=True)
    }
    for row in rows:
        cell = cells[row["path"], row["element"]]
        assert row["status"] == (cell["status"] or "")
        assert [int(row[side]) for side in ("for", "against", "disputed")] == [
            cell[side] for side in ("for", "against", "disputed")
        ]


# RowChoice, order and filter.


def test_which_rows(real: Report) -> None:
    shown = {rows: [row.id for row in compare(real, rows).rows] for rows in RowChoice}
    assert shown[RowChoice.CRITERIA] == [criterion.id for criterion in real.statute.criteria]
    assert shown[RowChoice.ALL] == list(real.profiles[0].assessment.findings)
    assert set(shown[RowChoice.CRITERIA]) < set(shown[RowChoice.EVIDENCE]) < set(shown[RowChoice.ALL])
    with_evidence = {node.id for one in real.profiles for node in one.assessment.findings.values() if node.evidence}
    above = {name for node_id in with_evidence for name in real.statute.ancestors(node_id)}
    assert set(shown[RowChoice.EVIDENCE]) == with_evidence | above | set(shown[RowChoice.CRITERIA])
    kinds = {row.id: row.kind for row in compare(real, RowChoice.ALL).rows}
    assert (kinds["threat"], kinds["kind"], kinds["means"]) == (NodeKind.CRITERION, NodeKind.BRANCH, NodeKind.BRANCH)


def test_the_order(real: Report) -> None:
    assert names(compare(real)) == [path.stem for path in PROFILES]
    by_name = names(compare(real, sort="name"))
    assert by_name[:3] == ["afghan-taliban", "al-qaida", "cjng"]
    assert by_name[-2:] == ["auc", "yamaguchi-gumi"]
    overall = compare(real, sort="overall")
    statuses = [column.overall for column in overall.columns]
    assert statuses == sorted(statuses, reverse=True)
    official = [column.record.status for column in compare(real, sort="official").columns if column.record is not None]
    assert official == sorted(official, key=lambda status: status != "designated")
    gain = compare(real, RowChoice.ALL, sort="capability")
    cells = next(row.cells for row in gain.rows if row.id == "capability")
    assert [cell.status for cell in cells] == sorted((cell.status or 0 for cell in cells), reverse=True)
    met = [cell.for_ for cell in cells if cell.status is Status.MET]
    assert met == sorted(met, reverse=True)


@pytest.fixture(scope="module")
def as_given(real: Report) -> Comparison:
    return compare(real, RowChoice.ALL)


@pytest.mark.parametrize("key", slow_but(KEYS, *KEYS[:6], *KEYS[6::5]))
def test_every_key_sorts_and_keeps_the_cells_with_their_organizations(
    real: Report, as_given: Comparison, key: str
) -> None:
    given, found = as_given, compare(real, RowChoice.ALL, sort=key)
    order = [given.columns.index(column) for column in found.columns]
    assert sorted(order) == list(range(len(PROFILES)))
    for before, after in zip(given.rows, found.rows, strict=True):
        assert [before.cells[index] for index in order] == list(after.cells)


def test_the_filter(real: Report) -> None:
    met = compare(real, only={Status.MET})
    wanted = [Path(one.path).stem for one in real.profiles if one.assessment.overall is Status.MET]
    assert names(met) == wanted
    assert 0 < len(wanted) == len(PROFILES) - met.left_out
    nobody = compare(report_of(CLEAN), only={Status.CONTESTED})
    assert (nobody.columns, nobody.rows, nobody.left_out) == ((), (), 1)
    assert "Left out by their overall status: 1 organization." in markdown.render(nobody)


def test_the_options(run: Run) -> None:
    several = ALL_CASES[2::5]
    data = json.loads(run("compare", *several, *DAY, "-f", "json", "--only", "not-met,contested").stdout)
    assert {one["overall"] for one in data["organizations"]} == {"not_met", "contested"}
    more = ("--only", "not_met", "--only", "contested", "--sort", "foreign-base", "--criteria")
    data = json.loads(run("compare", *several, *DAY, "-f", "json", *more).stdout)
    assert {one["overall"] for one in data["organizations"]} == {"not_met", "contested"}
    assert [row["kind"] for row in data["rows"]] == ["criterion"] * 3
    known = json.loads(run("compare", CLEAN, *DAY, "--known-by", "2000-01-01", "-f", "json").stdout)
    assert (known["known_by"], known["organizations"][0]["overall"]) == ("2000-01-01", "not_established")
    done = run("compare", *several, *DAY, "--only", "contested", "--known-by", "1990-01-01")
    assert (done.returncode, done.stdout.decode().count("0 organizations side by side")) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sort", "capabilty"), "there is no 'capabilty' (did you mean 'capability'"),
        (("--sort", ""), "--sort: there is no ''"),
        (("--only", "maybe"), "--only: 'maybe' is no list of statuses"),
        (("--only", "warning"), "--only: 'warning' is no list of statuses"),
        (("--only", ","), "--only: ',' is no list of statuses"),
        (("--criteria", "--all"), "exclude each other"),
        (("--as-of", "1990-01-01"), "there was no Section 219"),
        (("--as-of", "soon"), "--as-of"),
    ],
)
def test_what_was_mistyped(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("compare", CLEAN, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


def test_keys_are_completed() -> None:
    assert options.sort_keys("o") == ["official", "overall", "organized", "other_weapon"]


# Which files.


def test_nothing_to_compare(run: Run, tmp_path: Path) -> None:
    assert run("compare", cwd=tmp_path).returncode == 2
    assert b"nothing to compare" in run("compare", cwd=tmp_path).stderr
    assert run("compare", str(tmp_path / "none.yaml")).returncode == 2
    assert run("compare", str(tmp_path)).returncode == 2


def test_an_invalid_file_leaves_the_others_to_be_compared(run: Run) -> None:
    done = run("compare", CLEAN, INVALID, ALL_CASES[0], *DAY, "-f", "json")
    assert done.returncode == 1
    assert [one["path"] for one in json.loads(done.stdout)["organizations"]] == [CLEAN, ALL_CASES[0]]
    assert "error FTO" in done.stderr.decode()
    assert "1 of 3 not compared: not valid" in done.stderr.decode()
    done = run("compare", INVALID, *DAY)
    assert (done.returncode, b"0 organizations side by side" in done.stdout) == (1, True)
    done = run("compare", CLEAN, "no-such.yaml", *DAY, "-f", "json")
    assert (done.returncode, len(json.loads(done.stdout)["organizations"])) == (2, 1)


@pytest.mark.parametrize(
    "paths",
    slow_but([[CLEAN], [HOSTILE, CLEAN], [INVALID], ["tests/cases"], [CLEAN, "no-such.yaml"]], [CLEAN], [INVALID]),
    ids=" ".join,
)
def test_the_exit_code_is_that_of_check(run: Run, paths: list[str]) -> None:
    assert run("compare", *paths, *DAY).returncode == run("check", "-q", *paths, *DAY).returncode


def test_configured_paths(run: Run, tmp_path: Path) -> None:
    (tmp_path / "of-us").mkdir()
    for path in CASES[:3]:
        (tmp_path / "of-us" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.fto-check]\npaths = ["of-us"]\nexclude = ["of-us/{CASES[1].name}"]\nas-of = "2024-01-01"\n'
        'fail-on = ["not-met"]\n'
    )
    done = run("compare", "-f", "json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert [Path(one["path"]).name for one in data["organizations"]] == [CASES[0].name, CASES[2].name]
    assert data["as_of"] == "2024-01-01"
    assert done.returncode == 0, "a comparison holds no gate"
    assert run("compare", "--isolated", cwd=tmp_path).returncode == 2


def test_standard_input(run: Run) -> None:
    data = json.loads(run("compare", "-", CLEAN, *DAY, "-f", "json", stdin=CASES[0].read_bytes()).stdout)
    assert [one["path"] for one in data["organizations"]] == ["<stdin>", CLEAN]


def test_one_organization_in_two_files_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "twin.yaml").write_bytes((ROOT / CLEAN).read_bytes())
    done = run("compare", CLEAN, str(tmp_path / "twin.yaml"), *DAY)
    assert (done.returncode, b"FTO204" in done.stderr) == (0, True)


# Text from a profile.


def test_a_hostile_profile_is_inert() -> None:
    comparison = compare(report_of(HOSTILE, CLEAN), RowChoice.ALL)
    for printed in (markdown.render(comparison), csv_view.render(comparison), json_view.render(comparison)):
        assert not re.search(r"^\s*::", printed, re.MULTILINE)
        assert not re.search(r"##\[|##vso\[", printed)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown.render(comparison))
    kinds = {token.type for outer in tokens for token in (outer, *(outer.children or ()))}
    assert not kinds & {"html_block", "html_inline", "image", "fence", "code_block", "link_open", "s_open"}
    assert sum(token.type == "table_open" for token in tokens) == 2
    widths = {line.count("|") - line.count("\\|") for line in markdown.render(comparison).splitlines() if "|" in line}
    assert widths == {8, 4}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(csv_view.render(comparison)))
                   for cell in row)  # fmt: skip


@pytest.mark.parametrize("width", ["30", "80", "120", "200"])
def test_a_hostile_name_at_the_head_of_a_column(run: Run, tmp_path: Path, width: str) -> None:
    wild = "x ::error:: ##[add-mask]y-::stop ::- " + "w" * 200 + " 組織" * 9 + " -- "
    text = re.sub("name: .*", lambda _: f"name: {json.dumps(wild)}", (ROOT / HOSTILE).read_text(), count=1)
    (tmp_path / "wild.yaml").write_text(text)
    printed = run("compare", CLEAN, str(tmp_path / "wild.yaml"), *DAY, COLUMNS=width).stdout.decode()
    assert "2 organizations side by side" in printed
    assert not re.search(r"::|##\[", printed)
    assert max(map(cell_len, printed.splitlines())) <= int(width)


def test_short_names(real: Report) -> None:
    found = dict(zip(names(compare(real)), short_names(compare(real).columns), strict=True))
    assert found == {
        "afghan-taliban": "Afghan Taliban", "al-qaida": "al-Qa'ida", "auc": "AUC", "eln": "ELN",
        "carteles-unidos": "Cárteles Unidos",
        "cjng": "CJNG", "farc": "FARC", "gulf-cartel": "Gulf Cartel", "hayat-tahrir-al-sham": "HTS", "isis": "ISIS",
        "la-nueva-familia-michoacana": "LNFM", "los-zetas-cdn": "CDN",
        "medellin-cartel": "Medellín Cartel", "msf": "MSF", "sinaloa-cartel": "Sinaloa Cartel",
        "yamaguchi-gumi": "Yamaguchi-gumi",
    }  # fmt: skip
    column = compare(real).columns[2]
    assert short_names((column, column)) == [column.name] * 2, "two of one short name have their long ones"


@pytest.mark.slow
def test_the_op_ed_s_argument_at_a_glance(run: Run) -> None:
    """Its cartels beside those it compares them with, on its day: each answer and its list in one line of 80."""
    lines = run("compare", "profiles", "--as-of", "2020-10-28", COLUMNS="80").stdout.decode().splitlines()
    rows = [line for line in lines if line.endswith(("not listed", "no name fits", "designated", "delisted"))]
    assert len(rows) == len(PROFILES)
    isis = r"^Islamic State of +[●◐○✗].* +● met +designated$"
    gulf = r"^Gulf Cartel +[●◐○✗].* +not listed$"
    assert all(any(re.search(pattern, row) for row in rows) for pattern in (isis, gulf))
