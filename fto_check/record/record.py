"""The record of designations under Section 219: its rows, their standing on a day, and finding one by a name."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from fto_check.documents.dates import parse_day
from fto_check.documents.names import NEAR, fold, forms, likeness, squeeze
from fto_check.documents.textfile import read_text
from fto_check.problems.inert import FORBIDDEN
from fto_check.problems.problems import (
    MAX_TOLD,
    InvalidDocumentError,
    Location,
    Problem,
    Severity,
    clip,
    did_you_mean,
    first_told,
)  # fmt: skip

RECORD_FILE = Path(__file__).parent / "designations.csv"
COLUMNS = (
    "id", "name", "aliases", "designated", "delisted", "delisted_reason", "organization", "merged_into", "confidence",
    "federal_register", "source_url", "note",
)  # fmt: skip
LIST_AS_OF = "# list_as_of:"
FIRST_DAY = date(1996, 4, 24)
"""The first day of Section 219: nothing was designated under it before."""
CONFIDENCE_MEANING = {
    "high": "the State Department or the Federal Register gives the date, and nothing read contradicts it",
    "medium": "the day of publication was not seen, or one source only, or sources a day or so apart",
    "low": "designated or delisted for certain, but the day itself was not seen",
}


class Standing(StrEnum):
    """The official status of an organization on a day."""

    DESIGNATED = "designated"
    DELISTED = "delisted"
    NOT_LISTED = "not_listed"

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return self.value.replace("_", " ")


def _clean(text: str) -> str:
    if re.search(f"[{FORBIDDEN}]", text):
        raise ValueError("control or bidirectional characters are not allowed")
    return text


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError("write an address that begins with https:// or http://")
    return text


Line = Annotated[str, AfterValidator(_clean)]
Day = Annotated[date, BeforeValidator(lambda value: parse_day(value) if isinstance(value, str) else value)]


class Entry(BaseModel):
    """One designation: from `designated` (the day of legal effect) to the day before `delisted`.

    `organization` is the id of the entry whose organization this is (its own where it was designated once);
    `merged_into` that of the designation which took it up. `note` says what is uncertain about the dates.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[Line, Field(min_length=1)]
    aliases: tuple[Line, ...] = ()
    designated: Day
    delisted: Day | None = None
    delisted_reason: Line = ""
    organization: str = ""
    merged_into: str = ""
    confidence: Literal["high", "medium", "low"] = "medium"
    federal_register: Line = ""
    source_url: Annotated[Line, AfterValidator(_address)] = ""
    note: Line = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Entry:
        if self.designated < FIRST_DAY:
            raise ValueError(f"designated before there was a Section 219 ({FIRST_DAY.isoformat()})")
        if self.delisted is not None and self.delisted <= self.designated:
            raise ValueError("delisted before it was designated")
        return self

    @property
    def group(self) -> str:
        """The id of the organization."""
        return self.organization or self.id

    def standing(self, day: date) -> Standing:
        """Return whether this designation stood on a day, had ended, or was not made yet."""
        if day < self.designated:
            return Standing.NOT_LISTED
        ended = self.delisted is not None and self.delisted <= day
        return Standing.DELISTED if ended else Standing.DESIGNATED

    @property
    def is_certain(self) -> bool:
        """Whether the days are those of legal effect, as far as was read."""
        return self.confidence == "high"

    @property
    def headlines(self) -> frozenset[str]:
        """The forms of the name that it stands under on the list, folded."""
        return frozenset(filter(None, map(fold, forms(self.name))))

    @property
    def names(self) -> frozenset[str]:
        """Everything that the entry is called, folded: id, forms of the name, aliases."""
        return self.headlines | frozenset(filter(None, map(fold, (self.id, *self.aliases))))


class OfficialStatus(NamedTuple):
    """What the record says of an organization on a day; `since` and `until` are None where they have not come yet.

    `entry` is None for an organization that the record does not know. `candidates` are the ids of the organizations
    that a name may mean, where it may mean several: then there is no status.
    """

    entry: Entry | None
    status: Standing | None
    since: date | None
    until: date | None
    list_as_of: date
    candidates: tuple[str, ...] = ()


def official_text(found: OfficialStatus, day: date) -> str:
    """Say an official status in a few words: what, since when, by which row of which list."""
    if found.candidates:
        return f"unclear, since the list has several organizations by these names ({', '.join(found.candidates)})"
    assert found.status is not None
    said = found.status.words
    if found.since is not None:
        said += f" {'from' if found.until is not None else 'since'} {found.since.isoformat()}"
    if found.until is not None:
        said += f" to {found.until.isoformat()}"
    if found.entry is not None and not found.entry.is_certain and found.since is not None:
        said += ", the day not certain"
    elif found.entry is not None and found.entry.confidence == "low" and found.list_as_of <= day:
        said += f" as far as is known: it was by {found.entry.designated.isoformat()}, the day itself not seen"
    where = f"{found.entry.id}, " if found.entry is not None else ""
    return f"{said} ({where}list of {found.list_as_of.isoformat()}{age_text(found.list_as_of, day)})"


