"""Files checked on several processors, in their order, with no more than a few of them in hand."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 50
"""How many items a worker should have: it takes as long to start as it does to check so many, or more of small ones."""
MOST = 61
"""How many processes Windows can wait for."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start(items: int, setup: Callable[..., None], given: tuple[object, ...]) -> Pool | None:
    """Return processes for a number of items; None where there is but one processor, or they cannot talk to each other.

    `setup(*given)` runs once in each of them.
    """
    if processors() == 1:
        return None
    try:
        return Pool(items, setup, given)
    except (OSError, ImportError):  # no shared memory, no semaphores
        return None


class Pool:
    """Processes that work on items."""

    def __init__(self, items: int, setup: Callable[..., None], given: tuple[object, ...]) -> None:
        self.count = max(min(processors(), MOST, items // FEWEST), 1)
        self._setup: Callable[[], None] | None = lambda: setup(*given)
        # A fresh start is the one way that is the same everywhere, and safe beside the thread of a progress bar.
        self._executor = ProcessPoolExecutor(
            self.count, get_context("spawn"), initializer=_start, initargs=(setup, given)
        )

    def in_order(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield what `work` returns for each item, in the order of the items, and end the processes.

        Where one of them is killed, as happens when memory is short, the rest of the work is done here.
        """
        waiting: deque[tuple[Item, Future[Result] | None]] = deque()
        try:
            for item in items:
                waiting.append((item, self._submit(work, item)))
                if len(waiting) >= 4 * self.count:
                    yield self._result(work, *waiting.popleft())
            while waiting:
                yield self._result(work, *waiting.popleft())
        finally:  # on an interrupt too: what is not begun is not begun any more
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[[Item], Result], item: Item) -> Future[Result] | None:
        with _no_signals():  # what is started in here never sees one: the parent does, and ends the pool
            try:
                return self._executor.submit(work, item)
            except BrokenProcessPool:
                return None

    def _result(self, work: Callable[[Item], Result], item: Item, future: Future[Result] | None) -> Result:
        if future is not None:
            with suppress(BrokenProcessPool):
                return future.result()
        if self._setup is not None:
            self._setup()
            self._setup = None
        return work(item)


_ENDING = {getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)}


@contextmanager
def _no_signals() -> Iterator[None]:
    """Keep an interrupt, or a request to end, waiting: a process that is started meanwhile would be left half-started.

    It has them blocked until it says otherwise.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDING})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(setup: Callable[..., None], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    setup(*given)


def _end_with_parent() -> None:
    """End this worker when its parent is gone, which may have been killed without a word."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
