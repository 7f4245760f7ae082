"""Run the benchmark: `python -m tests.benchmarks` (see README.md here)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks import bulk, floor, growth, names, registry, share, startup
from tests.benchmarks.measure import Part, Settings, is_current, machine, table

PARTS: dict[str, Callable[[Settings], Part]] = {
    "startup": startup.measure, "bulk": bulk.measure, "growth": growth.measure, "share": share.measure,
    "floor": floor.measure, "names": names.measure,
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
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(given.quick, Path(folder))
        for name in chosen:
            part = PARTS[name](settings)
            figures |= part.figures
            for found in (part, registry.reckon(part.figures)) if name == "bulk" else (part,):
                blocks.append(str(found))
                print(f"\n{found}", flush=True)
    if len(chosen) == len(PARTS):
        blocks.append(f"### Targets\n\n{targets(figures)}")
        print(f"\n{blocks[-1]}")
    blocks.append(f"The whole took {(time.perf_counter() - begun) / 60:.0f} minutes.")
    print(f"\n{blocks[-1]}")
    if given.write:
        write("\n\n".join(blocks))


def targets(figures: Mapping[str, float]) -> str:
    """Return what was aimed at beside what was measured."""

    def greatest(what: str) -> str:
        slopes = {name: value for name, value in figures.items() if name.startswith(f"slope, {what}, ")}
        name = max(slopes, key=lambda name: slopes[name])
        return f"{slopes[name]:.2f} ({name.split(', ', 2)[2]})"

    def three_of(name: str) -> str:
        return ", ".join(f"{figures[f'{name}, {size}']:.2f}" for size in ("smallest", "median", "largest"))

    small, large = ("1000", "10000")
    rows = (
        ("`--help` / `python -c pass`", "≤ 6", f"{figures['help / pass']:.2f}"),
        ("table / bare with our models built; smallest, median, largest", "≤ 1.4", three_of("table / built")),
        ("`why` / the same", "≤ 1.7", three_of("why / built")),
        ("check-jsonschema / `-f json`, five copies of the shipped profiles; one processor, all", "≥ 3.5, ≥ 5.5",
         f"{figures['shipped: peer / json, 1']:.1f}, {figures['shipped: peer / json, all']:.1f}"),
        ("the same / `-f ndjson`", "≥ 3.5, ≥ 5.5",
         f"{figures['shipped: peer / ndjson, 1']:.1f}, {figures['shipped: peer / ndjson, all']:.1f}"),
        ("check-jsonschema / `-f ndjson`, generated profiles; one processor, all", "≥ 5, ≥ 8",
         f"{figures['peer / ndjson, 1']:.1f}, {figures['peer / ndjson, all']:.1f}"),
        ("one processor / all, `-f ndjson`", "near their number",
         f"{figures['one / all']:.2f}, with {figures['busy, all']:.2f} busy"),
        ("peak memory of parent and greatest worker, 10,000 files / 1,000, `-f ndjson`", "near 1",
         f"{figures[f'peak, ndjson, {large}'] / figures[f'peak, ndjson, {small}']:.2f}"),
        ("processor time a file, 10,000 files / 1,000", "near 1",
         f"{figures[f'processor, ndjson, {large}'] / figures[f'processor, ndjson, {small}']:.2f}"),
        *((f"steepest stage in the number of {what}", "≤ 1.2", greatest(what))
          for what in ("items", "sources", "incidents", "days")),
        ("assess / parse, shipped and generated", "",
         f"{figures['assess / parse, shipped']:.2f}, {figures['assess / parse, generated']:.2f}"),
        ("our parse / yaml-rs", "as near as positions allow", f"{figures.get('ours / yaml-rs', float('nan')):.1f}"),
    )  # fmt: skip
    return table(("what", "target", "measured"), rows)


def write(figures: str) -> None:
    """Put figures between the markers of README.md."""
    head, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not end:
        sys.exit(f"{README.name} has lost its markers")
    README.write_text(f"{head}{BEGIN}\n\n{figures}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
