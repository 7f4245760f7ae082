"""A large file read once from its start to its end, within limits, and the problems found in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NoReturn

from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity

MAX_BYTES = 512 * 1024 * 1024  # of a downloaded list
# Rows or entities that are kept in memory: more than ten times the SDN list of 2026.
MAX_ROWS = 250_000
MAX_SHOWN = 10  # errors of one file, and as many warnings: a damaged file has one in every line
CODE = "FTO013"
EXPECTED = "take OFAC's SDN.XML or SDN.CSV, or OpenSanctions' entities.ftm.json of us_state_terrorist_orgs"

Progress = Callable[[int], None]

_REPORT_EVERY = 256 * 1024  # bytes between two reports of progress
# Half a surrogate pair can come out of JSON's \u escapes and cannot be printed.
_unusable = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class Findings:
    """The problems of one file: errors that make it unusable, and warnings; the first `MAX_SHOWN` of each are kept."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._kept: dict[Severity, list[Problem]] = {Severity.ERROR: [], Severity.WARNING: []}
        self._count = {Severity.ERROR: 0, Severity.WARNING: 0}
        self.lost = 0
        """Rows that were left out because they cannot be read."""

    def error(self, message: str, line: int = 1, column: int = 1, hint: str | None = None) -> None:
        """Note a problem that makes the file unusable."""
        self._add(Severity.ERROR, message, line, column, hint)

    def warn(self, message: str, line: int = 1, column: int = 1, hint: str | None = None) -> None:
        """Note a problem that the user should know of, and that leaves the file usable."""
        self._add(Severity.WARNING, message, line, column, hint)

    def fail(self, message: str, line: int = 1, column: int = 1, hint: str | None = None) -> NoReturn:
        """Raise InvalidDocumentError with this error and the earlier ones."""
        self.error(message, line, column, hint)
        raise InvalidDocumentError(self.path, self._shown(Severity.ERROR))

    def settle(self) -> tuple[Problem, ...]:
        """Return the warnings; raises InvalidDocumentError if there were errors."""
        if self._count[Severity.ERROR]:
            raise InvalidDocumentError(self.path, self._shown(Severity.ERROR))
        return tuple(self._shown(Severity.WARNING))

    def _add(self, severity: Severity, message: str, line: int, column: int, hint: str | None) -> None:
        self._count[severity] += 1
        if self._count[severity] <= MAX_SHOWN:
            where = Location(self.path, line, column, line, column + 1)
            self._kept[severity].append(Problem(CODE, severity, message, where, hint))

    def _shown(self, severity: Severity) -> list[Problem]:
        shown, more = self._kept[severity], self._count[severity] - MAX_SHOWN
        if more <= 0:
            return shown
        message = f"and {more} more problem{'s' if more > 1 else ''} of this file"
        return [*shown, Problem(CODE, severity, message, shown[-1].location)]


class SnapshotFile:
    """A regular file that is read once from its start to its end, by lines or by blocks."""

    def __init__(
        self, stream: BinaryIO, findings: Findings, progress: Progress | None, expected: str = EXPECTED
    ) -> None:
        self.findings = findings
        self.expected = expected
        self.path = findings.path
        self._stream = stream
        self._progress = progress
        self._total = self._reported = 0

    def head(self, size: int = 64 * 1024) -> bytes:
        """Return the first bytes; reading still begins at the start."""
        start = self._take(lambda: self._stream.read(size))
        self._stream.seek(0)
        return start

    def read(self, size: int) -> bytes:
        """Return the next block, empty at the end."""
        return self._count(self._take(lambda: self._stream.read(size)))

    def lines(self, limit: int) -> Iterator[tuple[int, str]]:
        """Yield each line with its number from 1, its line end included; a line over `limit` bytes is an error."""
        number = 0
        while raw := self._count(self._take(lambda: self._stream.readline(limit + 1))):
            number += 1
            if len(raw) > limit:
                self.findings.fail(f"a line of more than {limit // 1024} KiB", number, 1, self.expected)
            yield number, self._decode(raw, number)

    def finish(self) -> None:
        """Report the last bytes."""
        if self._progress is not None and self._total > self._reported:
            self._progress(self._total)

    def _take(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except OSError as error:
            self.findings.fail(f"the file cannot be read: {error.strerror or type(error).__name__}")

    def _count(self, block: bytes) -> bytes:
        self._total += len(block)
        if self._total > MAX_BYTES:
            self.findings.fail(_too_large(), hint=self.expected)
        if self._progress is not None and self._total - self._reported >= _REPORT_EVERY:
            self._reported = self._total
            self._progress(self._total)
        return block

    def _decode(self, raw: bytes, number: int) -> str:
        try:
            return raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = len(error.object[: error.start].decode()) + 1  # without the byte order mark
            message = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
            self.findings.fail(message, number, column, "the official files are ASCII or UTF-8: download it again")


@contextmanager
def open_source(path: str, progress: Progress | None = None, *, expected: str = EXPECTED) -> Iterator[SnapshotFile]:
    """Open a regular file of at most `MAX_BYTES`; errors of the system become InvalidDocumentError too.

    `expected` says which file to take instead of one that cannot be used.
    """
    findings = Findings(path)
    descriptor = _open(path, findings, expected)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            findings.fail("this is not a regular file", hint=expected)
        if status.st_size > MAX_BYTES:
            findings.fail(_too_large(), hint=expected)
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            source = SnapshotFile(stream, findings, progress, expected)
            yield source
            source.finish()
    finally:
        os.close(descriptor)


def _open(path: str, findings: Findings, expected: str) -> int:
    try:
        # Opened without blocking, so that a FIFO is an error and not a wait for its writer.
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        findings.fail(f"the file cannot be read: {error.strerror or type(error).__name__}", hint=expected)
    except ValueError as error:  # a NUL in the path
        findings.fail(f"the file cannot be read: {error}", hint=expected)


def tidy(text: str) -> str:
    """Return text with single spaces. Raises ValueError for control characters and halves of surrogate pairs."""
    if found := _unusable.search(text.replace("\t", " ").replace("\r", " ").replace("\n", " ")):
        raise ValueError(f"the character U+{ord(found.group()):04X} is not allowed here")
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return the start of a text for a message."""
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    return "'" + _unusable.sub("?", shown) + "'"


def _too_large() -> str:
    return f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"
