"""The days on which a profile's statuses change, and what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Item, Organization, Profile
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.days import judge_days
from fto_check.reasoning.rules import FRESH_YEARS, stale_from


class EventKind(StrEnum):
    """Why a status can change on a day."""

    LAW = "law"
    """A version of the law takes effect."""
    FACT = "fact"
    """An item begins, or its source is published."""
    AGE = "age"
    """An item grows older than the present tense allows."""
    END = "end"
    """A listing that an item shows has ended."""
    EXISTENCE = "existence"
    """The organization is founded, or has been dissolved."""


class Event(NamedTuple):
    """Something that happens on a day and can change a status."""

    kind: EventKind
    text: str
    """What happens, as a reader sees it."""
    item: str | None = None
    """The id of the item; None for a version of the law."""


class Turn(NamedTuple):
    """A day from which the statuses are these, until the next turn."""

    day: date
    statuses: Mapping[str, Status]
    events: tuple[Event, ...]
    """What happened that day."""

    @property
    def causes(self) -> tuple[str, ...]:
        """What happened that day, as a reader sees it."""
        return tuple(event.text for event in self.events)


def turns(
    profile: Profile, statute: Statute, until: date, known_by: date | None = None,
    assumptions: Mapping[str, Status] | None = None,
) -> list[Turn]:  # fmt: skip
    """Return the days up to `until` on which a criterion, or the three together, comes out otherwise than before.

    The first turn is the first day of the law. Nothing can change but where an item begins or ends, the organization
    begins or ends, support grows older than the present tense allows, or the law changes: only these days are looked
    at.
    """
    names = (*(criterion.id for criterion in statute.criteria), OVERALL)
    found: list[Turn] = []
    days = sorted(days_of_change(profile, statute, until).items())
    given = assumptions or {}
    answers = judge_days(profile, statute, {(day, known_by): names for day, _ in days if not given}, losses=False)
    for day, events in days:
        if given:
            judged = {name: one for name, (one, _) in judge(profile, statute, day, known_by, names, given).items()}
        else:
            judged = dict(answers[day, known_by].statuses)
        statuses = {name: status for name, status in judged.items() if status is not None}
        if not found or dict(found[-1].statuses) != statuses:
            found.append(Turn(day, statuses, tuple(events)))
    return found


def days_of_change(profile: Profile, statute: Statute, until: date) -> Mapping[date, Sequence[Event]]:
    """Return every day up to `until` on which a status can change, with what happens on it; age may say nothing."""
    first = statute.versions[0].version
    days: dict[date, list[Event]] = {first: [Event(EventKind.LAW, f"{statute.versions[0].short} takes effect")]}
    for version in statute.versions[1:]:
        changed = f"{version.short}: {' '.join(version.changed.split())}"
        days.setdefault(version.version, []).append(Event(EventKind.LAW, changed))
    for day, event in (*_of_organization(profile.organization), *_of_items(profile, statute)):
        if first < day <= until:
            days.setdefault(day, []).extend([event] if event is not None else [])
    return {day: list(dict.fromkeys(events)) for day, events in days.items() if day <= until}


def _of_organization(organization: Organization) -> Iterator[tuple[date, Event]]:
    """Yield the first day on which an organization may exist, and the first after its end."""
    founded, dissolved = organization.founded, organization.dissolved
    if founded is not None and founded.known_from is not None:
        yield founded.known_from, Event(EventKind.EXISTENCE, f"it was founded ({founded.text})")
    if dissolved is not None and dissolved.latest is not None and dissolved.latest < date.max:
        said = f"it was dissolved ({dissolved.text})"
        yield dissolved.latest + timedelta(days=1), Event(EventKind.EXISTENCE, said)


def _of_items(profile: Profile, statute: Statute) -> Iterator[tuple[date, Event | None]]:
    """Yield the days on which an item begins, ends or ages, with what happens; None where age takes nothing away."""
    for item_id, item in profile.evidence.items():
        if item.is_context:
            continue
        begins = Event(EventKind.FACT, f"{item_id}: {item.claim}", item_id)
        ages = Event(EventKind.AGE, f"{item_id} is more than {FRESH_YEARS} years old", item_id)
        if item.when is not None:
            if item.when.known_from is not None:
                yield item.when.known_from, begins
            if _is_listing(item, statute) and item.when.latest is not None and item.when.latest < date.max:
                yield item.when.latest + timedelta(days=1), Event(EventKind.END, f"{item_id} has ended", item_id)
        spans = [item.when, *(profile.sources[citation.source].published for citation in item.sources)]
        for span in spans:
            for end in (span.latest, span.earliest) if span is not None else ():
                if end is not None:
                    yield stale_from(end), ages if _ages(item, statute) else None
            if span is not None and span.earliest is not None:
                yield span.earliest, begins


def _ages(item: Item, statute: Statute) -> bool:
    """Return whether an item speaks for a part in the present tense: what speaks against something does not age."""
    named = {*item.supports, *item.disputes} - statute.exceptions
    return any(statute.is_below(name, Rule.FRESH) for name in named)


def _is_listing(item: Item, statute: Statute) -> bool:
    """Return whether an item shows a listing for a time, which is no evidence after it."""
    every = (*item.supports, *item.disputes, *item.contradicts)
    named = (statute.by_id[name] for name in every if name in statute.by_id)
    closed = item.when is not None and item.when.is_closed_range
    return closed and any(Rule.WHILE_LISTED in node.rules for node in named)