def age_text(list_as_of: date, day: date) -> str:
    """Say how old the list is for a day after it; nothing for a day that it covers."""
    days = (day - list_as_of).days
    return "" if days <= 0 else f", {days} {'day' if days == 1 else 'days'} old on that day"


@dataclass(frozen=True)
class Record:
    """All designations, in the order of their days, and the day on which the list was last read whole."""

    list_as_of: date
    entries: tuple[Entry, ...]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in {squeeze(name) for name in entry.names}:
                found.setdefault(name, []).append(entry)
        return found

    def listed_on(self, day: date) -> tuple[Entry, ...]:
        """Return the designations that stood on a day."""
        return tuple(entry for entry in self.entries if entry.standing(day) is Standing.DESIGNATED)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return every designation with this id, name or alias; case, accents, apostrophes and spaces do not matter."""
        return tuple(self._by_name.get(squeeze(name), ()))

    def designations_of(self, organization: str) -> tuple[Entry, ...]:
        """Return the designations of an organization, by the id of any of them."""
        group = self.by_id[organization].group
        return tuple(entry for entry in self.entries if entry.group == group)

    def has_name(self, organization: str, names: Iterable[str]) -> bool:
        """Say whether a designation of an organization, by the id of any of them, has one of some names."""
        known = {squeeze(form) for entry in self.designations_of(organization) for name in entry.names
                 for form in forms(name)}  # fmt: skip
        return any(squeeze(form) in known - {""} for name in names for form in forms(name))

    def nearest(self, name: str, count: int = 5) -> tuple[tuple[str, str], ...]:
        """Return names near to one that the record lacks, each with its id: those that hold or resemble its words."""
        if not fold(name):
            return ()
        scored: list[tuple[float, int, str, str]] = []
        for entry in self.entries:
            best = max(
                ((likeness(name, form), shown) for shown in (entry.name, *entry.aliases)
                 for form in forms(shown)), key=lambda pair: pair[0],
            )  # fmt: skip
            scored.append((best[0], len(scored), best[1], entry.id))
        good = sorted((score for score in scored if score[0] >= NEAR), key=lambda score: (-score[0], score[1]))
        return tuple((shown, entry_id) for _, _, shown, entry_id in good[:count])

    def as_known(self, day: date) -> Record:
        """Return the record as it stood on a day: without what was decided later, and what was noted of it."""
        entries = []
        for entry in self.entries:
            if entry.designated > day:
                continue
            if entry.delisted is not None and entry.delisted > day:
                entry = entry.model_copy(update={"delisted": None, "delisted_reason": "", "note": ""})
            entries.append(entry)
        return Record(self.list_as_of, tuple(entries))

    def standing_of(self, record_id: str | None, names: Iterable[str], day: date) -> OfficialStatus:
        """Return the official status on a day of the organization that `record_id` names, else exactly one name."""
        if record_id is not None:
            groups = [self.by_id[record_id].group] if record_id in self.by_id else []
        else:
            groups = sorted({entry.group for name in names for entry in self.find(name)})
        if len(groups) > 1:
            return OfficialStatus(None, None, None, None, self.list_as_of, tuple(groups))
        if not groups:
            return OfficialStatus(None, Standing.NOT_LISTED, None, None, self.list_as_of)
        return self.status(self._speaking(self.designations_of(groups[0]), day), day)

    @staticmethod
    def _speaking(entries: tuple[Entry, ...], day: date) -> Entry:
        """Return the designation that says how things stood: the last one made by the day, else the first to come."""
        made = [entry for entry in entries if entry.designated <= day]
        return made[-1] if made else entries[0]

    def status(self, entry: Entry, day: date) -> OfficialStatus:
        """Return how one designation stood on a day."""
        standing = entry.standing(day)
        since = None if standing is Standing.NOT_LISTED else entry.designated
        until = entry.delisted if standing is Standing.DELISTED else None
        return OfficialStatus(entry, standing, since, until, self.list_as_of)


@cache
def load_record(path: str | None = None) -> Record:
    """Return the record from the package's data, or from a file in the same form (`fto-check record --from … -o`).

    Raises InvalidDocumentError with everything that is wrong, by line.
    """
    return read_record(os.fspath(RECORD_FILE) if path is None else path)


def read_record(path: str) -> Record:
    """Read and validate a record; InvalidDocumentError (FTO014) holds the problems of the file."""
    lines = read_text(path).splitlines(keepends=True)
    problems: list[Problem] = []

    def wrong(line: int, message: str, hint: str | None = None, column: int = 1) -> None:
        place = Location(path, min(line, max(len(lines), 1)), column)  # not below the last
        problems.append(Problem("FTO014", Severity.ERROR, message, place, hint))
        if len(problems) > MAX_TOLD:
            raise InvalidDocumentError(path, first_told(problems))

    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    as_of = _list_as_of(lines[:head], wrong)
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    for number, row in _rows(lines[head:], head, wrong):
        entry = _entry(number, row, wrong)
        if entry is None:
            continue
        if entry.id in seen:
            first = seen[entry.id]
            wrong(number, f"the id '{clip(entry.id)}' stands in line {first} already", "one row for each designation")
            continue
        seen[entry.id] = number
        entries.append(entry)
    _check_references(entries, seen, wrong)
    if not entries and not problems:
        wrong(head + 1, "there is no designation in it", "take the file that `fto-check record --from … -o` writes")
    if problems:
        raise InvalidDocumentError(path, sorted(problems, key=lambda problem: problem.location))
    assert as_of is not None
    return Record(as_of, tuple(sorted(entries, key=lambda entry: (entry.designated, fold(entry.name)))))


def _list_as_of(comments: list[str], wrong: Any) -> date | None:
    for number, line in enumerate(comments, 1):
        if line.startswith(LIST_AS_OF):
            try:
                return parse_day(line.removeprefix(LIST_AS_OF).strip())
            except ValueError as error:
                wrong(number, f"list_as_of: {error}", "write the day on which the list was read, such as 2026-06-08")
                return None
    wrong(1, "the file does not say of which day the list is", f"begin it with a line '{LIST_AS_OF} 2026-06-08'")
    return None


def _rows(lines: list[str], offset: int, wrong: Any) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO("".join(lines), newline=""), strict=True)
    try:
        header = next(reader, [])
        for twice in [name for name, count in Counter(header).items() if count > 1]:
            wrong(offset + 1, f"the column '{clip(twice)}' stands twice")
        for unknown in (name for name in header if name not in COLUMNS):
            wrong(offset + 1, f"the column '{clip(unknown)}' is unknown", did_you_mean(unknown, COLUMNS))
        for missing in (name for name in ("id", "name", "designated") if name not in header):
            wrong(offset + 1, f"there is no column '{missing}'", "the columns are " + ", ".join(COLUMNS))
            return
        for row in reader:
            line = offset + reader.line_num
            if not row:
                continue
            if len(row) != len(header):
                wrong(line, f"{len(row)} columns where there should be {len(header)}", "is the file whole?")
                continue
            yield line, {name: value.strip() for name, value in zip(header, row, strict=True) if name in COLUMNS}
    except csv.Error as error:
        wrong(offset + reader.line_num, f"not CSV: {error}", "is the file whole?")


def _entry(line: int, row: dict[str, str], wrong: Any) -> Entry | None:
    given: dict[str, Any] = {name: value for name, value in row.items() if value}
    if "aliases" in given:
        given["aliases"] = tuple(filter(None, (alias.strip() for alias in given["aliases"].split(";"))))
    try:
        return Entry.model_validate(given)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            field = details["loc"][0] if details["loc"] else row.get("id", "")
            said = details["msg"].removeprefix("Value error, ")
            wrong(line, f"{field}: {said}" if details["type"] != "missing" else f"'{field}' is empty")
        return None


def _check_references(entries: list[Entry], lines: dict[str, int], wrong: Any) -> None:
    last: dict[str, Entry] = {}
    by_id = {entry.id: entry for entry in entries}
    for entry in sorted(entries, key=lambda entry: entry.designated):
        for column in ("organization", "merged_into"):
            name = getattr(entry, column)
            if name and name not in lines:
                wrong(lines[entry.id], f"{column}: there is no entry '{clip(name)}'", did_you_mean(name, lines))
            elif name == entry.id:
                wrong(lines[entry.id], f"{column}: this is the entry itself", "leave it empty")
            elif name and getattr(by_id[name], column):
                wrong(lines[entry.id], f"{column}: '{clip(name)}' points further", "name the last one")
        before = last.get(entry.group)
        if before is not None and (before.delisted is None or before.delisted > entry.designated):
            wrong(lines[entry.id], f"'{entry.id}' begins before '{before.id}', of the same organization, ends")
        last[entry.group] = entry


def write_record(record: Record) -> str:
    """Return a record in the form that `read_record` takes."""
    out = io.StringIO()
    out.write(f"# The official record of designations under Section 219, in the form of fto-check.\n{LIST_AS_OF} ")
    out.write(f"{record.list_as_of.isoformat()}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in record.entries:
        writer.writerow(_text(getattr(entry, column)) for column in COLUMNS)
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(part.replace(";", ",") for part in value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
