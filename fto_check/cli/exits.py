"""The exit codes, by who has to act; tests hold the help and README to this table."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit code of a command; with several causes, 3 goes before 2 and 2 before 1."""

    OK = 0
    PROFILE = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


WHO_ACTS: dict[Exit, tuple[str, str]] = {
    Exit.OK: ("nobody", "every profile is valid and every expectation holds, whatever the statuses are"),
    Exit.PROFILE: (
        "a profile's author",
        "a file is not valid, an expectation is not met, or a gate of --fail-on is hit",
    ),
    Exit.USAGE: (
        "whoever typed it",
        "a bad option or setting, a missing path, nothing to check, a day without law",
    ),
    Exit.BUG: ("the maintainers", "a bug: one line, and how to get the traceback"),
    Exit.INTERRUPTED: ("nobody", "interrupted from the keyboard"),
}


def help_text() -> str:
    """Return the table as the help prints it."""
    rows = [f"{int(code)}  {who}: {when}" for code, (who, when) in WHO_ACTS.items()]
    return "Exit codes, by who has to act:\n\n\b\n" + "\n".join(rows)
