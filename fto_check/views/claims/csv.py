"""The claims of one source for spreadsheets: one row for each claim, organization and state of knowledge.

`known` is `then`, what was published by the source's own day, or `hindsight`; an undated source has only the latter.
`status` lists what holds of the claim about this organization; lists are separated by "; ".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from fto_check.law.statute import OVERALL
from fto_check.manuals.wording import say
from fto_check.problems.inert import inert_cell
from fto_check.runs.claims import Answers, Claim, ClaimsReport, Knowledge, Telling
from fto_check.runs.holding import Backing, best_of

COLUMNS = (
    "source", "published", "as_of", "known", "without", "at", "claim", "path", "organization", "item", "status",
    "borne_out_origins", "borne_out_best", "borne_out_by", "contradicted_origins", "contradicted_best",
    "contradicted_by", "counted", "reason", "elements", "with_it", "without_it", "only_it",
)  # fmt: skip


def render(report: ClaimsReport) -> str:
    """Return the header and all rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", strict=True)
    writer.writerow(COLUMNS)
    published = report.source.published.text if report.source.published is not None else None
    without = "; ".join(map(str, report.without))
    answers = {one.path: one.answers for one in report.organizations}
    for known in report.known:
        whole = (report.source_id, published, report.as_of, known, without)
        for claim in report.claims:
            for telling in claim.tellings:
                row = (*whole, *_row(claim, telling, known), *_overall(answers[telling.path][known]))
                writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else inert_cell(str(value))


def _row(claim: Claim, telling: Telling, known: Knowledge) -> Iterator[object]:
    held = telling.held[known]
    alone = Claim(at=claim.at, text=claim.text, tellings=(telling,))
    yield from ("; ".join(claim.at), telling.item.claim, telling.path, telling.profile.organization.name)
    yield from (telling.item_id, "; ".join(alone.statuses(known)))
    yield from (*_sides(held.borne_out), *_sides(held.contradicted))
    yield from (held.counted, say(held.reason) if held.reason is not None else None, "; ".join(held.elements))


def _sides(backing: Iterable[Backing]) -> tuple[object, ...]:
    found = list(backing)
    origins = {origin for one in found for origin in one.origins}
    cited = [cited for one in found for cited in one.cited]
    best = best_of(cited) if cited else None
    return len(origins), best, "; ".join(one.item for one in found)


def _overall(answers: Answers) -> tuple[object, ...]:
    return answers.whole[OVERALL], answers.without[OVERALL], answers.only[OVERALL]
