"""The official list on a day: all who stood on it, or every designation that a name may mean."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import Problem, Severity, did_you_mean
from fto_check.profile.models import Organization
from fto_check.record.entry import OfficialStatus
from fto_check.record.record import Record

NOTICE = (
    "This is a copy of the public record with its own day and gaps, not the record itself: the Federal Register and "
    "the State Department's page decide. It says nothing of the criteria."
)


class Listing(NamedTuple):
    """An answer of `fto-check record`: the designations asked for, as they stood on `as_of`.

    `name` is None for the list of the day. `near` are names like one that the record lacks, each
    with the id of its entry.
    """

    as_of: date
    known_by: date | None
    list_as_of: date
    name: str | None
    rows: tuple[OfficialStatus, ...]
    near: tuple[tuple[str, str], ...] = ()

    @property
    def age(self) -> int:
        """How many days older than the day asked about the list is; 0 for a day that it covers."""
        return max((self.as_of - self.list_as_of).days, 0)


def known(record: Record, known_by: date | None) -> Record:
    """Return the record as far as known by a day: decisions are published, so nobody knows a later one."""
    return record if known_by is None else record.as_known(known_by)


def look_up(record: Record, name: str | None, as_of: date, known_by: date | None = None) -> Listing:
    """Return the list of a day, or every designation by the id, name or alias `name`, whatever its status then."""
    listed = known(record, known_by)
    found = listed.listed_on(as_of) if name is None else listed.find(name)
    near = listed.nearest(name) if name is not None and not found else ()
    rows = tuple(listed.status(entry, as_of) for entry in found)
    return Listing(as_of, known_by, record.list_as_of, name, rows, near)


def identify(
    record: Record, organization: Organization, document: Document, as_of: date, known_by: date | None = None
) -> tuple[OfficialStatus | None, list[Problem]]:
    """Return the official status of a profile's organization on a day, and what is wrong about which it is."""
    if organization.record is not None and organization.record not in record.by_id:
        hint = did_you_mean(organization.record, record.by_id)
        hint = hint or "`fto-check record NAME` finds it; leave the key out for an organization never designated"
        where = document.locate(("organization", "record"))
        message = f"the official record has no designation '{organization.record}'"
        return None, [Problem("FTO120", Severity.ERROR, message, where, hint)]
    names = (organization.name, *organization.aliases)
    found = known(record, known_by).standing_of(organization.record, names, as_of)
    if organization.record is not None and not record.has_name(organization.record, names):
        entry = record.by_id[organization.record]
        message = f"'{entry.id}' of the official record is {entry.name}, which is no name of the profile"
        hint = "correct the id, or add the name on the list to the aliases"
        return found, [Problem("FTO217", Severity.WARNING, message, document.locate(("organization", "record")), hint)]
    if not found.candidates:
        return found, []
    where = document.locate(("organization", "name"), at_key=True)
    message = "the official record has several organizations by these names: " + ", ".join(found.candidates)
    return found, [Problem("FTO202", Severity.WARNING, message, where, "name the right one with 'record:'")]
