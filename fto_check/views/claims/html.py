"""The claims of one source as a page: each with what the rest says of it, then the answers, then the counts."""

from __future__ import annotations

from fto_check.law.statute import OVERALL
from fto_check.runs.claims import Claim, ClaimsReport, ClaimStatus, Knowledge
from fto_check.views.claims.words import (
    ANSWERS_HEADING,
    LEGEND,
    NO_CLAIMS,
    SAME,
    SIGNS,
    about_words,
    answer_rows,
    closing_words,
    day_words,
    held_words,
    place_words,
    remarks,
    same_words,
    source_words,
)
from fto_check.views.html.page import render_page


def render(report: ClaimsReport) -> str:
    """Return the page."""
    return render_page(
        "claims.html",
        r=report,
        notice=report.statute.notice,
        about=" · ".join(source_words(report)),
        day_words=day_words(report),
        remarks=list(remarks(report)),
        claims=[
            (place_words(claim), _signs(claim), claim, about_words(claim),
             list(held_words(claim, report)))
            for claim in report.claims
        ],
        answers=[(one, row) for one in report.organizations for row in answer_rows(one)],
        closing=_rows(report),
        same_words=same_words(report),
        OVERALL=OVERALL,
        LEGEND=LEGEND,
        NO_CLAIMS=NO_CLAIMS,
        ANSWERS_HEADING=ANSWERS_HEADING,
        SAME=SAME,
    )  # fmt: skip


def _signs(claim: Claim) -> list[str]:
    """Return the signs of the first sentences on a claim: those on what the rest says of it."""
    found = claim.statuses(Knowledge.HINDSIGHT)
    return [
        SIGNS[frozenset({status})] for status in (ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED) if status in found
    ]


def _rows(report: ClaimsReport) -> list[tuple[str, list[str]]]:
    """Return the closing sentences by their labels."""
    rows: list[tuple[str, list[str]]] = []
    for label, said in closing_words(report):
        if label or not rows:
            rows.append((label, []))
        rows[-1][1].append(said)
    return rows
