"""A designation of the official record, its standing on a day, and the official status of an organization."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from fto_check.documents.dates import parse_day
from fto_check.documents.names import fold, forms, squeeze
from fto_check.problems.inert import FORBIDDEN

FIRST_DAY = date(1996, 4, 24)
"""The first day of Section 219: nothing was designated under it before."""
MAX_LIST_AGE = 90
"""Days after which "not listed" is warned of: new designations came every few weeks in 2025 and 2026."""
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
    UNCLEAR = "unclear"
    """The names may mean an organization of the list, or several, and none is guessed."""

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return self.value.replace("_", " ")


class Doubt(StrEnum):
    """Why it is unclear which organization of the list a name means."""

    SEVERAL = "several"
    """Several organizations have the names."""
    NEAR = "near"
    """The list has names like it."""
    INITIALS = "initials"
    """Only a set of initials is a name of the list's."""
    SCRIPT = "script"
    """The name is written in another script and sounds like none of the list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed name that a name is near, with the organization that has it."""

    group: str
    """The id of the organization."""
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record that is not the one in the package."""

    path: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.path} (sha256 {self.sha256})"

    @property
    def short(self) -> str:
        """The path, and enough of the hash to know the file by."""
        return f"{self.path}, sha256 {self.sha256[:12]}"


def _refuse_forbidden(text: str) -> str:
    if re.search(f"[{FORBIDDEN}]", text):
        raise ValueError("control or bidirectional characters are not allowed")
    return text


def _check_address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError("write an address that begins with https:// or http://")
    return text


Line = Annotated[str, AfterValidator(_refuse_forbidden)]
Day = Annotated[date, BeforeValidator(lambda value: parse_day(value) if isinstance(value, str) else value)]


class Entry(BaseModel):
    """One designation under Section 219."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[Line, Field(min_length=1)]
    aliases: tuple[Line, ...] = ()
    aliases_from: Line = ""
    """The list of aliases that was read whole; empty where only the main ones are known."""
    designated: Day
    """The day of legal effect."""
    delisted: Day | None = None
    """The first day on which the designation no longer stood."""
    delisted_reason: Line = ""
    organization: str = ""
    """The id of the entry that stands for the organization; empty where this entry does."""
    merged_into: str = ""
    """The id of the designation that took this one up."""
    confidence: Literal["high", "medium", "low"] = "medium"
    federal_register: Line = ""
    source_url: Annotated[Line, AfterValidator(_check_address)] = ""
    note: Line = ""
    """The uncertainties about the days."""

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
        """Whether the days are the days of legal effect, as far as was read."""
        return self.confidence == "high"

    @property
    def headlines(self) -> frozenset[str]:
        """The folded forms of the name under which the list has the entry."""
        return frozenset(filter(None, map(fold, forms(self.name))))

    def has_headline(self, name: str) -> bool:
        """Say whether the list has the entry under a name, and not by an alias; spaces do not matter."""
        return squeeze(name) in {head.replace(" ", "") for head in self.headlines}

    @property
    def names(self) -> frozenset[str]:
        """Every name of the entry, folded: its id, the forms of its name, its aliases."""
        return self.headlines | frozenset(filter(None, map(fold, (self.id, *self.aliases))))


class ListPeriod(NamedTuple):
    """A time on the official list."""

    since: date
    until: date | None
    """The first day after it; None while it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialStatus:
    """The official status of an organization on a day."""

    entry: Entry | None
    """None for an organization that the record does not know."""
    status: Standing
    since: date | None = None
    """The day of designation; None while it has not been reached."""
    until: date | None = None
    """The day of delisting; None while it has not been reached."""
    list_as_of: date
    """The day on which the list was last read whole."""
    doubt: Doubt | None = None
    """Why the status is unclear; None where it is not."""
    near: tuple[Candidate, ...] = ()
    """The organizations that a name may mean, each with its name that is like it, where the status is unclear."""
    file: RecordFile | None = None
    """The record that the status is from, where it is not the one in the package."""
    periods: tuple[ListPeriod, ...] = ()
    """All times on the list up to the day, by any designation of the organization."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The ids of the organizations that a name may mean, where that is unclear."""
        return tuple(candidate.group for candidate in self.near)

    def age(self, day: date) -> int:
        """Return the days from the list to a day; 0 for a day that the list covers."""
        return max((day - self.list_as_of).days, 0)
