"""The pager of the user's choice, through which a terminal shows what is longer than its screen."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

COMMAND = "less"
LESS = "FRX"
"""How `less` behaves where the user does not say so: as git has it, it leaves a short text alone and shows colours."""
NONE: tuple[list[str], ...] = ([], ["cat"])
"""The commands that say that there shall be no pager."""
NOT_STARTED = (126, 127)  # what a command such as env returns for another that it cannot start


def page(text: str, height: int) -> bool:
    """Show text in the pager if it is longer than the screen; return whether it was shown.

    The reader may quit before the end. An interrupt is the pager's meanwhile, which answers it itself: so it neither
    ends this run nor changes its exit code.
    """
    command = pager_command()
    if command in NONE or text.count("\n") < height:
        return False
    with _passing_interrupts_over():
        try:
            running = subprocess.Popen(command, stdin=subprocess.PIPE, env={"LESS": LESS, **os.environ})
        except OSError:  # there is no such command here
            return False
        assert running.stdin is not None
        with suppress(BrokenPipeError):  # the reader has seen enough
            running.stdin.write(text.encode(errors="replace"))
        with suppress(BrokenPipeError):
            running.stdin.close()
        return running.wait() not in NOT_STARTED


def pager_command() -> list[str]:
    """Return the words of the user's pager; none where the user wants none, or the terminal can show none.

    It is never run by a shell, which would read more into the words than the name of a program and its options.
    """
    if os.environ.get("TERM") == "dumb":
        return []
    try:
        return shlex.split(os.environ.get("PAGER", COMMAND), posix=os.name == "posix")
    except ValueError:  # a quotation mark without its other one
        return []


@contextmanager
def _passing_interrupts_over() -> Iterator[None]:
    """Do nothing at an interrupt within the block; a program that is started in it handles its own as it likes."""
    before = signal.getsignal(signal.SIGINT)
    if callable(before):  # ignoring it instead would be inherited
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
