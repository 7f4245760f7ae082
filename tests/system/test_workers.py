"""A pool whose workers are killed at the worst moment: while they write a result."""

from __future__ import annotations

import os
import signal
import struct
import sys
from multiprocessing import parent_process

import pytest

from fto_check.system import workers


def set_up() -> None:
    pass


def be_killed_within_a_result(item: int) -> int:
    """Write the head of a result that is never finished, and die; in the parent, do the work."""
    if parent_process() is not None:
        results = sys._getframe(1).f_locals["result_queue"]
        results._writer._send(struct.pack("!i", 1_000) + b"part of a result")
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends a process otherwise")
def test_workers_that_are_killed_within_a_result_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent holds the other end of their pipe too, so that nothing says that no more will come."""
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "PATIENCE", 0.1)
    pool = workers.start(2 * workers.FEWEST, set_up, ())
    assert pool is not None
    assert [*pool.in_order(be_killed_within_a_result, range(20))] == [2 * item for item in range(20)]
