"""A call of the command in this process prints what its process prints, and leaves nothing of itself behind."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.conftest import CASES, ROOT, Run, slow_but

CASE = str(CASES[3].relative_to(ROOT))
INVALID = "tests/data/invalid/unknown-key.yaml"
DAY = ("--as-of", "2026-11-24")


WAYS: list[tuple[list[str], dict[str, str]]] = [
    ([CASE, INVALID, *DAY], {"COLUMNS": "80"}),
    ([CASE, *DAY], {"FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "xterm-256color"}),
    ([CASE, *DAY], {"FORCE_COLOR": "1", "NO_COLOR": ""}),
    ([CASE, "-f", "sarif", *DAY], {}),
    ([INVALID, CASE, "-f", "markdown", *DAY], {"PYTHONIOENCODING": "latin-1"}),
    ([CASE, INVALID, *DAY], {"PYTHONIOENCODING": "ascii"}),
    (["-", *DAY, "-q"], {}),
    (["record", "farc", *DAY], {}),
    (["nowhere.yaml"], {}),
    (["check", "--no-such-option"], {}),
    (["check", "--help"], {}),
    (["--version"], {}),
]
SLOW = [*WAYS[2:4], *WAYS[5:8], WAYS[10]]


@pytest.mark.parametrize(
    ("arguments", "variables"),
    slow_but(WAYS, *(way for way in WAYS if way not in SLOW)),
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_call_is_what_a_process_is(run: Run, process: Run, arguments: list[str], variables: dict[str, str]) -> None:
    raw = (ROOT / CASE).read_bytes()
    called, started = (way(*arguments, stdin=raw, **variables) for way in (run, process))
    assert (called.returncode, called.stdout, called.stderr) == (started.returncode, started.stdout, started.stderr)


def test_a_call_leaves_nothing_behind(run: Run) -> None:
    def state() -> tuple[object, ...]:
        handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        streams = (sys.stdin, sys.stdout, sys.stderr, sys.__stdout__)
        return Path.cwd(), dict(os.environ), list(sys.argv), streams, handlers, gc.isenabled(), gc.get_freeze_count()

    before = state()
    run(CASE, cwd=ROOT / "tests", COLUMNS="40", FTO_CHECK_TRACEBACK="1")
    assert state() == before
