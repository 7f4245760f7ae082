"""Files checked on several processors, in their order, with no more of them in hand than are worked on."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


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
    waiting: deque[Future[Result]] = deque()
    # A fresh start is the one way that is the same everywhere, and safe beside the thread of a progress bar.
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_start, initargs=(setup, given))
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= 4 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # on an interrupt too: what is not begun is not begun any more
        pool.shutdown(wait=True, cancel_futures=True)


def _start(setup: Callable[..., None], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends the pool
    setup(*given)
