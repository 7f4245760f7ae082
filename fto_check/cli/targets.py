"""Where a report may be written: over nothing that the run reads, and through no link that leads out of the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fto_check.cli.io import shown, usage

if TYPE_CHECKING:
    from fto_check.cli.config import Config


def refuse_target(option: str, path: str, settings: Config, profiles: Iterable[str] = ()) -> None:
    """Refuse a target, named by an option, that is one of the files of the run or lies behind a link that leads out."""
    from fto_check.documents.links import LEADS_OUT, leads_out

    try:
        target = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        target = None
    except (OSError, ValueError) as error:
        raise usage(f"{option}: {shown(path)} cannot be written: {getattr(error, 'strerror', None) or error}") from None
    if target is not None and (not stat.S_ISREG(target.st_mode) or any(_is_open_as(target, one) for one in (1, 2))):
        return  # a pipe, or /dev/stderr, which the caller has opened: written to and not over
    if leads_out(path):
        raise usage(f"{option}: {shown(path)} is {LEADS_OUT}: nothing is written through it")
    if target is None:
        return
    real = os.path.realpath(path)
    if real in {os.path.realpath(profile) for profile in profiles}:
        raise usage(f"{option}: {shown(path)} is one of the profiles")
    record = settings.root / settings.record if settings.record is not None else None
    for other, what in ((settings.file, "the configuration"), (record, "the official record in use")):
        if other is not None and real == os.path.realpath(other):
            raise usage(f"{option}: {shown(path)} is {what}")
    if _is_open_as(target, 0):
        raise usage(f"{option}: {shown(path)} is the file on standard input")


def may_be_read(path: str) -> bool:
    """Return whether a target may be an input, where a run failed before it knew its inputs."""
    from fto_check.documents.links import leads_out
    from fto_check.record.writing import LIST_AS_OF
    from fto_check.runs.files import SUFFIXES

    if path.endswith((*SUFFIXES, ".toml")):
        return True
    try:
        target = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(target.st_mode) or any(_is_open_as(target, one) for one in (1, 2)):
            return False
        return leads_out(path) or LIST_AS_OF.encode() in (head(Path(path), 2000) or b"")
    except FileNotFoundError:
        return leads_out(path)
    except (OSError, ValueError):
        return True


def head(path: Path, size: int) -> bytes | None:
    """Return at most `size` bytes of a regular file, None of anything else, for which nobody waits. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(size) if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else None


def _is_open_as(target: os.stat_result, descriptor: int) -> bool:
    try:
        return os.path.samestat(target, os.fstat(descriptor))
    except OSError:
        return False
