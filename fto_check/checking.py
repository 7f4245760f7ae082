"""A run: each path to its profile, its assessment and its expectations, gathered in one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from fto_check.assessment import assess, judge
from fto_check.errors import InvalidDocumentError, Problem, Severity
from fto_check.loading import LoadedProfile, load_with_document
from fto_check.report import ProfileReport, Report
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
    confidence: bool = True,
) -> Report:
    """Check files (their content is read from the path where it is None) and return one report of all.

    Raises NoLawError for a day without law.
    """
    law = statute.version_on(as_of)
    profiles: list[ProfileReport] = []
    problems: list[Problem] = []
    invalid = 0
    for path, raw in paths:
        try:
            loaded = load_with_document(path, statute, raw=raw)
        except InvalidDocumentError as error:
            invalid += 1
            problems.extend(error.problems)
            continue
        found = check_profile(path, loaded, statute, as_of, known_by, confidence=confidence)
        profiles.append(found)
        problems.extend(found.problems)
    return Report(VERSION, as_of, known_by, statute, law, tuple(profiles), tuple(problems), invalid)


def check_profile(
    path: str,
    loaded: LoadedProfile,
    statute: Statute,
    as_of: date,
    known_by: date | None = None,
    *,
    confidence: bool = True,
) -> ProfileReport:
    """Assess one profile and hold it against its own expectations."""
    assessment = assess(loaded.profile, statute, as_of, known_by, confidence=confidence)
    unmet = list(_unmet(loaded, statute))
    expectations = sum(len(expectation.statuses) for expectation in loaded.profile.expect)
    problems = sorted((*loaded.warnings, *unmet), key=lambda problem: (problem.location, problem.code))
    return ProfileReport(path, assessment, expectations, len(unmet), tuple(problems))


def _unmet(loaded: LoadedProfile, statute: Statute) -> Iterator[Problem]:
    """Yield a problem at each expected status that the checker does not find on its day."""
    for index, expectation in enumerate(loaded.profile.expect):
        judged = judge(loaded.profile, statute, expectation.as_of, expectation.known_by, expectation.statuses)
        for name, expected in expectation.statuses.items():
            found, because = judged[name]
            if found is expected:
                continue
            when = expectation.as_of.isoformat()
            if expectation.known_by is not None:
                when += f", known by {expectation.known_by.isoformat()}"
            said = found.words if found is not None else "no law of that day"
            message = f"{name} on {when}: expected {expected.words}, found {said}, since {because}"
            hint = "look at the evidence first; an expectation pins an answer, it does not make one"
            where = loaded.document.locate(("expect", index, name))
            yield Problem("FTO117", Severity.ERROR, message, where, hint)
