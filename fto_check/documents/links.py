"""Links that lead out of the working folder: a pull request may bring one, to a file that its author cannot read."""

from __future__ import annotations

import os
from pathlib import Path

from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity

LEADS_OUT = "a link that leads out of the working folder"


def leads_out(path: str | os.PathLike[str]) -> bool:
    """Return whether a link on the way to a file leads out of the working folder.

    Outside the working folder, which the user has named then, the file's own folder counts in its place. Raises OSError
    and ValueError.
    """
    named, here = os.path.abspath(path), os.path.realpath(os.curdir)
    real = os.path.realpath(named)
    if _is_in(real, here):
        return False
    return _is_in(named, here) or not _is_in(real, os.path.realpath(Path(named).parent))


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def without_text(error: InvalidDocumentError, path: str) -> InvalidDocumentError:
    """Return the error of a file without a word of its text, if a link that leads out of the folder is on its way."""
    if not leads_out(path):
        return error
    count = "problem that is" if len(error.problems) == 1 else "problems that are"
    message = f"this is {LEADS_OUT}; the file has {len(error.problems)} {count} not shown, with its text"
    place, hint = Location(path), "check the file itself, by its own path"
    return InvalidDocumentError(path, [Problem("FTO001", Severity.ERROR, message, place, hint)])
