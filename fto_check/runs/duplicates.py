"""Two profiles of a run about one organization: the names that stood before, and the warning about the second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from fto_check.documents.names import fold
from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import NO_RECORD, Organization
from fto_check.runs.report import ProfileReport

if TYPE_CHECKING:
    from fto_check.runs.since import Baseline


class Twin(NamedTuple):
    """A name of an organization that another file has too."""

    name: str
    other: str
    """The other file."""

    def problem(self, place: Location) -> Problem:
        """Return the warning about the second file."""
        message = f"'{self.name}' is an organization of {self.other} too"
        hint = "one profile for an organization; two names for one thing belong in one file"
        return Problem("FTO204", Severity.WARNING, message, place, hint)


class Names:
    """The names and record ids of a run's organizations, each with the file where it stood first.

    What a revision had already stood before what is new, so that a duplicate is told of the file that brings it.
    """

    def __init__(self, others: Iterable[str], baseline: Baseline | None = None) -> None:
        self.first: dict[str, str] = {}
        self.baseline = baseline
        if baseline is not None:
            for path, names in baseline.names.items():
                for name in names:
                    self.first.setdefault(name, path)
        for path in others:
            self.read(path)

    def add(self, path: str, organization: Organization) -> Twin | None:
        """Note an organization; return a name of it that stood before, unless the revision had both files."""
        names = names_of(organization)
        others = {name: self.first[name] for name in names if name in self.first}
        for name in names:
            self.first.setdefault(name, path)
        new = (Twin(names[name], other) for name, other in others.items() if not self._was_known(path, other))
        return next(new, None)

    def _was_known(self, path: str, other: str) -> bool:
        """Return whether the revision had both files about one organization; a file is no duplicate of itself."""
        if self.baseline is None:
            return False
        known = self.baseline.names
        return path == other or bool(known.get(path, frozenset()) & known.get(other, frozenset()))

    def read(self, path: str) -> None:
        """Note the organization of a file that is not checked; one that is not valid is reported by its own run."""
        try:
            self.add(path, load_with_document(path).profile.organization)
        except InvalidDocumentError:
            return


def find_twin(known: Names, found: ProfileReport) -> Problem | None:
    """Note the organization of a profile; return the warning if another file is about it too."""
    twin = known.add(found.path, found.assessment.profile.organization)
    return twin.problem(found.place) if twin is not None else None


def names_of(organization: Organization) -> dict[str, str]:
    """Return the names and the record id of an organization in the form that is compared, each as it is shown."""
    names = {fold(name): name for name in (organization.name, *organization.aliases)}
    if organization.record not in (None, NO_RECORD):
        names[f"record {organization.record}"] = f"record: {organization.record}"
    return names
