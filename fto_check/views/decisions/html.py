"""A retrospect as a page: for each organization the days of its decisions, and how list and evidence agree."""

from __future__ import annotations

from fto_check.runs.decisions import DecisionOutcome, Moment, Retrospect
from fto_check.views.decisions.words import DECIDED, TITLES, finding_words, official_words
from fto_check.views.html.page import render_page
from fto_check.views.official import MORE_NAMES, age_text, doubt_text
from fto_check.views.words import judged_on


def render(retrospect: Retrospect) -> str:
    """Return the page."""
    return render_page(
        "decisions.html",
        retrospect=retrospect,
        notice=retrospect.statute.notice,
        day_words=judged_on(retrospect.as_of, retrospect.known_by),
        age=age_text(retrospect.list_as_of, retrospect.as_of),
        more_names=MORE_NAMES,
        findings=_findings(retrospect),
        is_decision=_is_decision,
        official_words=official_words,
        doubt_text=doubt_text,
    )


def _is_decision(moment: Moment) -> bool:
    return moment.occasion in DECIDED


def _findings(retrospect: Retrospect) -> list[tuple[str, list[str]]]:
    """Return the titles of the findings that there are, each with its organizations and days."""
    found = [
        (title, [_said(retrospect, outcome, at) for at in range(len(retrospect.of(outcome)))])
        for outcome, title in TITLES.items()
    ]
    return [(title, said) for title, said in found if said]


def _said(retrospect: Retrospect, outcome: DecisionOutcome, at: int) -> str:
    profile, moment = retrospect.of(outcome)[at]
    return finding_words(retrospect, profile, moment, outcome)
