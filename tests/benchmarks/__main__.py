"""Run the benchmark: `python -m tests.benchmarks` (see README.md here)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import bulk, floor, growth, registry, share, startup
from tests.benchmarks.measure import Part, Settings, is_current, machine

PARTS: dict[str, Callable[[Settings], Part]] = {
    "startup": startup.measure, "bulk": bulk.measure, "growth": growth.measure, "share": share.measure,
    "floor": floor.measure,
}  # fmt: skip
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- begin: written by python -m tests.benchmarks --write -->", "<!-- end -->"


def main() -> None:
    """Run the parts asked for, print them, and write them into README.md if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how fast fto-check is.")
    parser.add_argument("--only", metavar="LIST", help="parts to run: " + ",".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="one round of little: shows that all runs")
    parser.add_argument("--write", action="store_true", help="write the figures into tests/benchmarks/README.md")
    given = parser.parse_args()
    chosen = list(PARTS) if given.only is None else given.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: take {', '.join(PARTS)}")
    if given.write and (given.quick or given.only is not None):
        parser.error("--write is for whole runs: figures of different runs do not belong in one table")
    if not is_current():
        parser.error("the installed fto-check is not that of this checkout: pip install '.[bench]' first")
    blocks = [machine()]
    print(blocks[0], flush=True)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(given.quick, Path(folder))
        for name in chosen:
            part = PARTS[name](settings)
            for found in (part, registry.reckon(part.figures)) if name == "bulk" else (part,):
                blocks.append(str(found))
                print(f"\n{found}", flush=True)
    blocks.append(f"The whole took {(time.perf_counter() - begun) / 60:.0f} minutes.")
    print(f"\n{blocks[-1]}")
    if given.write:
        write("\n\n".join(blocks))


def write(figures: str) -> None:
    """Put figures between the markers of README.md."""
    head, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not end:
        sys.exit(f"{README.name} has lost its markers")
    README.write_text(f"{head}{BEGIN}\n\n{figures}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
