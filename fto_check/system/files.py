"""A file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fto_check.system import signals


@contextlib.contextmanager
def open_whole(path: str) -> Iterator[IO[str]]:
    """Yield a stream of text whose file takes its name only when all of it is written. Raises OSError.

    The text goes to a file beside the target that is then renamed, so an interrupt or a full disk leaves the old file
    as it was. A target that is no regular file (a pipe, /dev/stderr) is written to directly.
    """
    target = Path(os.path.realpath(path))
    try:
        before = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        before = None
    # The target may be the file that standard output or standard error goes to: replaced, it would lose that output.
    for descriptor in (1, 2):
        if before is not None and _is_open_as(before, descriptor):
            with os.fdopen(os.dup(descriptor), "w", encoding="utf-8", newline="") as stream:
                yield stream
            return
    if before is not None and not stat.S_ISREG(before.st_mode):
        with open(path, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (a pipe's real path is no file)
            yield stream
        return
    # The name stands before the file does, so that a signal at any moment leaves no file which is not deleted below.
    name = os.fsencode(target.name)[:100].decode("utf-8", "ignore")
    part = target.with_name(f".{name}.{secrets.token_hex(8)}.part")
    with signals.if_left(lambda: part.unlink(missing_ok=True)), _gone_on_failure(part):
        with part.open("x", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            part.chmod(stat.S_IMODE(before.st_mode) if before is not None else 0o666 & ~_umask())
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)


@contextlib.contextmanager
def _gone_on_failure(part: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is_open_as(status: os.stat_result, descriptor: int) -> bool:
    try:
        return os.path.samestat(status, os.fstat(descriptor))
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
