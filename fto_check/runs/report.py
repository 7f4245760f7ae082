"""The report of a run, which is immutable and from which every format is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fto_check.documents.dates import day_text
from fto_check.law.nodes import Version
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.problems.problems import Location, Problem, Severity
from fto_check.profile.left_out import LeftOut
from fto_check.reasoning.findings import Assessment
from fto_check.record.entry import OfficialStatus, RecordFile
from fto_check.runs.facts import count_facts

if TYPE_CHECKING:
    from fto_check.runs.why import Why

BUG = "FTO000"
"""The code of a problem that is the checker's own."""


class ExpectationFinding(NamedTuple):
    """One status that a profile expects on a day, beside the status that was found."""

    as_of: date
    known_by: date | None
    node: str
    expected: Status
    found: Status | None
    """None for a node that was not law on the day."""
    because: str | None
    """Why the status was found; None where it is the expected one."""
    location: Location

    @property
    def met(self) -> bool:
        """Whether the checker finds what the author expects."""
        return self.found is self.expected

    @property
    def day(self) -> str:
        """The day, and the day up to which sources count, in words."""
        return day_text(self.as_of, self.known_by)

    @property
    def reason(self) -> str:
        """The expected and the found status, and why, in one sentence."""
        found = self.found.words if self.found is not None else "no law of that day"
        return f"{self.node} on {self.day}: expected {self.expected.words}, found {found}, since {self.because}"


class GateFinding(NamedTuple):
    """One gate of `--fail-on` held against a profile."""

    gate: str
    reason: str | None
    """How the profile hit the gate; None if it did not."""
    location: Location
    hits: tuple[Problem, ...] = ()
    """The problems that hit it, where it is no gate of a status."""

    @property
    def hit(self) -> bool:
        """Whether the gate fails the profile."""
        return self.reason is not None


class ProfileReport(NamedTuple):
    """A profile of a run: its path, the answer for it, its expectations and gates, and the problems of its valid file.

    An unmet expectation (FTO117) and a gate that a status hit (FTO119) are among the problems too.
    """

    path: str
    assessment: Assessment
    expectations: tuple[ExpectationFinding, ...] = ()
    gates: tuple[GateFinding, ...] = ()
    problems: tuple[Problem, ...] = ()
    record: OfficialStatus | None = None
    """How the organization stands on the official list; never evidence. None if no record was consulted."""
    place: Location = Location("")
    """Where the organization's name stands in the file."""
    ignored: int = 0
    """How many warnings were left out since their code is ignored."""
    known: int = 0
    """How many warnings were left out since the revision that the run compares with had them."""
    why: Why | None = None
    """What would change the answer and what it lacks; None where nobody asked for that."""

    @property
    def unmet(self) -> int:
        """How many expected statuses were not found."""
        return sum(not expectation.met for expectation in self.expectations)


class InvalidProfile(NamedTuple):
    """A file of a run that could not be assessed, and why."""

    path: str
    problems: tuple[Problem, ...]


class SinceRevision(NamedTuple):
    """The revision whose warnings a run leaves out, and the files that had another name there."""

    revision: str
    commit: str
    renamed: tuple[tuple[str, str], ...] = ()
    """The path there and the path now of each file that got another name."""


