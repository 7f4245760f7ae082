"""A run of `diff`: pairs of files to their profiles, their assessments and what changed, gathered in one comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fto_check.law.statute import Statute
from fto_check.problems.problems import InvalidDocumentError, Problem
from fto_check.profile.loading import load_with_document
from fto_check.reasoning.assessment import assess
from fto_check.reasoning.findings import Assessment
from fto_check.runs.changes import Difference, difference
from fto_check.version import VERSION


@dataclass(frozen=True, slots=True)
class SideFile:
    """A file on one side: the path that messages have, its content where the path is not to be read, or why not."""

    path: str
    raw: bytes | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePair:
    """A file by the name that both sides have for it; a side is None where the file is not there."""

    name: str
    old: SideFile | None
    new: SideFile | None


@dataclass(frozen=True)
class FileDifference:
    """One file: its answers before and after, and what changed.

    `difference` is None for a file that is only on one side, and for one that could not be read on a side: then
    `unreadable` names the sides, and nothing is known of the change.
    """

    name: str
    old: Assessment | None
    new: Assessment | None
    difference: Difference | None
    unreadable: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What became of the file: unreadable, added, removed, changed or unchanged."""
        if self.unreadable:
            return "unreadable"
        if self.difference is None:
            return "added" if self.old is None else "removed"
        return "unchanged" if self.difference.is_empty else "changed"

    @property
    def status_changed(self) -> bool:
        """Whether a status of a criterion or overall is another, is new or is gone."""
        return self.kind in ("added", "removed") or (self.difference is not None and self.difference.status_changed)


@dataclass(frozen=True)
class DiffReport:
    """A whole run: the day, what the two sides are called, each file, and the problems of those not read."""

    version: str
    as_of: date
    known_by: date | None
    statute: Statute
    old: str
    new: str
    files: tuple[FileDifference, ...]
    problems: tuple[Problem, ...] = ()

    def of(self, kind: str) -> tuple[FileDifference, ...]:
        """Return the files of a kind."""
        return tuple(found for found in self.files if found.kind == kind)

    @property
    def status_changed(self) -> bool:
        """Whether `--fail-on change` is hit."""
        return any(found.status_changed for found in self.files)


def compare(
    pairs: Iterable[FilePair], statute: Statute, as_of: date, known_by: date | None, old: str, new: str
) -> DiffReport:
    """Load, assess and compare the two sides of each file. Raises NoLawError for a day without law."""
    files: list[FileDifference] = []
    problems: list[Problem] = []
    for pair in pairs:
        found: dict[str, Assessment] = {}
        unreadable: list[str] = []
        for side, file in (("old", pair.old), ("new", pair.new)):
            if file is None:
                continue
            try:
                if file.problems:
                    raise InvalidDocumentError(file.path, file.problems)
                profile = load_with_document(file.path, statute, raw=file.raw).profile
            except InvalidDocumentError as error:
                problems.extend(error.problems)
                unreadable.append(side)
                continue
            first = found.get("old")
            if first is not None and first.profile == profile:
                found[side] = first
            else:
                found[side] = assess(profile, statute, as_of, known_by)
        before, after = found.get("old"), found.get("new")
        both = difference(before, after) if before is not None and after is not None else None
        files.append(FileDifference(pair.name, before, after, both, tuple(unreadable)))
    return DiffReport(VERSION, as_of, known_by, statute, old, new, tuple(files), tuple(problems))
