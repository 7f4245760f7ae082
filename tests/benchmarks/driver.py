"""The program with a note of its memory, which it has no option for.

`driver.py --note=FILE ARGUMENTS…` takes the arguments of `fto-check`.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def main() -> None:
    """Take the own option off, and run."""
    note = Path(sys.argv.pop(1).removeprefix("--note="))
    from fto_check.__main__ import main as program

    try:
        program()
    finally:
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        note.write_text(f"{_peak()} {children}", encoding="ascii")


def _peak() -> int:
    """Return the most memory of this process in KiB: its own, where getrusage has that of the process before exec."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
