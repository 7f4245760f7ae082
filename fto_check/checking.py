"""A run: each path to its profile, its assessment and its expectations, gathered in one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from fto_check.assessment import assess, judge
from fto_check.errors import InvalidDocumentError, Problem, Severity, did_you_mean
from fto_check.loading import LoadedProfile, load_with_document
from fto_check.official.record import OfficialStatus, Record
from fto_check.report import ExpectationFinding, ProfileReport, Report
from fto_check.statute import Statute
from fto_check.version import VERSION

SUFFIXES = (".yaml", ".yml")


def find_files(folder: Path) -> list[Path]:
    """Return the profiles of a folder: its YAML files, sorted by name; folders below it are not entered."""
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and not path.is_dir())


def check_paths(
    paths: Iterable[tuple[str, bytes | None]],
    statute: Statute,
    as_of: date,
    known_by: date | None = None,
    *,
    record: Record | None = None,
    confidence: bool = True,
) -> Report:
    """Check files (their content is read from the path where it is None) and return one report of all.

    With a record each answer stands beside the official status. Raises NoLawError for a day without law.
    """
    law = statute.version_on(as_of)
    profiles: list[ProfileReport] = []
    problems: list[Problem] = []
    invalid: list[str] = []
    for path, raw in paths:
        try:
            loaded = load_with_document(path, statute, raw=raw)
        except InvalidDocumentError as error:
            invalid.append(path)
            problems.extend(error.problems)
            continue
        found = check_profile(path, loaded, statute, as_of, known_by, record=record, confidence=confidence)
        profiles.append(found)
        problems.extend(found.problems)
    return Report(VERSION, as_of, known_by, statute, law, tuple(profiles), tuple(problems), tuple(invalid))


def check_profile(
    path: str,
    loaded: LoadedProfile,
    statute: Statute,
    as_of: date,
    known_by: date | None = None,
    *,
    record: Record | None = None,
    confidence: bool = True,
) -> ProfileReport:
    """Assess one profile and hold it against its own expectations."""
    assessment = assess(loaded.profile, statute, as_of, known_by, confidence=confidence)
    expectations = tuple(_expectations(loaded, statute))
    unmet = (_unmet(expectation) for expectation in expectations if not expectation.met)
    official, doubts = None, list[Problem]()
    if record is not None:
        official, doubts = look_up(record, loaded, known_on(as_of, known_by))
    problems = sorted((*loaded.warnings, *unmet, *doubts), key=lambda problem: (problem.location, problem.code))
    return ProfileReport(path, assessment, expectations, (), tuple(problems), official)


def known_on(as_of: date, known_by: date | None) -> date:
    """Return the day of the list that was known: decisions are published, so nobody knows a later one."""
    return as_of if known_by is None else min(as_of, known_by)


def look_up(record: Record, loaded: LoadedProfile, day: date) -> tuple[OfficialStatus | None, list[Problem]]:
    """Return the official status of a profile's organization on a day, and what is unclear about which it is."""
    organization = loaded.profile.organization
    if organization.record is not None and organization.record not in record.by_id:
        hint = did_you_mean(organization.record, record.by_id)
        hint = hint or "`fto-check record NAME` finds it; leave the key out for an organization never designated"
        where = loaded.document.locate(("organization", "record"))
        message = f"the official record has no designation '{organization.record}'"
        return None, [Problem("FTO120", Severity.ERROR, message, where, hint)]
    found = record.standing_of(organization.record, (organization.name, *organization.aliases), day)
    if not found.candidates:
        return found, []
    where = loaded.document.locate(("organization", "name"), at_key=True)
    message = "the official record has several organizations by these names: " + ", ".join(found.candidates)
    return found, [Problem("FTO202", Severity.WARNING, message, where, f"write 'record: {found.candidates[0]}'")]


def _expectations(loaded: LoadedProfile, statute: Statute) -> Iterator[ExpectationFinding]:
    """Yield what the checker finds for each expected status, on its own day."""
    for index, expectation in enumerate(loaded.profile.expect):
        as_of, known_by = expectation.as_of, expectation.known_by
        judged = judge(loaded.profile, statute, as_of, known_by, expectation.statuses)
        for name, expected in expectation.statuses.items():
            found, because = judged[name]
            where = loaded.document.locate(("expect", index, name))
            yield ExpectationFinding(as_of, known_by, name, expected, found, because, where)


def _unmet(expectation: ExpectationFinding) -> Problem:
    hint = "look at the evidence first; an expectation pins an answer, it does not make one"
    return Problem("FTO117", Severity.ERROR, expectation.reason, expectation.location, hint)
