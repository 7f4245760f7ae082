"""The content of a file of an official list, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fto_check.problems.problems import Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity (neither person, vessel nor aircraft) on OFAC's list of Specially Designated Nationals.

    `uid` is OFAC's number, the same in the CSV and XML files and from one day to the next. `aliases` holds every
    other name, former ones too; `weak` those among them that OFAC calls weak: short or generic, such as `GI`.
    `tags` are the sanctions programs, such as `FTO` and `SDGT`, in the order of the file. The tag `FTO` is not the
    legal status: some parts of one organization carry it each, and some designated organizations lack it.
    """

    uid: int
    name: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def is_tagged(self) -> bool:
        """Whether the entity carries the tag `FTO`."""
        return "FTO" in self.tags


@dataclass(frozen=True, slots=True)
class OfacSnapshot:
    """OFAC's list as one file gives it.

    `published` is the day that the file states; the CSV states none. `rows` counts all entries of the file, `listed`
    holds the entities among them. `without_aliases` is true for an SDN.CSV that had no ALT.CSV beside it: then only
    weak aliases are known. `problems` are warnings.
    """

    path: str
    format: Literal["sdn-csv", "sdn-xml"]
    published: date | None
    rows: int
    listed: tuple[Listed, ...]
    without_aliases: bool
    problems: tuple[Problem, ...] = ()
    kind: Literal["ofac"] = "ofac"


@dataclass(frozen=True, slots=True)
class Period:
    """One designation: its first day, and the day of its end.

    A day is None where the file states none, or none that can be used (a warning says so). `active` is whether the
    file states no end at all, so a period that ended on an unreadable day is not active.
    """

    designated: date | None
    delisted: date | None
    active: bool
    source_url: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """An organization of the State Department's list, with its designations from the earliest to the latest.

    `uid` is OpenSanctions' id. There is at least one period; a group that was designated twice has two.
    """

    uid: str
    name: str
    aliases: tuple[str, ...]
    previous: tuple[str, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class StateSnapshot:
    """The State Department's list as OpenSanctions read it, designated and delisted organizations.

    `seen` is the last day on which OpenSanctions saw one of them in the list, None if the file does not say. `rows`
    counts all entities of the file, of other datasets too. `problems` are warnings.
    """

    path: str
    format: Literal["ftm"]
    seen: date | None
    rows: int
    listed: tuple[Dated, ...]
    problems: tuple[Problem, ...] = ()
    kind: Literal["state"] = "state"


Snapshot = OfacSnapshot | StateSnapshot
