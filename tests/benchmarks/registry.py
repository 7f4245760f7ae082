"""What the measured rates come to for a registry of four million entities."""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.measure import Part, table

ENTITIES = 4_000_000


def reckon(bulk: Mapping[str, float]) -> Part:
    """Return the figures of a registry at the rates of the bulk run."""
    part = Part("A registry of four million entities, reckoned")
    rows = []
    for cores, way in (("one processor", "1"), ("all processors", "all")):
        seconds = bulk[f"a file, {way}"]
        rows.append((cores, f"{1 / seconds:.0f}", f"{seconds * ENTITIES / 3600:.1f}"))
    part.blocks.append(
        f"At the rates of the bulk run, if each entity had a profile of {bulk['mean size'] / 1000:.1f} kB: "
        f"{bulk['mean size'] * ENTITIES / 1e9:.0f} GB of YAML."
    )
    part.blocks.append(table(("run", "profiles/s", "hours"), rows))
    return part
