"""The official list on a day: all who stood on it, or every designation that a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fto_check.errors import Problem, Severity, did_you_mean
from fto_check.official.record import OfficialStatus, Record
from fto_check.profile import Organization
from fto_check.source import Document

NOTICE = (
    "This is a copy of the public record with its own day and gaps, not the record itself: the Federal Register and "
    "the State Department's page decide. It says nothing of the criteria."
)


@dataclass(frozen=True)
class Listing:
    """An answer of `fto-check record`: the designations asked for, as they stood on `as_of`.

    `name` is None for the list of the day. `near` are names of the record like one that it lacks.
    """

    as_of: date
    known_by: date | None
    list_as_of: date
    name: str | None
    rows: tuple[OfficialStatus, ...]
    near: tuple[str, ...] = ()

    @property
    def age(self) -> int:
        """How many days older than the day asked about the list is; 0 for a day that it covers."""
        return max((self.as_of - self.list_as_of).days, 0)


def known_on(as_of: date, known_by: date | None) -> date:
    """Return the day of the list that was known: decisions are published, so nobody knows a later one."""
    return as_of if known_by is None else min(as_of, known_by)


def look_up(record: Record, name: str | None, as_of: date, known_by: date | None = None) -> Listing:
    """Return the list of a day, or every designation by the id, name or alias `name`, whatever its status then."""
    day = known_on(as_of, known_by)
    found = record.listed_on(day) if name is None else record.find(name)
    near = record.nearest(name) if name is not None and not found else ()
    rows = tuple(record.status(entry, day) for entry in found)
    return Listing(as_of, known_by, record.list_as_of, name, rows, near)


def identify(
    record: Record, organization: Organization, document: Document, day: date
) -> tuple[OfficialStatus | None, list[Problem]]:
    """Return the official status of a profile's organization on a day, and what is wrong about which it is."""
    if organization.record is not None and organization.record not in record.by_id:
        hint = did_you_mean(organization.record, record.by_id)
        hint = hint or "`fto-check record NAME` finds it; leave the key out for an organization never designated"
        where = document.locate(("organization", "record"))
        message = f"the official record has no designation '{organization.record}'"
        return None, [Problem("FTO120", Severity.ERROR, message, where, hint)]
    found = record.standing_of(organization.record, (organization.name, *organization.aliases), day)
    if not found.candidates:
        return found, []
    where = document.locate(("organization", "name"), at_key=True)
    message = "the official record has several organizations by these names: " + ", ".join(found.candidates)
    return found, [Problem("FTO202", Severity.WARNING, message, where, f"write 'record: {found.candidates[0]}'")]
