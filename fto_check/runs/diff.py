"""A run of `diff`: pairs of files to their profiles, their assessments and what changed, gathered in one report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fto_check.documents.names import fold
from fto_check.law.statute import Statute
from fto_check.problems.problems import InvalidDocumentError, Problem
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import assess
from fto_check.reasoning.findings import Assessment
from fto_check.runs.movements import Difference, difference
from fto_check.version import VERSION


class RevisionSide(StrEnum):
    """One of the two revisions that are compared."""

    OLD = "old"
    NEW = "new"


class FileKind(StrEnum):
    """How a file differs between the two sides."""

    UNREADABLE = "unreadable"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SideFile:
    """A file on one side."""

    path: str
    """The path as messages show it."""
    raw: bytes | None = None
    """The content, where the path is not to be read."""
    problems: tuple[Problem, ...] = ()
    """The reasons why the file cannot be read."""


@dataclass(frozen=True, slots=True)
class FilePair:
    """A file by the name that both sides have for it; a side is None where the file is missing there."""

    name: str
    old: SideFile | None
    new: SideFile | None
    old_name: str | None = None
    """The name on the old side, where it is another."""

    def renamed_from(self, gone: FilePair) -> FilePair:
        """Return a file that is new as the one that is gone, under its new name."""
        return replace(self, old=gone.old, old_name=gone.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDifference:
    """One file: its assessments before and after, and what changed."""

    name: str
    old: Assessment | None
    new: Assessment | None
    difference: Difference | None
    """None for a file that is on one side only, and for one that could not be read."""
    unreadable: tuple[RevisionSide, ...] = ()
    """The sides on which the file could not be read: then nothing is known of the change."""
    old_name: str | None = None
    """The name on the old side, where it is another."""

    @property
    def kind(self) -> FileKind:
        """How the file differs between the two sides."""
        if self.unreadable:
            return FileKind.UNREADABLE
        if self.difference is None:
            return FileKind.ADDED if self.old is None else FileKind.REMOVED
        return FileKind.UNCHANGED if self.difference.is_empty else FileKind.CHANGED

    @property
    def is_of_two(self) -> bool:
        """Whether the two sides are two organizations: no name of one is a name of the other."""
        if self.old is None or self.new is None:
            return False
        old, new = (
            {fold(name) for name in (side.profile.organization.name, *side.profile.organization.aliases)}
            for side in (self.old, self.new)
        )
        return not old & new

    @property
    def status_changed(self) -> bool:
        """Whether a status of a criterion or overall is another, is new or is gone."""
        if self.difference is None:
            return self.kind in (FileKind.ADDED, FileKind.REMOVED)
        return self.difference.status_changed

    @property
    def may_have_changed(self) -> bool:
        """Whether a status is another, or nobody can know since the old side is not valid."""
        return self.status_changed or self.unreadable == (RevisionSide.OLD,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffReport:
    """A whole run: the day asked about, the names of the two sides, each file, and the problems of unreadable ones."""

    version: str
    as_of: date
    known_by: date | None
    statute: Statute
    old: str
    """The name of the old side, such as a revision or a path."""
    new: str
    files: tuple[FileDifference, ...]
    problems: tuple[Problem, ...] = ()

    def of(self, kind: FileKind) -> tuple[FileDifference, ...]:
        """Return the files of a kind."""
        return tuple(found for found in self.files if found.kind is kind)

    @property
    def may_have_changed(self) -> bool:
        """Whether `--fail-on change` is hit."""
        return any(found.may_have_changed for found in self.files)


def compare(
    pairs: Iterable[FilePair], statute: Statute, as_of: date, known_by: date | None, *, old: str, new: str
) -> DiffReport:
    """Load, assess and compare the two sides of each file. Raises NoLawError for a day without law."""
    problems: list[Problem] = []
    files = tuple(_compare_pair(pair, statute, as_of, known_by, problems) for pair in pairs)
    return DiffReport(
        version=VERSION,
        as_of=as_of,
        known_by=known_by,
        statute=statute,
        old=old,
        new=new,
        files=files,
        problems=tuple(problems),
    )


def _compare_pair(
    pair: FilePair, statute: Statute, as_of: date, known_by: date | None, problems: list[Problem]
) -> FileDifference:
    """Return how a file differs between its sides, and add the problems of a side that cannot be read."""
    found: dict[RevisionSide, Assessment] = {}
    unreadable: list[RevisionSide] = []
    for side, file in ((RevisionSide.OLD, pair.old), (RevisionSide.NEW, pair.new)):
        if file is None:
            continue
        try:
            profile = _load(file, statute)
        except InvalidDocumentError as error:
            problems.extend(error.problems)
            unreadable.append(side)
            continue
        before = found.get(RevisionSide.OLD)
        if before is not None and before.profile == profile:
            found[side] = before
        else:
            found[side] = assess(profile, statute, as_of, known_by)
    old, new = found.get(RevisionSide.OLD), found.get(RevisionSide.NEW)
    return FileDifference(
        name=pair.name,
        old=old,
        new=new,
        difference=difference(old, new) if old is not None and new is not None else None,
        unreadable=tuple(unreadable),
        old_name=pair.old_name,
    )


def _load(file: SideFile, statute: Statute) -> Profile:
    if file.problems:
        raise InvalidDocumentError(file.path, file.problems)
    return load_with_document(file.path, statute, raw=file.raw).profile
