"""The record of designations read from CSV, with every problem of the file at its line."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fto_check.documents.dates import parse_day
from fto_check.documents.links import without_text
from fto_check.documents.names import fold
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
from fto_check.record.entry import Entry, RecordFile
from fto_check.record.record import Record
from fto_check.record.writing import COLUMNS, GUARDED, LIST_AS_OF, SEARCHED

RECORD_FILE = Path(__file__).parent / "designations.csv"
"""The record in the package."""
CODE = "FTO014"


@cache
def load_record(path: str | None = None) -> Record:
    """Return the record from the package's data, or from a file in the same form (`fto-check record --from … -o`).

    Raises InvalidDocumentError with everything that is wrong, by line.
    """
    return read_record(os.fspath(RECORD_FILE) if path is None else path)


def read_record(path: str) -> Record:
    """Read and validate a record; InvalidDocumentError (FTO014) holds the problems of the file."""
    try:
        return _read(path)
    except InvalidDocumentError as error:
        raise without_text(error, path) from None


def _read(path: str) -> Record:
    lines = read_text(path).splitlines(keepends=True)
    problems = _Problems(path, len(lines))
    comments = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    as_of = _list_as_of(lines[:comments], problems)
    entries, line_of = _read_entries(lines[comments:], comments, problems)
    _check_references(entries, line_of, problems)
    if not entries and not problems.found:
        hint = "take the file that `fto-check record --from … -o` writes"
        problems.add(comments + 1, "there is no designation in it", hint)
    if problems.found:
        raise InvalidDocumentError(path, sorted(problems.found, key=lambda problem: problem.location))
    assert as_of is not None
    return Record(
        as_of,
        tuple(sorted(entries, key=lambda entry: (entry.designated, fold(entry.name)))),
        _searched(lines[:comments]),
        _file(path),
    )


def _file(path: str) -> RecordFile | None:
    """Return a file's path and hash; None for the record in the package."""
    if os.path.realpath(path) == os.path.realpath(RECORD_FILE):
        return None
    with Path(path).open("rb") as stream:
        return RecordFile(path, hashlib.file_digest(stream, "sha256").hexdigest())


class _Problems:
    """The problems of one file; reading ends where there are more than are shown."""

    def __init__(self, path: str, lines: int) -> None:
        self.path = path
        self.last_line = max(lines, 1)
        self.found: list[Problem] = []

    def add(self, line: int, message: str, hint: str | None = None) -> None:
        """Add a problem of a line; a line after the last counts as the last."""
        place = Location(self.path, min(line, self.last_line))
        self.found.append(Problem(CODE, Severity.ERROR, message, place, hint))
        if len(self.found) > MAX_PROBLEMS:
            raise InvalidDocumentError(self.path, cut_problems(self.found))


def _list_as_of(comments: list[str], problems: _Problems) -> date | None:
    for number, line in enumerate(comments, 1):
        if line.startswith(LIST_AS_OF):
            try:
                return parse_day(line.removeprefix(LIST_AS_OF).strip())
            except ValueError as error:
                hint = "write the day on which the list was read, such as 2026-06-08"
                problems.add(number, f"list_as_of: {error}", hint)
                return None
    problems.add(1, "the file does not say of which day the list is", f"begin it with a line '{LIST_AS_OF} 2026-06-08'")
    return None


def _searched(comments: list[str]) -> date | None:
    """Return the day up to which sources were searched; None where the file gives none."""
    for line in comments:
        if line.startswith(SEARCHED):
            try:
                return parse_day(line.removeprefix(SEARCHED).strip())
            except ValueError:
                return None
    return None


def _read_entries(lines: list[str], offset: int, problems: _Problems) -> tuple[list[Entry], dict[str, int]]:
    """Return the valid entries, and the line of each by its id."""
    entries: list[Entry] = []
    line_of: dict[str, int] = {}
    for line, row in _rows(lines, offset, problems):
        entry = _entry(line, row, problems)
        if entry is None:
            continue
        if entry.id in line_of:
            message = f"the id '{clip(entry.id)}' stands in line {line_of[entry.id]} already"
            problems.add(line, message, "one row for each designation")
            continue
        line_of[entry.id] = line
        entries.append(entry)
    return entries, line_of


