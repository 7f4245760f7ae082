"""Bulk: many profiles in one run, against a peer, on one processor and all, and how memory grows."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copy

from tests.benchmarks.generate import corpus
from tests.benchmarks.measure import (
    AS_OF,
    Part,
    Rounds,
    Settings,
    Spent,
    command,
    run,
    shipped,
    table,
    take_turns,
    watched,
)
from tests.benchmarks.peer import Peer

ALL = 10_000
OURS = 2_000
COPIES = 5
OTHERS = 600
PEERS = 300


def measure(settings: Settings) -> Part:
    """Measure bulk runs."""
    part = Part("Bulk")
    scale = 50 if settings.quick else 1
    folders = {count: _folder(settings.folder, count // scale) for count in (ALL, OURS, OTHERS, PEERS)}
    size = sum(path.stat().st_size for path in folders[ALL].iterdir())
    part.figures["mean size"] = size / len(list(folders[ALL].iterdir()))
    _shipped(settings, part)
    _rates(settings, part, folders)
    _growth(settings, part, scale)
    return part


def _folder(folder: Path, count: int) -> Path:
    """Return a folder with the first so many generated profiles; the files are the same in each."""
    everything = folder / "corpus"
    have = len(list(everything.iterdir())) if everything.exists() else 0
    if have < count:
        corpus(everything, count)
        have = count
    if have == count:
        return everything
    part = folder / f"first-{count}"
    if not part.exists():
        part.mkdir()
        for path in sorted(everything.iterdir())[:count]:
            os.link(path, part / path.name)
    return part


class _Runs:
    """Candidates that keep what their processes took."""

    def __init__(self) -> None:
        self.spent: dict[str, list[Spent]] = {}

    def candidate(
        self, name: str, words: Sequence[str], files: int, cpus: set[int] | None = None
    ) -> Callable[[], float]:
        """Return a candidate whose seconds are those of one file."""

        def once() -> float:
            spent = run(words, cpus=cpus)
            self.spent.setdefault(name, []).append(spent)
            return spent.wall / files

        return once

    def busy(self, name: str) -> float:
        """Return how many processors a candidate kept busy."""
        return sum(one.processor for one in self.spent[name]) / sum(one.wall for one in self.spent[name])


def _shipped(settings: Settings, part: Part) -> None:
    """Measure copies of the shipped profiles, which are larger than generated ones and expect statuses."""
    runs, peer = _Runs(), Peer(settings)
    paths: list[Path] = []
    for number in range(COPIES):
        folder = settings.folder / "copies" / str(number)
        folder.mkdir(parents=True)
        paths += [Path(copy(path, folder)) for path in shipped()]
    usable = sorted(os.sched_getaffinity(0))
    called = ["--as-of", AS_OF, str(settings.folder / "copies")]
    candidates = {
        f"{form}, {cores}": runs.candidate(
            f"{form}, {cores}", [*command(), "check", "-f", form, *called], len(paths), cpus
        )
        for form in ("json", "ndjson") for cores, cpus in (("1", {usable[-1]}), ("all", None))
    }  # fmt: skip
    candidates["peer"] = runs.candidate("peer", peer.words(paths), len(paths), {usable[-1]})
    found = take_turns(candidates, settings.rounds(3), warm=False)
    rows = []
    for name in candidates:
        form, _, cores = name.partition(", ")
        said = "check-jsonschema as installed (pure ruamel.yaml)" if form == "peer" else f"`-f {form}`"
        where = "one processor" if cores in ("1", "") else f"all {len(usable)}"
        rows.append((
            f"{said}, {where}", len(paths), f"{found.median(name) * 1000:.1f}", f"{runs.busy(name):.2f}",
            f"{found.ratio('peer', name):.1f}",
        ))  # fmt: skip
        part.figures[f"shipped: peer / {name}"] = found.ratio("peer", name)
    part.blocks.append(
        f"{COPIES} copies of the shipped profiles, with their expectations, {settings.rounds(3)} rounds, start-up "
        "included; what “busy” means, and what the two programs do, stands below the next table."
    )
    part.blocks.append(table(("run", "files", "ms a file", "busy", "peer's time / its"), rows))


def _rates(settings: Settings, part: Part, folders: dict[int, Path]) -> None:
    runs, peer = _Runs(), Peer(settings)
    paths = {count: sorted(folder.iterdir()) for count, folder in folders.items()}
    usable = sorted(os.sched_getaffinity(0))
    one = {usable[-1]}
    candidates: dict[str, Callable[[], float]] = {}

    def ours(name: str, count: int, words: list[str], cpus: set[int] | None) -> None:
        called = [*words, "--as-of", AS_OF, str(folders[count])]
        candidates[name] = runs.candidate(name, called, len(paths[count]), cpus)

    for form in ("ndjson", "json", "quiet"):
        options = ["-q"] if form == "quiet" else ["-f", form]
        count = OURS if form == "ndjson" else OTHERS
        ours(f"{form}, 1", count, [*command(), "check", *options], one)
        ours(f"{form}, all", count, [*command(), "check", *options], None)
    candidates["peer"] = runs.candidate("peer", peer.words(paths[PEERS]), len(paths[PEERS]), one)
    if peer.has_fast:
        words = peer.words(paths[PEERS], fast=True)
        candidates["fast peer"] = runs.candidate("fast peer", words, len(paths[PEERS]), one)
    found = take_turns(candidates, settings.rounds(3), warm=False)
    rows = []
    said = {
        "ndjson": "`-f ndjson`", "json": "`-f json`", "quiet": "`-q` (the matrix of statuses)",
        "peer": "check-jsonschema as installed (pure ruamel.yaml)",
        "fast peer": "check-jsonschema with ruamel.yaml.clib",
    }  # fmt: skip
    for name in candidates:
        form, _, cores = name.partition(", ")
        count = {"ndjson": OURS, "peer": PEERS, "fast peer": PEERS}.get(form, OTHERS)
        rows.append((
            f"{said[form]}, {'one processor' if cores in ('1', '') else f'all {len(usable)}'}", len(paths[count]),
            f"{1 / found.median(name):.0f}", f"{found.median(name) * 1000:.2f}", f"{runs.busy(name):.2f}",
            f"{found.ratio('peer', name):.1f}",
            f"{found.ratio('fast peer', name):.1f}" if peer.has_fast else "",
        ))  # fmt: skip
    part.blocks.append(
        f"Generated profiles of 100 to 400 lines ({part.figures['mean size'] / 1000:.1f} kB in the mean), "
        f"{settings.rounds(3)} rounds, start-up included in all. “Busy” is processor time by wall time: near "
        "the number of processors, or they were not free and the line shows less than it could. The peer only "
        "validates, with the schema of `fto-check schema`; ours also checks references and dates, assesses, warns, and "
        "writes the report."
    )
    head = ("run", "files", "files/s", "ms a file", "busy", "peer's time / its", "with clib")
    part.blocks.append(table(head, rows))
    _two(found, part, len(usable))
    part.figures["peer / ndjson, 1"] = found.ratio("peer", "ndjson, 1")
    part.figures["peer / ndjson, all"] = found.ratio("peer", "ndjson, all")
    part.figures["one / all"] = found.ratio("ndjson, 1", "ndjson, all")
    part.figures["busy, all"] = runs.busy("ndjson, all")
    part.figures["a file, 1"], part.figures["a file, all"] = (found.median(f"ndjson, {way}") for way in ("1", "all"))


def _two(found: Rounds, part: Part, processors: int) -> None:
    rows = [(form, f"{found.ratio(f'{form}, 1', f'{form}, all'):.2f}") for form in ("ndjson", "json", "quiet")]
    part.blocks.append(
        f"One processor's time by that of all {processors}, paired within the rounds (target near {processors}):"
    )
    part.blocks.append(table(("run", "ratio"), rows))


def _growth(settings: Settings, part: Part, scale: int) -> None:
    rows = []
    note = settings.folder / "memory"
    counts = [count // scale for count in (1_000, 2_000, 5_000, ALL)]
    for form in ("ndjson", "json"):
        for count in counts:
            folder = _folder(settings.folder, count)
            spent = run(watched(note, "check", "-f", form, "--as-of", AS_OF, str(folder)))
            parent, child = (int(word) for word in note.read_text(encoding="ascii").split())
            part.figures[f"peak, {form}, {count * scale}"] = parent + child
            part.figures[f"processor, {form}, {count * scale}"] = spent.processor / count
            rows.append((
                f"`-f {form}`", count, f"{spent.wall:.1f}", f"{spent.wall / count * 1000:.2f}",
                f"{spent.processor / count * 1000:.2f}", f"{parent / 1024:.0f}", f"{child / 1024:.0f}",
            ))  # fmt: skip
    part.blocks.append(
        "Growth with the number of files, on all processors, one run each. Both formats are written as they come, and "
        "their memory must not grow."
    )
    head = ("run", "files", "s", "ms a file", "processor ms a file", "peak MiB, parent", "peak MiB, worker")
    part.blocks.append(table(head, rows))
