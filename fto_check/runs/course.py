"""The statuses of a profile through time, as periods for each criterion, with the official list and the law beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fto_check.documents.dates import DateSpan, years_before
from fto_check.law.nodes import Node, Version
from fto_check.law.status import Status
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment
from fto_check.reasoning.rules import FRESH_YEARS
from fto_check.reasoning.timeline import EventKind, Turn, turns
from fto_check.record.entry import ListPeriod, OfficialStatus


class Blank(StrEnum):
    """Why a time has no status."""

    NO_LAW = "no_law"
    """It lies before the first day of the statute."""
    NOT_FOUNDED = "not_founded"
    """It lies before the founding of the organization."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPeriod:
    """A time in which a criterion has one status."""

    first: date
    until: date
    """The first day after it; of the last period, the day that is asked about."""
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One criterion through time."""

    node: Node
    periods: tuple[StatusPeriod, ...]
    turning: frozenset[str]
    """The items that begin on a day on which the status changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The three criteria of a profile through time."""

    as_of: date
    lanes: tuple[Lane, ...]
    turns: tuple[Turn, ...]
    begins: date
    """The first day with a status: that of the law, or of the founding if it is later."""
    blank: Blank
    """Why there is none before."""
    recent: date
    """The first day that still counts as the present."""
    laws: tuple[Version, ...]
    """The versions of the law that took effect up to the day."""
    listed: tuple[ListPeriod, ...]
    """The times on the official list, which counts for nothing."""

    @property
    def all_met_since(self) -> date | None:
        """The day since which the three together are met; None where they are not met at the end."""
        return self.together_since if self.turns and _together(self.turns[-1]) is Status.MET else None

    @property
    def together_since(self) -> date:
        """The day since which the three together are what they are at the end."""
        at = len(self.turns) - 1
        while at > 0 and _together(self.turns[at - 1]) is _together(self.turns[-1]):
            at -= 1
        return max(self.turns[at].day, self.begins)

    @property
    def shown_turns(self) -> Iterator[Turn]:
        """The turns from the beginning on: the first says with what it begins."""
        later = [turn for turn in self.turns if turn.day > self.begins]
        before = [turn for turn in self.turns if turn.day <= self.begins]
        if before:
            yield before[-1]._replace(day=self.begins)
        yield from later


def _together(turn: Turn) -> Status:
    return min(turn.statuses.values())


def course_of(assessment: Assessment, official: OfficialStatus | None = None) -> Course:
    """Return the statuses of an assessed profile through time, up to its day: one walk for each day that can matter."""
    profile, statute, day = assessment.profile, assessment.statute, assessment.as_of
    found = turns(profile, statute, day, assessment.known_by, assessment.assumptions)
    begins, blank = _beginning(profile, statute.versions[0].version)
    return Course(
        as_of=day,
        lanes=tuple(_lane(criterion, found, min(begins, day), day) for criterion in statute.criteria),
        turns=tuple(found),
        begins=min(begins, day),
        blank=blank,
        recent=years_before(day, FRESH_YEARS),
        laws=tuple(version for version in statute.versions if version.version <= day),
        listed=official.periods if official is not None else (),
    )


def _beginning(profile: Profile, law: date) -> tuple[date, Blank]:
    """Return the first day that can have a status, and why none before has one."""
    founded: DateSpan | None = profile.organization.founded
    if founded is not None and founded.known_from is not None and founded.known_from > law:
        return founded.known_from, Blank.NOT_FOUNDED
    return law, Blank.NO_LAW


def _lane(criterion: Node, found: Sequence[Turn], begins: date, day: date) -> Lane:
    periods: list[StatusPeriod] = []
    turning: set[str] = set()
    before: Mapping[str, Status] = {}
    for turn in found:
        status = turn.statuses[criterion.id]
        if before and before[criterion.id] is not status and turn.day > begins:
            turning |= {event.item for event in turn.events if event.kind is EventKind.FACT and event.item is not None}
        before = turn.statuses
        first = max(turn.day, begins)
        while periods and periods[-1].first >= first:
            periods.pop()
        if periods and periods[-1].status is status:
            continue
        if periods:
            periods[-1] = StatusPeriod(first=periods[-1].first, until=first, status=periods[-1].status)
        periods.append(StatusPeriod(first=first, until=day, status=status))
    return Lane(node=criterion, periods=tuple(periods), turning=frozenset(turning))
