"""Processes that work on items side by side; the results stay in the order of the items."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process
from typing import Any, TypeVar

from fto_check.system import signals

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 50
"""The items per worker: starting a worker takes about as long as checking 50 profiles, or more of small ones."""
MOST = 61
"""The workers of a pool: Windows waits for at most 63 handles, and the pool needs two of them itself."""
PATIENCE = 0.5
"""The seconds after which one looks whether a worker is left that can write what is waited for."""
IN_HAND = 4
"""The items in hand for each worker: enough that none is idle while the oldest result is awaited; more take memory."""


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start(items: int, setup: Callable[..., None], given: tuple[object, ...]) -> Pool | None:
    """Return a pool for a number of items; None on one processor, or where processes cannot share memory.

    `setup(*given)` runs once in each worker.
    """
    if processors() == 1 or not _can_have_threads():
        return None
    try:
        return Pool(items, setup, given)
    except (OSError, ImportError):  # the system has no shared memory or no semaphores
        return None


THREADS = 4  # more than the two that the pool starts in this process, beside that of a progress bar


def _can_have_threads() -> bool:
    """Return whether this process may start the threads of a pool: one that lacks them would wait for ever."""
    done, begun = threading.Event(), list[threading.Thread]()
    try:
        for _ in range(THREADS):
            begun.append(threading.Thread(target=done.wait, daemon=True))
            begun[-1].start()
    except (RuntimeError, MemoryError):  # the first is Python's word for a limit of the system
        begun.pop()
        return False
    finally:
        done.set()
        for thread in begun:
            thread.join()
    return True


class Pool:
    """Worker processes, each set up once, that end when their work is done."""

    def __init__(self, items: int, setup: Callable[..., None], given: tuple[object, ...]) -> None:
        self.count = max(min(processors(), MOST, items // FEWEST), 1)
        self._setup: Callable[[], None] | None = lambda: setup(*given)
        self._is_lost = False
        # "spawn" is the one method that every system has, and it is safe beside the thread of a progress bar.
        with signals.delay(), _no_word_of_leaks():  # the tracker of semaphores starts here, and outlives a terminal
            self._executor = ProcessPoolExecutor(
                self.count, get_context("spawn"), initializer=_set_up_worker, initargs=(setup, given)
            )

    def in_order(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the result of `work` for each item, in the order of the items, and end the workers.

        If a worker is killed or cannot be started, as happens when memory is short, this process does the rest of the
        work.
        """
        waiting: deque[tuple[Item, Future[Result] | None]] = deque()
        with signals.if_left(_kill_workers):
            try:
                for item in items:
                    waiting.append((item, self._submit(work, item)))
                    if len(waiting) >= IN_HAND * self.count:
                        yield self._result(work, *waiting.popleft())
                while waiting:
                    yield self._result(work, *waiting.popleft())
            finally:  # on an interrupt too: the items that no worker has begun are dropped
                self._end()

    def _submit(self, work: Callable[[Item], Result], item: Item) -> Future[Result] | None:
        if self._is_lost:
            return None
        with signals.delay():  # submitting starts workers
            try:
                return self._executor.submit(work, item)
            except (BrokenProcessPool, OSError, RuntimeError):  # killed, or no more processes or threads can be had
                self._is_lost = True
                return None

    def _end(self) -> None:
        thread: Any = self._executor._executor_manager_thread
        results = self._executor._result_queue
        self._executor.shutdown(wait=False, cancel_futures=True)
        if thread is not None and thread.ident is None:  # it was never started, so nobody else ends the workers
            _kill_workers()
            for worker in active_children():
                worker.join()
        while thread is not None and thread.is_alive():
            thread.join(PATIENCE)
            _end_results(results)

    def _result(self, work: Callable[[Item], Result], item: Item, future: Future[Result] | None) -> Result:
        if future is not None:
            with suppress(BrokenProcessPool):
                return self._wait(future)
        if self._setup is not None:
            self._setup()
            self._setup = None
        return work(item)

    def _wait(self, future: Future[Result]) -> Result:
        while not future.done():
            wait([future], PATIENCE)
            _end_results(self._executor._result_queue)
        return future.result()


def _end_results(results: Any) -> None:
    """Let the thread of a pool see that no worker is left.

    A worker that is killed while it writes a result leaves part of one, for the rest of which the thread waits: this
    process has that end of the pipe too, so that the pipe does not end with the workers.
    """
    if not active_children() and results is not None:
        results._writer.close()


@contextmanager
def _no_word_of_leaks() -> Iterator[None]:
    """Have the tracker of semaphores, which is started in the block, clear up in silence after a run that just left."""
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, [before, "ignore:resource_tracker"]))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


def _kill_workers() -> None:
    for worker in active_children():
        worker.kill()


def _set_up_worker(setup: Callable[..., None], given: tuple[object, ...]) -> None:
    signals.set_up_worker()
    try:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    except RuntimeError:  # no more threads can be had, and a worker that outlives its parent would wait for ever
        os._exit(1)
    setup(*given)


def _end_with_parent() -> None:
    """End this worker when its parent is gone: a parent that is killed cannot end its workers."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