class Report(NamedTuple):
    """A whole run: the profiles that could be assessed, the paths of those that could not, and all problems."""

    version: str
    as_of: date
    known_by: date | None
    statute: Statute
    law: Version
    profiles: tuple[ProfileReport, ...]
    problems: tuple[Problem, ...] = ()
    invalid: tuple[str, ...] = ()
    gates: tuple[Problem, ...] = ()
    """A problem for each gate that warnings hit (FTO119), once for the run: the warnings are among the problems."""
    faults: tuple[Problem, ...] = ()
    """The reasons why not all was checked that was asked for, such as a path that is not there."""
    since: SinceRevision | None = None
    """The revision whose warnings were left out; None where all are given."""
    without: tuple[LeftOut, ...] = ()
    """The sources and origins that the answers do without."""
    kept: Kept | None = None
    """What is known of the profiles, where the run holds none of them."""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of the run, of its files and of its gates."""
        return (*self.faults, *self.problems, *self.gates)

    @property
    def counts(self) -> Counts:
        """How many profiles there were, and how many of them failed."""
        if self.kept is not None:
            return self.kept.counts
        each = sum((Counts.of_file(profile) for profile in self.profiles), Counts())
        found = Counts.of_problems((*self.problems, *self.gates))
        return replace(
            each, profiles=each.profiles + len(self.invalid), invalid=len(self.invalid), errors=found.errors,
            bugs=found.bugs,
        )  # fmt: skip

    @property
    def list_file(self) -> RecordFile | None:
        """The official record of the run, where it is not the one in the package."""
        if self.kept is not None:
            return self.kept.list_file
        return next((profile.record.file for profile in self.profiles if profile.record is not None), None)

    @property
    def assumptions(self) -> Mapping[str, Status]:
        """The statuses that every assessment of the run took as given."""
        if self.kept is not None:
            return self.kept.assumptions
        return next((profile.assessment.assumptions for profile in self.profiles), {})

    @property
    def hits(self) -> frozenset[Problem]:
        """The warnings that hit a gate."""
        if self.kept is not None:
            return self.kept.hits
        return frozenset(hit for profile in self.profiles for gate in profile.gates for hit in gate.hits)

    @property
    def loose(self) -> tuple[Problem, ...]:
        """The problems of files that are no profiles."""
        if self.kept is not None:
            return self.kept.loose
        told = {problem for profile in self.profiles for problem in profile.problems}
        return tuple(problem for problem in self.problems if problem not in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a run that holds no profile knows of them."""

    counts: Counts
    assumptions: Mapping[str, Status]
    list_file: RecordFile | None
    hits: frozenset[Problem]
    loose: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of a run, or of a part of it; those of two parts add up."""

    profiles: int = 0
    """Files that were read, valid or not."""
    invalid: int = 0
    expectations: int = 0
    unmet: int = 0
    """Expected statuses that were not found."""
    items: int = 0
    """The facts of the valid profiles."""
    counting: int = 0
    """The facts that count somewhere."""
    errors: int = 0
    """Problems that an author has to correct."""
    bugs: int = 0
    """Problems that the maintainers have to correct."""
    ignored: int = 0
    """Warnings that were left out since their code is ignored."""
    known: int = 0
    """Warnings that were left out since the revision that the run compares with had them."""

    @classmethod
    def of_problems(cls, problems: Iterable[Problem]) -> Counts:
        """Return the counts of problems alone."""
        listed = tuple(problems)
        return cls(
            errors=sum(problem.severity is Severity.ERROR for problem in listed),
            bugs=sum(problem.code == BUG for problem in listed),
        )

    @classmethod
    def of_file(cls, found: ProfileReport | InvalidProfile) -> Counts:
        """Return the counts of one file of a run."""
        counts = replace(cls.of_problems(found.problems), profiles=1)
        if isinstance(found, InvalidProfile):
            return replace(counts, invalid=1)
        facts = count_facts(found.assessment)
        return replace(
            counts, expectations=len(found.expectations), unmet=found.unmet, items=facts.items, counting=facts.counted,
            ignored=found.ignored, known=found.known,
        )  # fmt: skip

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def has_errors(self) -> bool:
        """Whether an author has something to correct."""
        return self.errors > 0

    @property
    def has_bugs(self) -> bool:
        """Whether the maintainers have something to correct."""
        return self.bugs > 0

    @property
    def summary(self) -> Mapping[str, int]:
        """The counts by the names that the report has for them."""
        return {
            "profiles": self.profiles,
            "invalid": self.invalid,
            "expectations": self.expectations,
            "unmet_expectations": self.unmet,
            "ignored_warnings": self.ignored,
            "known_warnings": self.known,
        }
