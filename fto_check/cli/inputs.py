"""What the commands read: days, assumptions, settings, the official record, and the files that paths stand for."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fto_check.cli.exits import Exit
from fto_check.cli.io import refuse, say_problem, shown, usage

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.law.status import Status
    from fto_check.law.statute import Statute
    from fto_check.profile.models import Profile
    from fto_check.record.record import Record

TODAY = "today"
"""The word for the day of the run, which overrides a day of the settings."""
STDIN = "<stdin>"
"""The name of standard input in messages."""


def read_day(option: str, text: str | None) -> date | None:
    """Return the day of an option, which may be `today`; None if the option is not given."""
    from fto_check.documents.dates import DateError, parse_day

    if text is None:
        return None
    if text.strip().casefold() == TODAY:
        return date.today()
    try:
        return parse_day(text.strip())
    except DateError as error:
        raise usage(f"{option}: {error}" + (f" ({error.hint})" if error.hint is not None else "")) from None


def require_law(statute: Statute, day: date) -> None:
    """Refuse a day on which there was no Section 219."""
    from fto_check.problems.problems import NoLawError

    try:
        statute.version_on(day)
    except NoLawError as error:
        raise usage(str(error)) from None


def read_assumptions(given: list[str] | None, statute: Statute, day: date) -> dict[str, Status]:
    """Return the statuses of `--assume ELEMENT=STATUS` by their elements, which must be law on the day."""
    from fto_check.law.status import Status

    found: dict[str, Status] = {}
    for text in given or []:
        name, _, word = (part.strip() for part in text.partition("="))
        node = statute.by_id.get(name.replace("-", "_"))
        status = Status.__members__.get(word.replace("-", "_").upper())
        if node is None:
            hint = statute.hint_for(name) or "fto-check explain lists them"
            raise usage(f"--assume: the statute has no element '{shown(name)}' ({hint})")
        if status is None:
            from fto_check.profile.choices import hint_for_status

            known = "write ELEMENT=STATUS with " + ", ".join(str(one) for one in Status)
            hint = hint_for_status(word) or known
            raise usage(f"--assume: '{shown(word)}' is not a status ({hint})")
        if not node.in_force(day):
            raise usage(f"--assume: '{node.id}' was not law on {day.isoformat()}")
        if found.get(node.id, status) is not status:
            raise usage(f"--assume: '{node.id}' is assumed in two ways")
        found[node.id] = status
    return found


def read_settings(config: str | None, isolated: bool) -> Config:
    """Return the settings of the file that `--config` names, else of the nearest pyproject.toml; none if isolated."""
    from fto_check.cli.config import Config, find_config, load_config
    from fto_check.problems.problems import InvalidDocumentError

    if isolated and config is not None:
        raise usage("--config and --isolated exclude each other")
    if isolated:
        return Config(Path())
    try:
        if config is not None:
            return load_config(Path(config), named=True)
        nearest = find_config(Path.cwd())
        return load_config(Path(os.path.relpath(nearest)) if nearest is not None else None)
    except InvalidDocumentError as error:
        raise refuse(error.problems) from None


def open_record(settings: Config) -> Record:
    """Return the official record that the settings name, else the package's own."""
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.record.reading import load_record

    try:
        return load_record(str(settings.root / settings.record) if settings.record is not None else None)
    except InvalidDocumentError as error:
        raise refuse(error.problems) from None


def read_profile(file: str, statute: Statute) -> Profile:
    """Return the profile of a file, or of standard input for `-`; a file that is none is said, and ends the run."""
    from fto_check.documents.textfile import MAX_BYTES
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_with_document

    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else None
        return load_with_document(STDIN if file == "-" else file, statute, raw=raw).profile
    except InvalidDocumentError as error:
        if file != "-" and not os.path.lexists(file):
            from fto_check.cli.suggest import no_such_path

            raise usage(no_such_path(file)) from None
        for problem in error.problems:
            say_problem(problem)
        missing = any(problem.code == "FTO001" for problem in error.problems)
        raise typer.Exit(Exit.USAGE if missing else Exit.PROFILE) from None


@dataclass
class Found:
    """The files that paths stand for, each once."""

    files: list[tuple[str, bytes | None]] = field(default_factory=list)
    """The path of each file, and the content of standard input (None: the path is read later)."""
    wrong: list[str] = field(default_factory=list)
    """A message for each path that leads to no file."""
    excluded: int = 0
    """The number of files that the settings exclude."""
    excluded_by_name: dict[str, str] = field(default_factory=dict)
    """The excluded files that were named themselves, each with the pattern that excludes it."""
    strangers: dict[str, None] = field(default_factory=dict)
    """The YAML files of folders that have none of a profile's keys."""


def expand(paths: list[str], stdin_filename: str, settings: Config) -> Found:
    """Return the named files, the profiles in and below named folders, and standard input for `-`.

    Excluded files are left out, and so are files of folders that are no profiles.
    """
    found, seen = Found(), set[str]()
    for name in paths:
        try:
            if name == "-":
                _add_stdin(stdin_filename or STDIN, settings, found)
            elif not name:
                found.wrong.append("a path is empty: name a profile or a folder of them")
            elif Path(name).is_dir():
                _add_folder(name, settings, found, seen)
            elif not os.path.lexists(name):
                from fto_check.cli.suggest import no_such_path

                found.wrong.append(no_such_path(name))
            else:
                _add_file(name, settings, found, seen)
        except (OSError, ValueError) as error:
            found.wrong.append(_unreadable(name, error))
    return found


def _add_stdin(called: str, settings: Config, found: Found) -> None:
    from fto_check.documents.textfile import MAX_BYTES

    if settings.excludes(called):
        found.excluded += 1
    elif not any(path == called and raw is not None for path, raw in found.files):
        found.files.append((called, sys.stdin.buffer.read(MAX_BYTES + 1)))


def _add_file(name: str, settings: Config, found: Found, seen: set[str]) -> None:
    """Add a named file, whatever is in it."""
    path = str(Path(name))
    if os.path.abspath(path) in seen:
        return
    seen.add(os.path.abspath(path))
    pattern = settings.excluded_by(path)
    if pattern is None:
        found.files.append((path, None))
    else:
        found.excluded += 1
        found.excluded_by_name[path] = pattern


def _add_folder(name: str, settings: Config, found: Found, seen: set[str]) -> None:
    """Add the profiles of a folder; one in which nothing is a profile is wrong, unless all of it is excluded."""
    from fto_check.documents.links import LEADS_OUT, leads_out
    from fto_check.profile.recognition import is_profile
    from fto_check.runs.files import find_files

    any_file = any_profile = False
    for file in find_files(Path(name), lambda error: found.wrong.append(_unreadable(str(error.filename), error))):
        path, whole = str(file), os.path.abspath(file)
        any_file = True
        if whole in seen:
            any_profile = True
        elif settings.excludes(path):
            any_profile = True
            seen.add(whole)
            found.excluded += 1
        elif leads_out(path):
            any_profile = True
            seen.add(whole)
            found.wrong.append(f"{shown(path)} is {LEADS_OUT}: it is not read")
        elif is_profile(path):
            any_profile = True
            seen.add(whole)
            found.files.append((path, None))
        else:
            found.strangers[path] = None
    if not any_profile:
        what = "none of its YAML files is a profile" if any_file else "no *.yaml or *.yml"
        found.wrong.append(f"nothing to check: {what} in the folder {shown(name)}, or below it")


def _unreadable(name: str, error: Exception) -> str:
    return f"{shown(name)} cannot be read: {getattr(error, 'strerror', None) or error}"
