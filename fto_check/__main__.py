"""The entry point: `fto-check` and `python -m fto_check`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

from fto_check.version import VERSION


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A run is short: collecting garbage would cost more than it frees. A long one collects between its files.
    gc.disable()
    # pydantic would look through all that is installed for plugins, and run them over what a profile holds.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if sys.argv[1:] in (["--version"], ["-V"]):
        try:
            print(f"fto-check {VERSION}", flush=True)
        except OSError as error:
            sys.stdout = None
            with suppress(OSError):
                print(f"fto-check: {error}", file=sys.stderr, flush=True)
            sys.exit(2)
        return
    if sys.stderr is None:  # closed by the caller: messages must not go to the next file that is opened, the report
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stdin is None:  # closed too, and read as empty
        sys.stdin = Path(os.devnull).open()  # noqa: SIM115
    if sys.stdout is None:
        with suppress(OSError):
            print("fto-check: standard output is closed", file=sys.stderr, flush=True)
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from fto_check.system import signals

    signals.watch()  # before anything else is imported, which takes a good part of a short run
    try:
        from fto_check.cli.app import app

        app(prog_name="fto-check")
    except BaseException as error:  # a library in Rust raises its own kind where memory ends
        from fto_check.cli.exits import Exit

        if isinstance(error, KeyboardInterrupt) or signals.was_interrupted():
            sys.exit(Exit.INTERRUPTED)
        if isinstance(error, SystemExit):
            raise
        if os.environ.get("FTO_CHECK_TRACEBACK"):
            import traceback

            with suppress(OSError):
                traceback.print_exc()
        from fto_check.system import memory

        system = isinstance(error, OSError | MemoryError)  # such as a full disk, or a folder that is gone
        short = isinstance(error, MemoryError) or (not system and memory.may_be_short(error))
        with suppress(OSError):
            print(f"fto-check: {_SHORT if short else _say(error, system=system)}", file=sys.stderr, flush=True)
        sys.exit(Exit.USAGE if system or short else Exit.BUG)
    finally:
        signals.clear_up()
        # The interpreter would collect garbage once more before its process ends: a tenth of a short run.
        gc.freeze()


_SHORT = "there is not enough memory"


def _say(error: BaseException, *, system: bool) -> str:
    from fto_check.problems.inert import inert

    said = inert(" ".join(str(error).split()))
    if system:
        return said
    return f"a bug: {type(error).__name__}: {said} (set FTO_CHECK_TRACEBACK=1 for the traceback)"


if __name__ == "__main__":
    main()
