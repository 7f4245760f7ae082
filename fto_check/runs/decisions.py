"""Official decisions held against a profile's evidence: the statuses around each decision, and today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.timeline import turns
from fto_check.record.entry import FIRST_DAY, Entry, OfficialStatus, RecordFile, Standing
from fto_check.record.listing import known
from fto_check.record.record import Record


class Occasion(StrEnum):
    """Why a day is looked at."""

    BEFORE_DESIGNATION = "day before designation"
    DESIGNATION = "designation"
    BEFORE_DELISTING = "day before delisting"
    DELISTING = "delisting"
    CHANGE = "change of the answer"
    """Of an organization that was never listed: a criterion comes out otherwise, in hindsight."""
    TODAY = "today"


class DecisionOutcome(StrEnum):
    """How a decision, or the list of today, and the checklist stand to each other.

    A designation has one of the first four: since when the evidence carries all three. A delisting and today have one
    of the others: list and checklist agree if the organization is listed and met, or neither listed nor met; evidence
    that is too thin for either agrees with nothing.
    """

    ALREADY = "already"
    ON_THE_DAY = "on_the_day"
    HINDSIGHT = "hindsight"
    NOT_CARRIED = "not_carried"
    AGREES = "agrees"
    OPEN = "open"
    UNSETTLED = "unsettled"
    DISAGREES = "disagrees"


_SHOWN_ONLY = (Occasion.BEFORE_DESIGNATION, Occasion.BEFORE_DELISTING, Occasion.CHANGE)
"""The days that are shown for comparison: nothing was decided on them."""


@dataclass(frozen=True, slots=True)
class DayStatuses:
    """The three criteria, in the order of the statute, and the three together."""

    criteria: dict[str, Status]
    overall: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day with the official status and the checklist's statuses."""

    day: date
    occasion: Occasion
    entry: str | None
    """The designation that the day belongs to, by its id in the record."""
    official: Standing
    then: DayStatuses
    """The statuses by the sources that were published by the day."""
    hindsight: DayStatuses
    """The statuses by all sources that the run may know."""
    outcome: DecisionOutcome | None
    """None for a day before a decision or of a change, which is shown for comparison, and where the official status
    is unclear."""
    certain: bool = True
    """Whether the day is known to be the one on which the decision took effect."""


@dataclass(frozen=True)
class ProfileRetrospect:
    """A profile's decisions in their order, and today; `official` is the status today."""

    path: str
    organization: str
    official: OfficialStatus
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Retrospect:
    """The decisions about the organizations of a run, held against the evidence in their profiles."""

    as_of: date
    known_by: date | None
    list_as_of: date
    file: RecordFile | None
    """The official record, where it is not the one in the package."""
    statute: Statute
    profiles: tuple[ProfileRetrospect, ...]

    def of(self, outcome: DecisionOutcome) -> tuple[tuple[ProfileRetrospect, Moment], ...]:
        """Return the moments with an outcome, each with its profile."""
        pairs = ((profile, moment) for profile in self.profiles for moment in profile.moments)
        return tuple((profile, moment) for profile, moment in pairs if moment.outcome is outcome)


def look_back(
    path: str, profile: Profile, official: OfficialStatus, record: Record, statute: Statute, as_of: date,
    known_by: date | None = None,
) -> ProfileRetrospect:  # fmt: skip
    """Return a profile's statuses around each official decision up to `as_of`, and on it.

    `official` is the organization's status today, which names it; `known_by` limits what hindsight may know.
    """

    def statuses(day: date, known: date | None) -> DayStatuses:
        names = [criterion.id for criterion in statute.criteria]
        judged = judge(profile, statute, day, known, (*names, OVERALL))
        found = {name: status for name, (status, _) in judged.items() if status is not None}
        return DayStatuses({name: found[name] for name in names}, found[OVERALL])

    entries = known(record, known_by).designations_of(official.entry.id) if official.entry is not None else ()
    moments: list[Moment] = []
    unlisted = not entries and official.doubt is None
    changes = _changes(profile, statute, as_of, known_by) if unlisted else ()
    for day, occasion, entry in (*changes, *_occasions(entries, as_of)):
        then, hindsight = statuses(day, day if known_by is None else min(day, known_by)), statuses(day, known_by)
        standing = Standing.UNCLEAR if official.doubt is not None else _standing(entries, day)
        before = moments[-1].then if moments else None
        outcome = _outcome(occasion, standing, before, then, hindsight)
        entry_id, certain = (entry.id, entry.is_certain) if entry is not None else (None, True)
        moments.append(
            Moment(
                day=day,
                occasion=occasion,
                entry=entry_id,
                official=standing,
                then=then,
                hindsight=hindsight,
                outcome=outcome,
                certain=certain,
            )
        )
    return ProfileRetrospect(path, profile.organization.name, official, tuple(moments))


def _standing(entries: tuple[Entry, ...], day: date) -> Standing:
    """Return the best standing that any designation of an organization has on a day."""
    found = {entry.standing(day) for entry in entries}
    return next((standing for standing in Standing if standing in found), Standing.NOT_LISTED)


def _occasions(entries: tuple[Entry, ...], as_of: date) -> Iterator[tuple[date, Occasion, Entry | None]]:
    """Yield the day before and the day of each decision up to a day, and that day."""
    eve = timedelta(days=1)
    for entry in entries:
        if entry.designated <= as_of:
            if entry.designated > FIRST_DAY:  # the day before it there was no law to judge by
                yield entry.designated - eve, Occasion.BEFORE_DESIGNATION, entry
            yield entry.designated, Occasion.DESIGNATION, entry
        if entry.delisted is not None and entry.delisted <= as_of:
            yield entry.delisted - eve, Occasion.BEFORE_DELISTING, entry
            yield entry.delisted, Occasion.DELISTING, entry
    yield as_of, Occasion.TODAY, None


def _changes(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None
) -> Iterator[tuple[date, Occasion, None]]:
    """Yield the days before a day on which a criterion came out otherwise than before."""
    later = turns(profile, statute, as_of - timedelta(days=1), known_by)[1:]
    yield from ((turn.day, Occasion.CHANGE, None) for turn in later)


def _outcome(
    occasion: Occasion, standing: Standing, before: DayStatuses | None, then: DayStatuses, hindsight: DayStatuses
) -> DecisionOutcome | None:
    """Return how the list and the checklist agree on a day; None where there is nothing to compare."""
    if occasion in _SHOWN_ONLY or standing is Standing.UNCLEAR:
        return None
    if occasion is Occasion.DESIGNATION:
        if then.overall is Status.MET:
            already = before is not None and before.overall is Status.MET
            return DecisionOutcome.ALREADY if already else DecisionOutcome.ON_THE_DAY
        return DecisionOutcome.HINDSIGHT if hindsight.overall is Status.MET else DecisionOutcome.NOT_CARRIED
    if hindsight.overall is Status.CONTESTED:
        return DecisionOutcome.OPEN
    if hindsight.overall is Status.NOT_ESTABLISHED:
        return DecisionOutcome.UNSETTLED
    agrees = (standing is Standing.DESIGNATED) == (hindsight.overall is Status.MET)
    return DecisionOutcome.AGREES if agrees else DecisionOutcome.DISAGREES
