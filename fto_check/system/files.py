"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def whole(path: str) -> Iterator[IO[str]]:
    """Open a file for text that stands under its name only when all of it is written.

    It is written beside the target and renamed, so an interrupt or a full disk leaves the old file as it was. A
    target that is no regular file (a pipe, /dev/stderr) is written to as it is. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    try:
        before = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        before = None
    for descriptor in (1, 2):  # where this process's own output goes, a file under a name of its own would be lost
        if before is not None and _is_open_as(before, descriptor):
            with os.fdopen(os.dup(descriptor), "w", encoding="utf-8", newline="") as stream:
                yield stream
            return
    if before is not None and not stat.S_ISREG(before.st_mode):
        with open(path, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (no file has its real name)
            yield stream
        return
    # Named before it is made: a signal that comes between the two leaves nothing that nobody knows of.
    name = os.fsencode(target.name)[:100].decode("utf-8", "ignore")
    part = target.with_name(f".{name}.{secrets.token_hex(8)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            part.chmod(stat.S_IMODE(before.st_mode) if before is not None else 0o666 & ~_umask())
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
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
