"""The command with the caller's environment kept out: called in this process, or started as one of its own.

What is printed, and the exit code, are the same in both, and a call costs a tenth of a process. A test starts one where
it is about what only a process has: its streams, signals, limits, the modules that it loads.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fto_check.__main__ import main
from fto_check.record.reading import load_record

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""`run(*arguments, cwd=ROOT, stdin=b"", **variables)`."""

SCRUBBED = ("COLUMNS", "LINES", "FORCE_COLOR", "GITHUB_ACTIONS", "CI", "FTO_CHECK_TRACEBACK", "TERM", "PYTHONPATH")
"""What the command or its libraries look at; a runner of tests may set some of them, as pytest-xdist does COLUMNS."""
GIVEN = {"NO_COLOR": "1", "PYTHONUTF8": "1"}


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a process of the command: this one's without what the command looks at, and more."""
    kept = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
    return {**kept, **GIVEN, "PYTHONPATH": str(ROOT), **more}


def start(*arguments: str, cwd: Path = ROOT, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process."""
    return subprocess.run(
        [sys.executable, "-m", "fto_check", *arguments], cwd=cwd, env=environment(**more), input=stdin,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def call(*arguments: str, cwd: Path = ROOT, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in this process, from its entry on, with streams that are no terminals."""
    encoding = more.get("PYTHONIOENCODING", "utf-8")
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding=encoding)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    with _as_a_process_of_its_own(), pytest.MonkeyPatch.context() as patch:
        for name in SCRUBBED:
            patch.delenv(name, raising=False)
        for name, value in {**GIVEN, **more}.items():
            patch.setenv(name, value)
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["fto-check", *arguments])
        patch.setattr(gc, "freeze", lambda: None)
        _draw_in_colours_of_this_call(patch)
        _keep_what_is_loaded_of_a_command(patch)
        for stream, replaced in (("stdin", given), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, stream, replaced)
            patch.setattr(sys, f"__{stream}__", replaced)
        code = _exit_code()
    return subprocess.CompletedProcess(["fto-check", *arguments], code, _content(out), _content(err))


def _draw_in_colours_of_this_call(patch: pytest.MonkeyPatch) -> None:
    """Have rich make its codes anew: a style keeps those of the first terminal that it was drawn for."""
    from rich.style import Style  # here, as a test counts what is loaded without it

    render = Style.render

    def render_afresh(style: Style, *arguments: Any, **more: Any) -> str:
        style._ansi = None
        return render(style, *arguments, **more)

    patch.setattr(Style, "render", render_afresh)


def _keep_what_is_loaded_of_a_command(patch: pytest.MonkeyPatch) -> None:
    """Have the options of a command made once: typer makes them from annotations, in a quarter of a small check."""
    from fto_check.cli import app

    patch.setattr(app, "_load_command", _kept(app._load_command))


@cache
def _kept(load: Callable[[str], Any]) -> Callable[[str], Any]:
    return cache(load)


def _exit_code() -> int:
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def _content(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


@contextmanager
def _as_a_process_of_its_own() -> Iterator[None]:
    """Take back what the entry changes for the rest of its process, and forget a record that another run may change."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    load_record(None)  # as the command asks for the package's own, which stays the same
    records = load_record.cache_info().currsize
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
        gc.enable()
        if load_record.cache_info().currsize > records:
            load_record.cache_clear()
