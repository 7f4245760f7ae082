"""CSV: read back by the standard library, all statuses in it, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from fto_check.problems.inert import inert, inert_cell
from fto_check.runs.report import Report
from fto_check.views.check.csv import COLUMNS, render
from tests.reports import CLEAN, HOSTILE, INVALID, report_of


def _rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report), newline=""), strict=True))


def test_the_header_stands_without_rows_too() -> None:
    assert render(report_of(INVALID)) == ",".join(COLUMNS) + "\n"


def test_every_status_is_in_it() -> None:
    rows = _rows(report_of(CLEAN))
    assessment = report_of(CLEAN).profiles[0].assessment
    found = {row["element"]: row["element_status"] for row in rows if row["element"]}
    assert found == {name: str(node.status) for name, node in assessment.findings.items()}
    assert {row["overall_status"] for row in rows} == {str(assessment.overall)}
    assert {row["criterion"]: row["criterion_status"] for row in rows if row["criterion"]} == {
        criterion.id: str(criterion.status) for criterion in assessment.criteria
    }


def test_a_row_for_each_item_under_each_node() -> None:
    rows = _rows(report_of(CLEAN))
    assessment = report_of(CLEAN).profiles[0].assessment
    wanted = [
        (node.id, found.item, str(found.side), "yes" if found.counted else "no")
        for criterion in assessment.criteria
        for node in criterion.finding.walk()
        for found in node.evidence
    ]
    given = [
        (row["element"], row["item"], row["side"], row["counted"])
        for row in rows
        if row["item"] and row["side"] != "context"
    ]
    assert given == wanted
    silent = [row for row in rows if not row["item"]]
    assert silent
    assert not any(row[column] for row in silent for column in COLUMNS[COLUMNS.index("item") :])


def test_what_was_not_law_has_no_status() -> None:
    report = report_of(CLEAN)
    (profile,) = report.profiles
    first, *others = profile.assessment.criteria
    part, *parts = first.finding.nodes
    finding = replace(first.finding, nodes=(replace(part, status=None), *parts))
    assessment = profile.assessment._replace(criteria=(replace(first, finding=finding), *others))
    rows = _rows(report._replace(profiles=(profile._replace(assessment=assessment),)))
    assert [row["element_status"] for row in rows if row["element"] == part.id] == [""]


def test_the_citations_of_an_item_stand_in_one_order() -> None:
    row = next(row for row in _rows(report_of(HOSTILE)) if row["item"] == "markup")
    assert row["sources"] == "brackets; paper"
    assert row["grades"] == "B2; A2"
    assert row["at"] == "[^1]; "
    assert row["published"] == "; 2023"
    assert row["urls"].count("; ") == 1


def test_context_has_rows_without_a_node() -> None:
    (row,) = (row for row in _rows(report_of(HOSTILE)) if row["side"] == "context")
    assert (row["item"], row["element"], row["criterion"], row["counted"]) == ("aside", "", "", "no")
    assert row["claim"] == inert("::error::context")


def test_no_cell_of_a_hostile_profile_is_a_formula() -> None:
    cells = [cell for row in _rows(report_of(HOSTILE)) for cell in row.values()]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(re.search(r"(^|;)\s*[=+\-@\uff1d]", cell) for cell in cells)
    claim = next(row["claim"] for row in _rows(report_of(HOSTILE)) if row["item"] == "formula")
    assert claim == '\'=HYPERLINK("https://attacker.example";"x");\'=1+1, "quoted" and \'quoted\''


def test_inert_cells() -> None:
    assert [inert_cell(text) for text in ("=1", "+1", "-1", "@a", "  =1", "\t=1", "\r@a", "\u00a0=1", "\uff1d1")] == [
        "'=1", "'+1", "'-1", "'@a", "'  =1", "' =1", "' @a", "'\u00a0=1", "'\uff1d1",
    ]  # fmt: skip
    assert inert_cell("a; =1") == "a;' =1"
    assert inert_cell("2023-01-01, a=b; c") == "2023-01-01, a=b; c"
