"""What `new --from` begins a profile with: what a downloaded file or the official record knows of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from fto_check.cli.exits import Exit
from fto_check.cli.io import say, say_problem, shown, usage

if TYPE_CHECKING:
    from fto_check.law.statute import Statute
    from fto_check.manuals.begun import Beginning
    from fto_check.record.record import Record

RECORD = "record"
"""The word that means the official record; a file of this name is ./record."""
MOST_LEFT_OUT = 5
"""Values that no profile can hold and that are named; the rest is counted."""


def begin(source: str, name: str, record: Record, statute: Statute) -> Beginning:
    """Return the beginning of a profile; a source that does not have the organization ends the run."""
    begun = _from_record(name, record, statute) if source == RECORD else _from_file(source, name, statute)
    for number, said in enumerate(begun.left_out):
        if number == MOST_LEFT_OUT:
            say(f"fto-check: and {len(begun.left_out) - MOST_LEFT_OUT} more values are left out")
            break
        say(f"fto-check: left out: {shown(said)}")
    return begun


def _from_record(name: str, record: Record, statute: Statute) -> Beginning:
    from fto_check.manuals.begun import begin_from_record

    found = record.find(name) or record.identify((name,)).entries
    groups = list(dict.fromkeys(entry.group for entry in found))
    if len(groups) > 1:
        raise usage(f"the official record has several by this name, give the id of one: {', '.join(groups)}")
    if not groups:
        near = ", ".join(f"{one.name} ({one.group})" for one in record.nearest(name, 3))
        hint = f"it has names like it: {near}" if near else "without --from a profile begins empty"
        raise usage(f"the official record has no '{name}' ({hint})")
    return begin_from_record(name, record.designations_of(groups[0]), statute)


def _from_file(path: str, name: str, statute: Statute) -> Beginning:
    from fto_check.manuals.begun import begin_from_ftm
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.record.snapshots.one_ftm import SubjectNotFoundError, read_one

    try:
        return begin_from_ftm(read_one(path, name), statute, name)
    except SubjectNotFoundError as error:
        raise usage(str(error)) from None
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        raise typer.Exit(Exit.USAGE) from None
