"""A table for spreadsheets: one row for each item under each node of the statute.

A node without evidence has one row in which the item's columns are empty, so that every status stands in the table;
context, which bears on no node, has rows without a node and with the side `context`. A file that is not valid has no
row. What a cell holds as a list is separated by "; ", and `sources` to `urls` name the same citations in the same order
(`urls` has a gap where a source has no address). Cells that a spreadsheet would take for a formula begin with `'`.

| columns | what they hold |
|---|---|
| `path` to `overall_status` | the same in all rows of a profile |
| `official_status` | `designated`, `delisted`, `not_listed` (designated later), `no_name_fits` or `unclear` on \
the day; no evidence |
| `official_record` | the file of the official list, with its hash, where it is not the one in the package |
| `criterion` to `confidence` | the criterion that the node belongs to; why it is contested (`evidence`, `law`) or not \
established (`nothing_cited`, `thin`, `old`) |
| `kind` to `assumed` | the node: `criterion`, `branch`, `element` or \
`exception`; no status where it was not law on the day |
| `item`, `side`, `counted`, `reason` | the item under this node; why it does not count, or what limits it |
| `claim` to `contradicted_by` | what the author wrote of the item; `searched` is where one looked and found nothing |
| `sources`, `at`, `origins`, `grades`, `published`, `urls` | its citations |
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from fto_check.manuals.wording import say
from fto_check.problems.inert import inert_cell
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.findings import Assessment, CriterionFinding, EvidenceFinding, NodeFinding
from fto_check.reasoning.reasons import Reason
from fto_check.runs.answer import StatusWhy, whys_of
from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.shown import ShownProfile
from fto_check.views.check.writing import render_shown
from fto_check.views.official import standing_value
from fto_check.views.words import exceptions

COLUMNS = (
    "path", "organization", "as_of", "known_by", "law_version", "assumptions", "without", "overall_status",
    "official_status", "official_record", "criterion", "criterion_status", "criterion_why", "confidence",
    "kind", "element", "label", "element_status", "element_why", "citation", "assumed",
    "item", "side", "counted", "reason",
    "claim", "when", "where", "place", "actor", "incident", "attribution", "attributed_by",
    "searched", "borne_out_by", "contradicted_by",
    "sources", "at", "origins", "grades", "published", "urls",
)  # fmt: skip

Row = dict[str, object]


def render(report: Report, *, quiet: bool = False) -> str:
    r"""Return the header and all rows, with `\n` at the ends of lines; `quiet` leaves out nothing."""
    del quiet
    return render_shown(CsvWriter(), show, report)


def show(profile: ProfileReport) -> str:
    """Return the rows of a profile."""
    return _text({column: _cell(value) for column, value in row.items()} for row in _rows(profile))


class CsvWriter:
    """The header, then the rows of each profile."""

    def begin(self, run: Report) -> str:
        """Return the header."""
        del run
        return _text([{column: column for column in COLUMNS}])

    def add(self, found: ShownProfile) -> str:
        """Return the rows of a profile."""
        return str(found.shown)

    def end(self, report: Report) -> str:
        """Return nothing more."""
        del report
        return ""


def _text(rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n", strict=True).writerows(rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else inert_cell(str(value))


def _rows(report: ProfileReport) -> Iterator[Row]:
    assessment = report.assessment
    whole = _whole(report)
    whys = whys_of(assessment)
    for criterion in assessment.criteria:
        excepted = exceptions(criterion.finding)
        for node in criterion.finding.walk():
            judged = {**whole, **_judged(criterion, whys), **_node(node, criterion, excepted, whys[node.id])}
            if not node.evidence:
                yield judged
            for found in node.evidence:
                yield {**judged, **_found(found, assessment.profile)}
    for item_id, item in assessment.profile.evidence.items():
        if item.is_context:
            yield {**whole, **_context(item_id, item, assessment)}


def _whole(report: ProfileReport) -> Row:
    assessment = report.assessment
    return {
        "path": report.path,
        "organization": assessment.profile.organization.name,
        "as_of": assessment.as_of,
        "known_by": assessment.known_by,
        "law_version": assessment.version.version,
        "assumptions": "; ".join(f"{name}={status}" for name, status in assessment.assumptions.items()),
        "without": "; ".join(map(str, assessment.omission.parts)) if assessment.omission is not None else "",
        "overall_status": assessment.overall,
        "official_status": standing_value(report.record),
        "official_record": report.record.file if report.record is not None else None,
    }


def _judged(criterion: CriterionFinding, whys: Mapping[str, StatusWhy | None]) -> Row:
    return {
        "criterion": criterion.id,
        "criterion_status": criterion.status,
        "criterion_why": whys[criterion.id],
        "confidence": criterion.confidence,
    }


def _node(node: NodeFinding, criterion: CriterionFinding, excepted: Iterable[str], why: StatusWhy | None) -> Row:
    kind = "criterion" if node.id == criterion.id else "element" if node.node.is_leaf else "branch"
    return {
        "kind": "exception" if node.id in excepted else kind,
        "element": node.id,
        "label": node.node.label,
        "element_status": node.status,
        "element_why": why,
        "citation": node.citation,
        "assumed": node.assumed,
    }


def _found(found: EvidenceFinding, profile: Profile) -> Row:
    return {
        "item": found.item,
        "side": found.side,
        "counted": found.counted,
        "reason": _said(found.reason or found.note),
        **_given(profile.evidence[found.item]),
        **_cited(profile, [(cited.source, cited.at, cited.origin, cited.marks) for cited in found.citations]),
    }


def _context(item_id: str, item: Item, assessment: Assessment) -> Row:
    cited = []
    for citation in item.sources:
        reliability = citation.reliability or assessment.profile.sources[citation.source].reliability
        marks = f"{reliability}{citation.credibility or item.credibility}"
        cited.append((citation.source, citation.at, assessment.profile.origin_of(citation), marks))
    return {
        "item": item_id,
        "side": "context",
        "counted": False,
        "reason": "context: shown, never counted",
        **_given(item),
        **_cited(assessment.profile, cited),
    }


def _given(item: Item) -> Row:
    return {
        "claim": item.claim,
        "when": item.when.text if item.when is not None else None,
        "where": _list(item.where),
        "place": item.place,
        "actor": item.actor,
        "incident": item.incident,
        "attribution": item.attribution,
        "attributed_by": item.attributed_by,
        "searched": _list(item.searched),
        "borne_out_by": _list(item.borne_out_by),
        "contradicted_by": _list(item.contradicted_by),
    }


def _cited(profile: Profile, cited: Iterable[tuple[str, str | None, str, str]]) -> Row:
    """Return the columns of citations, of which each has its source, its place, its origin and its grades."""
    rows = list(cited)
    sources = [profile.sources[source] for source, *_ in rows]
    return {
        "sources": _list(source for source, *_ in rows),
        "at": _list(at for _, at, *_ in rows),
        "origins": _list(origin for _, _, origin, _ in rows),
        "grades": _list(marks for *_, marks in rows),
        "published": _list(source.published.text if source.published is not None else None for source in sources),
        "urls": _list(source.url for source in sources),
    }


def _list(values: Iterable[object]) -> str:
    listed = ["" if value is None else str(value) for value in values]
    return "; ".join(listed) if any(listed) else ""


def _said(reason: Reason | None) -> str | None:
    return None if reason is None else say(reason)


WRITER = CsvWriter