def _rows(lines: list[str], offset: int, problems: _Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each whole row by its columns, with its line number in a file that has `offset` lines before."""
    reader = csv.reader(io.StringIO("".join(lines), newline=""), strict=True)
    try:
        header = next(reader, [])
        if not _check_header(header, offset + 1, problems):
            return
        for row in reader:
            line = offset + reader.line_num
            if not row:
                continue
            if len(row) != len(header):
                message = f"{len(row)} columns where there should be {len(header)}"
                problems.add(line, message, "is the file whole?")
                continue
            yield line, {name: value.strip() for name, value in zip(header, row, strict=True) if name in COLUMNS}
    except csv.Error as error:
        problems.add(offset + reader.line_num, f"not CSV: {error}", "is the file whole?")


def _check_header(header: list[str], line: int, problems: _Problems) -> bool:
    """Say whether rows can be read by a header, and add its problems."""
    for twice in [name for name, count in Counter(header).items() if count > 1]:
        problems.add(line, f"the column '{clip(twice)}' stands twice")
    for unknown in (name for name in header if name not in COLUMNS):
        problems.add(line, f"the column '{clip(unknown)}' is unknown", did_you_mean(unknown, COLUMNS))
    missing = next((name for name in ("id", "name", "designated") if name not in header), None)
    if missing is not None:
        problems.add(line, f"there is no column '{missing}'", "the columns are " + ", ".join(COLUMNS))
    return missing is None


def _entry(line: int, row: dict[str, str], problems: _Problems) -> Entry | None:
    given: dict[str, Any] = {name: _unguarded(value) for name, value in row.items() if value}
    if "aliases" in given:
        parts = (_unguarded(alias.strip()) for alias in row["aliases"].split(";"))
        given["aliases"] = tuple(filter(None, parts))
    try:
        return Entry.model_validate(given)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            field = details["loc"][0] if details["loc"] else row.get("id", "")
            said, hint = _said(details)
            problems.add(line, f"{field}: {said}" if details["type"] != "missing" else f"'{field}' is empty", hint)
        return None


_FAULTS = {
    "string_pattern_mismatch": ("this is not an id", "lower-case letters, digits and single hyphens"),
    "string_too_short": ("it is empty", None),
    "literal_error": ("this word is not allowed", "write high, medium or low"),
}
"""Fault and hint for the types of pydantic's errors that no check of our own raises."""


def _said(details: ErrorDetails) -> tuple[str, str | None]:
    """Return fault and hint of one of pydantic's errors."""
    error = details.get("ctx", {}).get("error")
    if isinstance(error, ValueError):
        return str(error), getattr(error, "hint", None)
    return _FAULTS.get(details["type"], ("this value is not allowed", None))


def _unguarded(text: str) -> str:
    """Return a text without the `'` that keeps a spreadsheet from reading it as a formula."""
    return text[1:] if text.startswith("'") and GUARDED.match(text[1:]) else text


def _check_references(entries: list[Entry], line_of: dict[str, int], problems: _Problems) -> None:
    """Check that entries refer to entries, and that the designations of an organization follow each other."""
    last: dict[str, Entry] = {}
    by_id = {entry.id: entry for entry in entries}
    for entry in sorted(entries, key=lambda entry: entry.designated):
        line = line_of[entry.id]
        for column in ("organization", "merged_into"):
            name = getattr(entry, column)
            if name and name not in by_id:
                problems.add(line, f"{column}: there is no entry '{clip(name)}'", did_you_mean(name, line_of))
            elif name == entry.id:
                problems.add(line, f"{column}: this is the entry itself", "leave it empty")
            elif name and getattr(by_id[name], column):
                problems.add(line, f"{column}: '{clip(name)}' points further", "name the last one")
        before = last.get(entry.group)
        if before is not None and (before.delisted is None or before.delisted > entry.designated):
            problems.add(line, f"'{entry.id}' begins before '{before.id}', of the same organization, ends")
        last[entry.group] = entry
