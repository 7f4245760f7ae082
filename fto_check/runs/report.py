"""What was found: one immutable report, from which every format is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fto_check.law.nodes import Version
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.problems.problems import Location, Problem, Severity
from fto_check.reasoning.findings import Assessment
from fto_check.record.entry import OfficialStatus

BUG = "FTO000"
"""The code of a problem that is the checker's own."""


class ExpectationFinding(NamedTuple):
    """One expected status of an `expect` line and what was found on its day; `found` is None for what was no law."""

    as_of: date
    known_by: date | None
    node: str
    expected: Status
    found: Status | None
    because: str
    location: Location

    @property
    def met(self) -> bool:
        """Whether the checker finds what the author expects."""
        return self.found is self.expected

    @property
    def day(self) -> str:
        """The day and what was known, in words."""
        known = f", known by {self.known_by.isoformat()}" if self.known_by is not None else ""
        return f"{self.as_of.isoformat()}{known}"

    @property
    def reason(self) -> str:
        """What was expected, what was found, and why, in one sentence."""
        found = self.found.words if self.found is not None else "no law of that day"
        return f"{self.node} on {self.day}: expected {self.expected.words}, found {found}, since {self.because}"


class GateFinding(NamedTuple):
    """One word of `--fail-on` held against a profile; `reason` says what hit the gate, and is None while none did."""

    gate: str
    reason: str | None
    location: Location

    @property
    def hit(self) -> bool:
        """Whether the gate fails the profile."""
        return self.reason is not None


class ProfileReport(NamedTuple):
    """A profile of a run: its path, the answer for it, its expectations and gates, and the problems of its valid file.

    An unmet expectation (FTO117) and a gate that was hit (FTO119) are among the problems too.
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

    @property
    def unmet(self) -> int:
        """How many expected statuses were not found."""
        return sum(not expectation.met for expectation in self.expectations)


class InvalidProfile(NamedTuple):
    """A file of a run that could not be assessed, and why."""

    path: str
    problems: tuple[Problem, ...]


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

    @property
    def summary(self) -> Mapping[str, int]:
        """How many profiles, and what became of them."""
        return self._tally.summary

    @property
    def has_errors(self) -> bool:
        """Whether a profile's author has something to mend."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def assumptions(self) -> Mapping[str, Status]:
        """What every assessment of the run took as given."""
        return next((profile.assessment.assumptions for profile in self.profiles), {})

    @property
    def has_bugs(self) -> bool:
        """Whether the maintainers have something to mend."""
        return any(problem.code == BUG for problem in self.problems)

    @property
    def _tally(self) -> Tally:
        tally = Tally()
        tally.profiles = tally.invalid = len(self.invalid)
        for profile in self.profiles:
            tally.add(profile)
        return tally


@dataclass
class Tally:
    """The counts of a run whose profiles come one by one; `errors` counts the problems that an author has to mend."""

    profiles: int = 0
    invalid: int = 0
    expectations: int = 0
    unmet: int = 0
    errors: int = 0
    bugs: int = 0

    def add(self, found: ProfileReport | InvalidProfile) -> None:
        """Count what was found in one file."""
        if isinstance(found, InvalidProfile):
            self.invalid += 1
            self.count(found.problems)
        else:
            self.count(found.problems, len(found.expectations), found.unmet)

    def count(self, problems: tuple[Problem, ...], expectations: int = 0, unmet: int = 0) -> None:
        """Count a file by its problems and expectations."""
        self.profiles += 1
        self.errors += sum(problem.severity is Severity.ERROR for problem in problems)
        self.bugs += sum(problem.code == BUG for problem in problems)
        self.expectations += expectations
        self.unmet += unmet

    @property
    def summary(self) -> Mapping[str, int]:
        """The counts by the names that the record has for them."""
        return {
            "profiles": self.profiles,
            "invalid": self.invalid,
            "expectations": self.expectations,
            "unmet_expectations": self.unmet,
        }

    @property
    def has_errors(self) -> bool:
        """Whether a profile's author has something to mend."""
        return self.errors > 0

    @property
    def has_bugs(self) -> bool:
        """Whether the maintainers have something to mend."""
        return self.bugs > 0
