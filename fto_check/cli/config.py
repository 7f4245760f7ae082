"""The defaults that a repository of profiles keeps in `[tool.fto-check]` of its pyproject.toml."""

from __future__ import annotations

import fnmatch
import os
import posixpath
import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from fto_check.documents.dates import DateError, parse_day
from fto_check.documents.textfile import read_text
from fto_check.problems.problems import (
    MAX_PROBLEMS,
    InvalidDocumentError,
    Location,
    Problem,
    Severity,
    clip,
    cut_problems,
    did_you_mean,
)
from fto_check.record.listing import MAX_LIST_AGE
from fto_check.runs.gates import AnyGate, parse_gates

TABLE = "[tool.fto-check]"
EXAMPLES = {
    "paths": '["profiles"]',
    "exclude": '["profiles/drafts/*"]',
    "as-of": '"2026-01-31"',
    "fail-on": '["not-met", "warning"]',
    "record": '"record.csv"',
    "max-list-age": "90",
}
"""The keys, each with an example of a value."""
MAX_LENGTH = 1024 * 1024
"""The characters of a file: tomllib takes quadratic time, and a pull request may bring a pyproject.toml too."""
MAX_DOTS = 500
"""The dots of a line, for the same reason."""


class Config(NamedTuple):
    """The settings of a repository of profiles, each under its key of `EXAMPLES`."""

    root: Path
    """The folder of the file; the paths in the settings are relative to it."""
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: tuple[AnyGate, ...] = ()
    record: str | None = None
    max_list_age: int = MAX_LIST_AGE
    """Days from which on a list is too old to say "not listed" by without a warning."""

    def excludes(self, path: str) -> bool:
        """Return whether a pattern matches a path or a folder above it; patterns are a shell's, relative to `root`."""
        if not self.exclude:
            return False
        try:
            name = Path(os.path.abspath(path)).relative_to(os.path.abspath(self.root)).as_posix()
        except ValueError:
            return False
        parts = name.split("/")
        heads = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        return any(fnmatch.fnmatchcase(head, posixpath.normpath(pattern)) for pattern in self.exclude for head in heads)


def find_config(folder: Path) -> Path | None:
    """Return the nearest pyproject.toml, in a folder or above it. Raises OSError."""
    files = (above / "pyproject.toml" for above in (folder, *folder.parents))
    return next((file for file in files if file.is_file()), None)


def load_config(path: Path | None, *, named: bool = False) -> Config:
    """Return the settings of a file, none without a file. A file that the user `named` must have the table.

    Raises InvalidDocumentError (FTO015) with all faults.
    """
    if path is None:
        return Config(Path())
    text = read_text(path, "the configuration is a TOML file")
    _refuse_size(path, text)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a bare ValueError
        said, line, column = _split_place(str(error) or "nested too deeply")
        raise InvalidDocumentError(
            str(path), [_make_problem(path, f"this is not TOML: {said}", None, line, column)]
        ) from None
    tool = document.get("tool")
    given = tool.get("fto-check") if isinstance(tool, dict) else None
    if given is None and not named:
        return Config(path.parent)
    if not isinstance(given, dict):
        message = f"there is no table {TABLE} in it" if given is None else f"{TABLE} is no table"
        raise InvalidDocumentError(
            str(path), [_make_problem(path, message, f'write {TABLE} and below it paths = ["profiles"]')]
        )
    problems: list[Problem] = []
    values = dict(_read_table(path, text, given, problems))
    if problems:
        raise InvalidDocumentError(str(path), cut_problems(sorted(problems, key=lambda problem: problem.location)))
    return Config(path.parent, **values)


def _refuse_size(path: Path, text: str) -> None:
    """Refuse a file with more than MAX_LENGTH characters, or more than MAX_DOTS dots in a line."""
    if len(text) > MAX_LENGTH:
        message, line = f"the file is larger than {MAX_LENGTH // 1024 // 1024} MiB", 1
    else:
        dotted = (number for number, row in enumerate(text.split("\n"), 1) if row.count(".") > MAX_DOTS)
        message, line = f"a line with more than {MAX_DOTS} dots", next(dotted, 0)
    if line:
        raise InvalidDocumentError(str(path), [_make_problem(path, message, "is this the right file?", line)])


def _read_table(path: Path, text: str, given: dict[str, Any], problems: list[Problem]) -> Iterable[tuple[str, Any]]:
    for key, value in given.items():
        if len(problems) > MAX_PROBLEMS:
            return
        line, column = _find_key(text, key)
        if key not in EXAMPLES:
            hint = did_you_mean(key, EXAMPLES) or "known here: " + ", ".join(EXAMPLES)
            problems.append(_make_problem(path, f"the key '{clip(key)}' is unknown in {TABLE}", hint, line, column))
            continue
        try:
            yield key.replace("-", "_"), _READERS[key](value)
        except ValueError as error:
            hint = f"write for instance {key} = {EXAMPLES[key]}"
            if isinstance(error, DateError):
                hint = error.hint or hint
            problems.append(_make_problem(path, f"{key}: {error}", hint, line, column))


def _read_texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise ValueError("a list of texts is wanted here")
    return tuple(value)


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is wanted here")
    return value


def _read_day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return parse_day(_read_text(value))


def _read_gates(value: Any) -> tuple[AnyGate, ...]:
    return parse_gates([value] if isinstance(value, str) else _read_texts(value))


def _read_days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a number of days is wanted here")
    return value


_READERS: dict[str, Any] = {
    "paths": _read_texts,
    "exclude": _read_texts,
    "as-of": _read_day,
    "fail-on": _read_gates,
    "record": _read_text,
    "max-list-age": _read_days,
}


def _find_key(text: str, key: str) -> tuple[int, int]:
    """Return line and column of a key of the table, which tomllib does not give."""
    inside = re.search(r"^\[tool\.fto-check\][^\n]*\n((?:(?!\[).*\n?)*)", text, re.MULTILINE)
    if inside is None:
        return 1, 1
    found = re.search(rf"^[ \t]*[\"']?({re.escape(key)})[\"']?[ \t]*=", inside.group(1), re.MULTILINE)
    offset = inside.start(1) + found.start(1) if found is not None else inside.start()
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _split_place(message: str) -> tuple[str, int, int]:
    """Return an error of tomllib as message, line and column; they stand in its text only."""
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    return (message[: found.start()], int(found[1]), int(found[2])) if found is not None else (message, 1, 1)


def _make_problem(path: Path, message: str, hint: str | None, line: int = 1, column: int = 1) -> Problem:
    return Problem("FTO015", Severity.ERROR, message, Location(str(path), line, column), hint)
