"""A file's bytes in, its text out; a file that is no text, or hides some of it, is refused with the place."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import replace

from fto_check.problems.inert import FORBIDDEN
from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity

MAX_BYTES = 4 * 1024 * 1024
"""The size of a file that is read: fifty times the largest profile in `profiles/` (80 kB)."""

# A byte order mark past the beginning of a file is a space of no width, but libyaml starts a line there.
_forbidden = re.compile(f"[{FORBIDDEN}\ufeff]")


def read_text(path: str | os.PathLike[str], expected: str = "it should be a text file") -> str:
    """Return the text of a UTF-8 file without control and bidirectional characters.

    `expected` is the hint for a path that is no file. Raises InvalidDocumentError.
    """
    name = os.fspath(path)
    return decode(read_bytes(name, expected), name)


def read_bytes(name: str, expected: str) -> bytes:
    """Return the content of a regular file, cut one byte after MAX_BYTES; InvalidDocumentError if it cannot be read."""
    try:
        # It is opened without blocking, so that a FIFO among the profiles is an error and not a wait for its writer.
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise invalid(name, "FTO001", "this is not a regular file", expected)
            return stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise invalid(name, "FTO001", "this is a folder, and one file is asked for", expected) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise invalid(name, "FTO001", f"the file cannot be read: {reason}", None) from None
    except ValueError as error:  # a NUL in the path
        raise invalid(name, "FTO001", f"the file cannot be read: {error}", None) from None


def decode(raw: bytes, path: str) -> str:
    """Return the text of a file's content; InvalidDocumentError if it is too large, not UTF-8 or hides something."""
    if len(raw) > MAX_BYTES:
        size = f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"
        raise invalid(path, "FTO009", size, "is this the right file?")
    text = _decode(raw, path)
    if found := _forbidden.search(text):
        line, column = _place(text, found.start())
        message = f"the character U+{ord(found.group()):04X} is not allowed here"
        hint = "control and bidirectional characters can hide what a reviewer should see"
        raise invalid(path, "FTO010", message, hint, line, column)
    return text


def invalid(
    path: str, code: str, message: str, hint: str | None, line: int = 1, column: int = 1
) -> InvalidDocumentError:
    """Return the error of a file with one problem; line and column count from 1."""
    where = Location(path, line, column, line, column + 1)
    return InvalidDocumentError(path, [Problem(code, Severity.ERROR, message, where, hint)])


def _decode(raw: bytes, path: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise invalid(path, "FTO002", "the file is UTF-16", "save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()  # without the byte order mark, which has no column
        line, column = _place(before, len(before))
        message = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
        raise invalid(path, "FTO002", message, "save the file as UTF-8", line, column) from None


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of an offset."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def quote(problems: Iterable[Problem], lines: list[str]) -> list[Problem]:
    """Return problems, each with its line of the file."""
    return [problem._replace(location=in_file(problem.location, lines)) for problem in problems]


def in_file(place: Location, lines: list[str]) -> Location:
    """Return a place with its line of the file; libyaml puts some places below the last line."""
    if place.line <= len(lines):
        return replace(place, excerpt=lines[place.line - 1])
    line, column = len(lines), len(lines[-1]) + 1
    return replace(place, line=line, column=column, end_line=line, end_column=column, excerpt=lines[-1])


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as an editor counts them: ended by CR, LF or both."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
