"""The words in which every rendering of a retrospect says the same: decisions, findings and their titles."""

from __future__ import annotations

from fto_check.law.status import Status
from fto_check.runs.decisions import DecisionOutcome, Moment, Occasion, ProfileRetrospect, Retrospect

TITLES = {
    DecisionOutcome.ALREADY: "Evidence published before the designation carries all three",
    DecisionOutcome.ON_THE_DAY: "Evidence published by the day of the designation carries all three",
    DecisionOutcome.HINDSIGHT: "Only evidence published after the designation carries all three",
    DecisionOutcome.NOT_CARRIED: "The evidence cited does not carry all three on the day of the designation",
    DecisionOutcome.DISAGREES: "List and checklist disagree",
    DecisionOutcome.UNSETTLED: "The evidence cited is too thin to agree or disagree with the list",
    DecisionOutcome.OPEN: "The checklist finds it contested",
    DecisionOutcome.AGREES: "List and checklist agree",
}


DECIDED = {Occasion.DESIGNATION: "designated", Occasion.DELISTING: "delisted"}
"""The decisions, in words."""


def official_words(moment: Moment) -> str:
    """Return how the organization stands on the list; on the day of a decision, the decision."""
    if moment.occasion in DECIDED:
        return DECIDED[moment.occasion]
    return moment.official.words


def finding_words(
    retrospect: Retrospect, profile: ProfileRetrospect, moment: Moment, outcome: DecisionOutcome
) -> str:  # fmt: skip
    """Return the organization and the day of a finding, and the criteria that are not met."""
    said = f"{profile.organization}, {moment.day.isoformat()}"
    if moment.occasion in (Occasion.DELISTING, Occasion.TODAY):
        said += f": {official_words(moment)}, and {moment.hindsight.overall.words}"
    found = moment.hindsight
    if outcome is DecisionOutcome.HINDSIGHT:
        found = moment.then
    short = [
        f"{retrospect.statute.by_id[name].heading.lower()} {status.words}"
        for name, status in found.criteria.items()
        if status is not Status.MET
    ]
    return f"{said} ({', '.join(short)})" if short else said
