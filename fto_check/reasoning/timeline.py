"""The days on which a profile's statuses change, and what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Item, Organization, Profile
from fto_check.reasoning.days import judge_days
from fto_check.reasoning.rules import FRESH_YEARS, stale_from


class Turn(NamedTuple):
    """A day from which the statuses are these, until the next turn; `causes` say what happened that day."""

    day: date
    statuses: Mapping[str, Status]
    causes: tuple[str, ...]


def turns(profile: Profile, statute: Statute, until: date, known_by: date | None = None) -> list[Turn]:
    """Return the days up to `until` on which a criterion, or the three together, comes out otherwise than before.

    The first turn is the first day of the law. Nothing can change but where an item begins, the
    organization begins or ends, support grows older than the present tense allows, or the law changes: only these days
    are looked at.
    """
    names = (*(criterion.id for criterion in statute.criteria), OVERALL)
    found: list[Turn] = []
    days = sorted(_days(profile, statute, until).items())
    answers = judge_days(profile, statute, {(day, known_by): names for day, _ in days}, losses=False)
    for day, causes in days:
        statuses = {name: status for name, status in answers[day, known_by].statuses.items() if status is not None}
        if not found or dict(found[-1].statuses) != statuses:
            found.append(Turn(day, statuses, tuple(causes)))
    return found


def _days(profile: Profile, statute: Statute, until: date) -> dict[date, list[str]]:
    """Return every day on which a status can change, with what happens on it."""
    first = statute.versions[0].version
    days: dict[date, list[str]] = {first: [f"{statute.versions[0].short} takes effect"]}
    for version in statute.versions[1:]:
        days.setdefault(version.version, []).append(f"{version.short}: {' '.join(version.changed.split())}")
    for day, cause in (*_of_organization(profile.organization), *_of_items(profile, statute)):
        if first < day <= until:
            days.setdefault(day, []).extend([cause] if cause is not None else [])
    return {day: list(dict.fromkeys(causes)) for day, causes in days.items() if day <= until}


def _of_organization(organization: Organization) -> Iterator[tuple[date, str]]:
    """Yield the first day on which an organization may exist, and the first after its end."""
    founded, dissolved = organization.founded, organization.dissolved
    if founded is not None and founded.earliest is not None:
        yield founded.earliest, f"it was founded ({founded.text})"
    if dissolved is not None and dissolved.latest is not None and dissolved.latest < date.max:
        yield dissolved.latest + timedelta(days=1), f"it was dissolved ({dissolved.text})"


def _of_items(profile: Profile, statute: Statute) -> Iterator[tuple[date, str | None]]:
    """Yield the days on which an item begins or ages, with what happens; None where its age takes nothing away."""
    for item_id, item in profile.evidence.items():
        if item.is_context:
            continue
        if item.when is not None:
            begins = item.when.last_begins if item.when.unknown_start else item.when.earliest
            if begins is not None:
                yield begins, f"{item_id}: {item.claim}"
            latest = item.when.latest
            if _lists(item, statute) and latest is not None and latest < date.max:
                yield latest + timedelta(days=1), f"{item_id}: the listing ended ({item.when.text})"
        spans = [item.when, *(profile.sources[citation.source].published for citation in item.sources)]
        for span in spans:
            for end in (span.latest, span.earliest) if span is not None else ():
                if end is not None:
                    old = f"{item_id} is more than {FRESH_YEARS} years old" if _ages(item, statute) else None
                    yield stale_from(end), old
            if span is not None and span.earliest is not None:
                yield span.earliest, f"{item_id}: {item.claim}"


def _lists(item: Item, statute: Statute) -> bool:
    """Return whether an item shows a listing over a time, which may end."""
    named = {*item.supports, *item.disputes, *item.contradicts}
    listed = any(node.id in named for node in statute.with_rule(Rule.WHILE_LISTED))
    return listed and item.when is not None and item.when.is_closed_range


def _ages(item: Item, statute: Statute) -> bool:
    """Return whether an item speaks for a part in the present tense: what speaks against something does not age."""
    named = {*item.supports, *item.disputes} - statute.exceptions
    return any(statute.is_below(name, Rule.FRESH) for name in named)
