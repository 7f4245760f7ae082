"""The official list on a day: every organization on it, what a name means there, and the warnings of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import Location, Problem, Severity, did_you_mean
from fto_check.profile.models import NO_RECORD, Organization
from fto_check.record.entry import MAX_LIST_AGE, Candidate, Doubt, OfficialStatus, RecordFile, Standing
from fto_check.record.record import Record

NOTICE = (
    "This is a copy of the public record with its own day and gaps, not the record itself: the Federal Register and "
    "the State Department's page decide. It says nothing of the criteria."
)
OLD_LIST = "FTO218"
UNCLEAR = "FTO202"


class NameStatus(StrEnum):
    """How a name stands on the official list on a day."""

    LISTED = "listed"
    DELISTED = "delisted"
    NOT_LISTED = "not_listed"
    UNCLEAR = "unclear"

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return self.value.replace("_", " ")


_STATUS_OF = {
    Standing.DESIGNATED: NameStatus.LISTED,
    Standing.DELISTED: NameStatus.DELISTED,
    Standing.NOT_LISTED: NameStatus.NOT_LISTED,
    Standing.UNCLEAR: NameStatus.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What the record says of one name on a day."""

    name: str
    official: OfficialStatus

    @property
    def status(self) -> NameStatus:
        """How the name stands on the list."""
        return _STATUS_OF[self.official.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAnswer:
    """An answer of `fto-check record --names`: what the record says of each of many names, in their order."""

    as_of: date
    known_by: date | None
    record: Record
    answers: tuple[NameAnswer, ...]

    def count(self, status: NameStatus) -> int:
        """Return how many names stand so on the list."""
        return sum(answer.status is status for answer in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An answer of `fto-check record`: the designations asked for, as they stood on `as_of`."""

    as_of: date
    known_by: date | None
    record: Record
    """The record that answers, as it was known."""
    name: str | None
    """The name asked for; None for the list of the day."""
    rows: tuple[OfficialStatus, ...]
    answer: NameAnswer | None = None
    """What the name means; None for the list of the day."""

    @property
    def list_as_of(self) -> date:
        """The day on which the list was last read whole."""
        return self.record.list_as_of

    @property
    def file(self) -> RecordFile | None:
        """The record that answers, where it is not the one in the package."""
        return self.record.file

    @property
    def age(self) -> int:
        """The days from the list to the day asked about; 0 for a day that the list covers."""
        return max((self.as_of - self.list_as_of).days, 0)

    @property
    def near(self) -> tuple[Candidate, ...]:
        """The organizations that the name may mean, where the record has not the name itself."""
        return self.answer.official.near if self.answer is not None and not self.rows else ()


def known(record: Record, known_by: date | None) -> Record:
    """Return the record as it was known on a day: no decision is known before it is made."""
    return record if known_by is None else record.as_known(known_by)


def look_up(record: Record, name: str | None, as_of: date, known_by: date | None = None) -> Listing:
    """Return the list of a day, or every designation by the id, name or alias `name`, whatever its status then."""
    listed = known(record, known_by)
    if name is None:
        rows = tuple(listed.status(entry, as_of) for entry in listed.listed_on(as_of))
        return Listing(as_of=as_of, known_by=known_by, record=listed, name=None, rows=rows)
    found = listed.find(name) or listed.identify((name,)).entries
    rows = tuple(listed.status(entry, as_of) for entry in found)
    answer = answer_name(listed, name, as_of)
    return Listing(as_of=as_of, known_by=known_by, record=listed, name=name, rows=rows, answer=answer)


def answer_name(record: Record, name: str, as_of: date) -> NameAnswer:
    """Return what the record says of a name, an id too, on a day."""
    by_id = name if name in record.by_id else None
    return NameAnswer(name, record.standing_of(by_id, (name,), as_of))


def answer_names(record: Record, names: Iterable[str], as_of: date, known_by: date | None = None) -> NamesAnswer:
    """Return what the record says of each of many names on a day."""
    listed = known(record, known_by)
    answers = tuple(answer_name(listed, name, as_of) for name in names)
    return NamesAnswer(as_of=as_of, known_by=known_by, record=listed, answers=answers)


def age_warning(record: Record, as_of: date, most: int, place: Location | None = None) -> Problem | None:
    """Return the warning that a list is too old to say "not listed" by it on a day; None where it is not."""
    age = (as_of - record.list_as_of).days
    if age <= most:
        return None
    message = (
        f"'not listed' by a list of {record.list_as_of}, {age} days old on {as_of}: newer designations are missing"
    )
    hint = (
        "look at the State Department's page, or refresh the record (`record --from entities.ftm.json -o FILE`); "
        "`max-list-age` sets how many days are too many"
    )
    place = place or Location(record.file.path if record.file is not None else "designations.csv")
    return Problem(OLD_LIST, Severity.WARNING, message, place, hint)


def warnings_of(record: Record, answers: Iterable[NameAnswer], as_of: date, most: int) -> list[Problem]:
    """Return the warnings of answers about names: of those that are unclear, and of "not listed" by an old list."""
    given = tuple(answers)
    problems = []
    place = Location(record.file.path if record.file is not None else "designations.csv")
    unclear = [answer for answer in given if answer.status is NameStatus.UNCLEAR]
    if unclear:
        first = _unclear(unclear[0].official, (unclear[0].name,))
        more = f", and {len(unclear) - 1} more names are unclear" if len(unclear) > 1 else ""
        hint = "compare the candidates; an id asks for one of them"
        problems.append(Problem(UNCLEAR, Severity.WARNING, f"'{unclear[0].name}': {first}{more}", place, hint))
    if any(answer.status is NameStatus.NOT_LISTED for answer in given):
        old = age_warning(record, as_of, most)
        problems += [old] if old is not None else []
    return problems


def identify(
    record: Record,
    organization: Organization,
    document: Document,
    as_of: date,
    known_by: date | None = None,
    *,
    max_list_age: int = MAX_LIST_AGE,
) -> tuple[OfficialStatus | None, list[Problem]]:
    """Return the official status of a profile's organization on a day, and the problems of finding it in the record."""
    listed = known(record, known_by)
    given, names = organization.record, (organization.name, *organization.aliases)
    if given is not None and given != NO_RECORD and given not in record.by_id:
        hint = did_you_mean(given, record.by_id)
        hint = hint or f"`fto-check record NAME` finds it; `record: {NO_RECORD}` for one never designated"
        where = document.locate(("organization", "record"))
        return None, [
            Problem("FTO120", Severity.ERROR, f"the official record has no designation '{given}'", where, hint)
        ]
    problems = []
    if given == NO_RECORD:
        found = listed.standing_of(None, ("",), as_of)
    else:
        found = listed.standing_of(given, names, as_of)
    if given is not None and (other := _other_than_given(record, given, names)) is not None:
        hint = "correct the id, or add the name on the list to the aliases"
        where = document.locate(("organization", "record"))
        problems.append(Problem("FTO217", Severity.WARNING, other, where, hint))
    if found.status is Standing.UNCLEAR:
        where = document.locate(("organization", "name"), at_key=True)
        hint = f"name the right one with 'record:', or write `record: {NO_RECORD}` if it is none of the list"
        problems.append(Problem(UNCLEAR, Severity.WARNING, _unclear(found, names), where, hint))
    if found.status is Standing.NOT_LISTED:
        old = age_warning(listed, as_of, max_list_age, document.locate(("organization", "name"), at_key=True))
        problems += [old] if old is not None else []
    return found, problems


def _other_than_given(record: Record, given: str, names: tuple[str, ...]) -> str | None:
    """Return what speaks against the entry that a profile names; None if nothing does."""
    if given == NO_RECORD:
        meant = record.identify(names)
        if not meant.entries:
            return None
        return f"the official record has the name of the profile: {meant.entries[-1].name} ('{meant.entries[-1].id}')"
    if record.has_name(given, names):
        return None
    return f"'{given}' of the official record is {record.by_id[given].name}, which is no name of the profile"


def _unclear(found: OfficialStatus, names: tuple[str, ...]) -> str:
    """Say why it is unclear which organization of the record is meant."""
    ids = ", ".join(found.candidates)
    match found.doubt:
        case Doubt.SEVERAL:
            return f"the official record has several organizations by these names: {ids}"
        case Doubt.INITIALS:
            return f"only initials among the names are in the official record: {ids}"
        case Doubt.SCRIPT:
            return f"'{names[0]}' is written in a script that cannot be compared with the official record"
    near = ", ".join(f"{candidate.name} ({candidate.group})" for candidate in found.near)
    return f"the official record has names like these: {near}"
