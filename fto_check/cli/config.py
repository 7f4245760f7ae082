"""The defaults that a repository of profiles keeps in `[tool.fto-check]` of its pyproject.toml."""

from __future__ import annotations

import fnmatch
import json
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fto_check.documents.dates import DateError, parse_day
from fto_check.documents.links import without_text
from fto_check.documents.textfile import read_text
from fto_check.problems.problems import (
    CODES,
    MAX_PROBLEMS,
    WARNING_CODES,
    InvalidDocumentError,
    Location,
    Problem,
    Severity,
    clip,
    cut_problems,
    did_you_mean,
)
from fto_check.record.entry import MAX_LIST_AGE

if TYPE_CHECKING:
    from fto_check.runs.gates import AnyGate

TABLE = "[tool.fto-check]"
EXAMPLES = {
    "paths": '["profiles"]',
    "exclude": '["profiles/drafts/*"]',
    "as-of": '"2026-01-31"',
    "fail-on": '["not-met", "warning"]',
    "ignore": '["FTO212"]',
    "remind": '["FTO207"]',
    "record": '"record.csv"',
    "max-list-age": "90",
}
"""The keys, each with an example of a value."""
MAX_LENGTH = 1024 * 1024
"""The characters of a file: tomllib takes quadratic time, and a pull request may bring a pyproject.toml too."""
MAX_DOTS = 500
"""The dots of a line, for the same reason."""
MAX_TEXTS = 1000
"""The texts of a list: each pattern is tried on each file. A repository has a handful."""


class Config(NamedTuple):
    """The settings of a repository of profiles, each under its key of `EXAMPLES`."""

    root: Path
    """The folder of the file; the paths in the settings are relative to it."""
    file: Path | None = None
    """The file; None where no file has the table."""
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: tuple[AnyGate, ...] = ()
    ignore: tuple[str, ...] = ()
    """The codes of warnings that are left out."""
    remind: tuple[str, ...] = ()
    """The codes of reminders that are given."""
    record: str | None = None
    max_list_age: int = MAX_LIST_AGE
    """Days from which on a list is too old to say "not listed" by without a warning."""

    def excludes(self, path: str) -> bool:
        """Return whether a pattern matches a path or a folder above it; patterns are a shell's, relative to `root`."""
        return self.excluded_by(path) is not None

    def excluded_by(self, path: str) -> str | None:
        """Return the pattern of `exclude` that matches a path or a folder above it; None if there is none."""
        if not self.exclude:
            return None
        try:
            name = Path(os.path.abspath(path)).relative_to(os.path.abspath(self.root)).as_posix()
        except ValueError:
            return None
        parts = name.split("/")
        heads = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        if not any(map(_compile(self.exclude), heads)):
            return None
        return next(pattern for pattern in self.exclude if any(map(_compile((pattern,)), heads)))


@cache
def _compile(patterns: tuple[str, ...]) -> Callable[[str], object]:
    """Return a function that says whether a path matches any of the patterns."""
    return re.compile("|".join(fnmatch.translate(posixpath.normpath(pattern)) for pattern in patterns)).match


def find_config(folder: Path) -> Path | None:
    """Return the nearest pyproject.toml that has the table, in a folder or above it. Raises OSError.

    One without the table belongs to another project inside the repository, and hides no settings. One that is not TOML
    counts if it names the table: its reader says what is wrong.
    """
    files = (above / "pyproject.toml" for above in (folder, *folder.parents))
    return next((file for file in files if file.is_file() and _has_table(file)), None)


def _has_table(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            text = stream.read(4 * MAX_LENGTH).decode("utf-8", "replace")
    except PermissionError:
        return True
    if "fto-check" not in text:
        return False
    import tomllib  # loads regular expressions for TOML, and most folders have none of ours

    try:
        if len(text) <= MAX_LENGTH and all(row.count(".") <= MAX_DOTS for row in text.split("\n")):
            tool = tomllib.loads(text).get("tool")
            return isinstance(tool, dict) and "fto-check" in tool
    except (ValueError, RecursionError):
        pass
    return True


def load_config(path: Path | None, *, named: bool = False) -> Config:
    """Return the settings of a file, none without a file. A file that the user `named` must have the table.

    Raises InvalidDocumentError (FTO015) with all faults.
    """
    if path is None:
        return Config(Path())
    try:
        return _load(path, named=named)
    except InvalidDocumentError as error:
        raise without_text(error, str(path)) from None


def _load(path: Path, *, named: bool) -> Config:
    import tomllib

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
    if (contradiction := _contradiction(values)) is not None:
        raise InvalidDocumentError(str(path), [_make_problem(path, contradiction, None, *_find_key(text, "ignore"))])
    return Config(path.parent, path, **values)


def _contradiction(values: dict[str, Any]) -> str | None:
    """Return what is wrong with settings that exclude each other; None if none do."""
    from fto_check.runs.gates import codes_of

    both = sorted(codes_of(values.get("fail_on", ())) & set(values.get("ignore", ())))
    return f"{', '.join(both)} stands in ignore and in fail-on" if both else None


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
    if len(value) > MAX_TEXTS:
        raise ValueError(f"there are {len(value):,} texts, and at most {MAX_TEXTS:,} are read")
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
    from fto_check.runs.gates import parse_gates

    return parse_gates([value] if isinstance(value, str) else _read_texts(value))


def read_codes(words: Iterable[str], known: Sequence[str], called: str) -> tuple[str, ...]:
    """Return the codes in lists such as `FTO212,fto218`, which must be `known`. Raises ValueError for others."""
    from fto_check.runs.gates import split_words

    codes = []
    for word in split_words(words):
        if (code := word.upper()) not in known:
            if code in CODES:
                raise ValueError(f"{code} ({CODES[code]}) is no {called}")
            hint = did_you_mean(code, known) or f"write {known[0]}, for instance"
            raise ValueError(f"'{clip(word)}' is no code of a {called} ({hint})")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def read_ignored(words: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of warnings to leave out. Raises ValueError for others: an error cannot be ignored."""
    return read_codes(words, WARNING_CODES, "warning")


def _read_ignore(value: Any) -> tuple[str, ...]:
    return read_ignored([value] if isinstance(value, str) else _read_texts(value))


def _read_remind(value: Any) -> tuple[str, ...]:
    from fto_check.advice import REMINDERS

    return read_codes([value] if isinstance(value, str) else _read_texts(value), sorted(REMINDERS), "reminder")


def _read_days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a number of days is wanted here")
    return value


_READERS: dict[str, Any] = {
    "paths": _read_texts,
    "exclude": _read_texts,
    "as-of": _read_day,
    "fail-on": _read_gates,
    "ignore": _read_ignore,
    "remind": _read_remind,
    "record": _read_text,
    "max-list-age": _read_days,
}


def as_toml(settings: Config) -> str:
    """Return settings as the lines of the table that would set them."""
    lists = {
        "paths": settings.paths,
        "exclude": settings.exclude,
        "fail-on": [gate.option for gate in settings.fail_on],
        "ignore": settings.ignore,
        "remind": settings.remind,
    }
    lines = [f"{key} = {json.dumps(list(value), ensure_ascii=False)}" for key, value in lists.items()]
    if settings.as_of is not None:
        lines.insert(2, f'as-of = "{settings.as_of.isoformat()}"')
    if settings.record is not None:
        lines.append(f"record = {json.dumps(settings.record, ensure_ascii=False)}")
    return "\n".join([*lines, f"max-list-age = {settings.max_list_age}"]) + "\n"


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
