"""The days on which a profile's statuses change, each with why a criterion is contested or not established then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import assess
from fto_check.reasoning.timeline import Turn, turns
from fto_check.runs.answer import StatusWhy, why_criterion

MOST_DAYS = 2_000
"""The days on which a status can change: twenty times as many as the largest profile in `profiles/` has (100)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonedTurn:
    """The statuses from a day on, and why each criterion is no better."""

    turn: Turn
    whys: Mapping[str, StatusWhy | None]


def reasoned_turns(
    profile: Profile, statute: Statute, until: date, known_by: date | None = None
) -> Iterator[ReasonedTurn]:
    """Yield the turns up to a day, the first from the first day of the law."""
    for turn in turns(profile, statute, until, known_by):
        assessment = assess(profile, statute, turn.day, known_by)
        whys = {one.id: why_criterion(assessment, one) for one in assessment.criteria}
        yield ReasonedTurn(turn=turn, whys=whys)
