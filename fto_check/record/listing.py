"""The official list on a day: every organization on it, or every designation that a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import Problem, Severity, did_you_mean
from fto_check.profile.models import Organization
from fto_check.record.entry import OfficialStatus
from fto_check.record.record import Record

NOTICE = (
    "This is a copy of the public record with its own day and gaps, not the record itself: the Federal Register and "
    "the State Department's page decide. It says nothing of the criteria."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An answer of `fto-check record`: the designations asked for, as they stood on `as_of`."""

    as_of: date
    known_by: date | None
    list_as_of: date
    name: str | None
    """The name asked for; None for the list of the day."""
    rows: tuple[OfficialStatus, ...]
    near: tuple[tuple[str, str], ...] = ()
    """Names like the one asked for, which the record lacks, each with the id of its entry."""

    @property
    def age(self) -> int:
        """The days from the list to the day asked about; 0 for a day that the list covers."""
        return max((self.as_of - self.list_as_of).days, 0)


def known(record: Record, known_by: date | None) -> Record:
    """Return the record as it was known on a day: no decision is known before it is made."""
    return record if known_by is None else record.as_known(known_by)


def look_up(record: Record, name: str | None, as_of: date, known_by: date | None = None) -> Listing:
    """Return the list of a day, or every designation by the id, name or alias `name`, whatever its status then."""
    listed = known(record, known_by)
    found = listed.listed_on(as_of) if name is None else listed.find(name)
    near = listed.nearest(name) if name is not None and not found else ()
    rows = tuple(listed.status(entry, as_of) for entry in found)
    return Listing(as_of=as_of, known_by=known_by, list_as_of=record.list_as_of, name=name, rows=rows, near=near)


def identify(
    record: Record, organization: Organization, document: Document, as_of: date, known_by: date | None = None
) -> tuple[OfficialStatus | None, list[Problem]]:
    """Return the official status of a profile's organization on a day, and the problems of finding it in the record."""
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
