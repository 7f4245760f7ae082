"""The program with two things that it has no options for: a run without confidence, and a note of its memory.

`driver.py [--note=FILE] [--no-confidence] ARGUMENTS…` takes the arguments of `fto-check`.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Take the own options off, and run."""
    note = None
    while sys.argv[1].startswith("--n"):
        option = sys.argv.pop(1)
        if option == "--no-confidence":
            _leave_confidence_out()
        else:
            note = Path(option.partition("=")[2])
    from fto_check.__main__ import main as program

    try:
        program()
    finally:
        if note is not None:
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            note.write_text(f"{_peak()} {children}", encoding="ascii")


def _leave_confidence_out() -> None:
    """Let every run be asked without confidence; the question goes to the workers as it is."""
    from fto_check.runs import check as checking

    def without(check: Any) -> Any:
        def called(paths: Any, question: Any, *more: Any, **options: Any) -> Any:
            return check(paths, question._replace(confidence=False), *more, **options)

        return called

    checking.check_each = without(checking.check_each)
    checking.show_each = without(checking.show_each)


def _peak() -> int:
    """Return the most memory of this process in KiB: its own, where getrusage has that of the process before exec."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
