"""Files checked on several processors, in their order, with no more of them in hand than are worked on."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


BATCH = 8
"""How many items a worker is handed at once: each handing over costs about a tenth of what a profile does."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], setup: Callable[..., None], given: tuple[object, ...]
) -> Iterator[Result]:
    """Yield what `work` returns for each item, in the order of the items; `setup(*given)` runs once in each worker."""
    count = processors()
    waiting: deque[Future[list[Result]]] = deque()
    left = iter(items)
    # A fresh start is the one way that is the same everywhere, and safe beside the thread of a progress bar.
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_start, initargs=(setup, given))
    try:
        while batch := list(islice(left, BATCH)):
            with _no_interrupt():  # what is started in here never sees one: the parent does, and ends the pool
                waiting.append(pool.submit(_all, work, batch))
            if len(waiting) >= 3 * count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:  # on an interrupt too: what is not begun is not begun any more
        pool.shutdown(wait=True, cancel_futures=True)


def _all(work: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [work(item) for item in items]


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Keep an interrupt waiting; a process that is started meanwhile has it blocked for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(setup: Callable[..., None], given: tuple[object, ...]) -> None:
    gc.disable()  # as in the parent: nothing that is made for a file holds itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    setup(*given)


def _end_with_parent() -> None:
    """End this worker when its parent is gone, which may have been killed without a word."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
