"""Signals: the interrupt from the keyboard (SIGINT) and the requests to end (SIGTERM, SIGHUP)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The requests to end; Windows has no SIGHUP."""

_came: list[int] = []
"""The signals of this run in their order. The first raises an exception, which a library can lose or turn into another
error; the interrupt would then look like a bug, or like an invalid file."""
_held: list[int] = []
"""The signals that wait for the end of a block of `delay`; None of them has raised its exception yet."""
_delays = 0
"""The blocks of `delay` that are open."""
_last_acts: list[Callable[[], object]] = []
"""What a process does that has to leave at once."""


def watch() -> None:
    """Handle signals from now on, so that no process and nothing half-written stays behind.

    The first raises an exception: an interrupt KeyboardInterrupt, a request to end SystemExit. The run then ends in
    order, which takes as long as the file in hand. A second signal does not wait for that: it does what `if_left` was
    given and leaves. What the caller has this process ignore, as `nohup` does, stays ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _handle)
    for ending in ENDING:
        if signal.getsignal(ending) is signal.SIG_DFL:
            signal.signal(ending, _handle)


def _handle(number: int, frame: object) -> None:
    del frame
    _came.append(number)
    if _delays:
        _held.append(number)
    elif len(_came) > 1:
        _leave()
    else:
        _raise(number)


def _raise(number: int) -> NoReturn:
    # From now on an exception in a finalizer is one of this signal, and Python would print its traceback.
    sys.unraisablehook = lambda _: None
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(_exit_code())


def _leave() -> NoReturn:
    """Do what has to be done, and end this process without waiting for anything."""
    clear_up()
    os._exit(_exit_code())


def clear_up() -> None:
    """Do what the blocks of `if_left` that were never left would have had done.

    The exception of a signal may pass by a block that stands in a generator: it is left when the interpreter ends, or
    never, and by then the next signal kills this process without a word.
    """
    while _last_acts:
        with suppress(Exception):
            _last_acts.pop()()


def _exit_code() -> int:
    """Return the code by which shells name a process that the first of its signals ended."""
    return 128 + _came[0]


def was_interrupted() -> bool:
    """Return whether an interrupt arrived since `watch`, even if its exception was lost."""
    return signal.SIGINT in _came


@contextmanager
def if_left(act: Callable[[], object]) -> Iterator[None]:
    """Have `act` called if this process has to leave at once within the block."""
    _last_acts.append(act)
    try:
        yield
    finally:
        with suppress(ValueError):  # it was done
            _last_acts.remove(act)


@contextmanager
def delay() -> Iterator[None]:
    """Let signals wait until the block is left; a process that is started in the block inherits that they wait.

    A signal in the middle of starting a process would leave the process half-started. They are blocked for the sake of
    the new process, and held in the handler too: another thread, as that of a progress bar, may still receive them.
    """
    global _delays
    before = None
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *ENDING})
    _delays += 1
    try:
        yield
    finally:
        _delays -= 1
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if _held and not _delays:
            first = len(_came) == len(_held) == 1
            number = _held[0]
            _held.clear()
            if first:
                _raise(number)
            _leave()


def set_up_worker() -> None:
    """Let a worker that was started within `delay` be ended by a request.

    Interrupts and the end of a terminal, which reach all processes, it leaves to its parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
