"""Signals: the interrupt from the keyboard (SIGINT) and the requests to end (SIGTERM, SIGHUP)."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The requests to end; Windows has no SIGHUP."""

_interrupts: list[int] = []
"""The interrupts of this run. Python raises an exception for each, which a library can lose or turn into another error;
the interrupt would then look like a bug, or like an invalid file."""


def watch() -> None:
    """Handle signals from now on, each by an exception, so that no process and nothing half-written stays behind.

    An interrupt raises KeyboardInterrupt and is noted, a request to end raises SystemExit. Interrupts that the caller
    has this process ignore stay ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _note_interrupt)
    for ending in ENDING:
        signal.signal(ending, _leave)


def _note_interrupt(number: int, frame: object) -> NoReturn:
    del frame
    _interrupts.append(number)
    raise KeyboardInterrupt


def _leave(number: int, frame: object) -> NoReturn:
    del frame
    sys.exit(128 + number)  # the code by which shells name a process that a signal ended


def was_interrupted() -> bool:
    """Return whether an interrupt arrived since `watch`, even if its exception was lost."""
    return bool(_interrupts)


@contextmanager
def delay() -> Iterator[None]:
    """Let signals wait until the block is left; a process that is started in the block inherits that they wait.

    A signal in the middle of starting a process would leave the process half-started.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *ENDING})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def set_up_worker() -> None:
    """Let a worker that was started within `delay` be ended by a request, and leave interrupts to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
