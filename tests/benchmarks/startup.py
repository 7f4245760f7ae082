"""Start-up: whole processes, and where their time goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import (
    AS_OF,
    SCRUBBED,
    Part,
    Rounds,
    Settings,
    command,
    milliseconds,
    processes,
    run,
    table,
    take_turns,
    three,
)
from tests.benchmarks.peer import Peer

STACK = "import typer, pydantic, rich.console, rich.table, yaml"
# As the program does it: without collecting garbage, at the end of the process either.
BUILT = (
    f"import gc; gc.disable(); {STACK}, fto_check.profile.models, fto_check.law.statute, fto_check.record.reading; "
    "fto_check.profile.models.Profile.model_rebuild(force=True); gc.freeze()"
)


def measure(settings: Settings) -> Part:
    """Measure the start-up."""
    part = Part("Start-up")
    _processes(settings, part)
    _breakdown(settings, part)
    return part


def _processes(settings: Settings, part: Part) -> None:
    python = [sys.executable, "-c"]
    words = {
        "python -c pass": [*python, "pass"],
        "fto-check --version": [*command(), "--version"],
        "fto-check --help": [*command(), "--help"],
        "bare": [*python, STACK],
        "bare, built": [*python, BUILT],
    }
    for size, path in three().items():
        for form in ("table", "json"):
            words[f"{form}, {size}"] = [*command(), "--as-of", AS_OF, "-f", form, str(path)]
    for size, path in three().items():
        words[f"why, {size}"] = [*command(), "why", "--as-of", AS_OF, str(path)]
    found = processes(words, settings.rounds(15))
    peer = _peer(settings)

    def row(name: str, key: str, target: str) -> tuple[str, ...]:
        bases = ("python -c pass", "bare", "bare, built")
        return (name, found.ms(key), *(f"{found.ratio(key, base):.2f}" for base in bases), target)

    rows = [
        row("`python -c pass`", "python -c pass", ""),
        row("`fto-check --version`", "fto-check --version", ""),
        row("`fto-check --help`", "fto-check --help", "≤ 6 × pass"),
        row("bare: `import` of typer, pydantic, rich.console, rich.table, yaml", "bare", ""),
        row("bare, and our models built", "bare, built", ""),
    ]
    aims = {"table": "≤ 1.4 × built", "why": "≤ 1.7 × built"}
    for form in ("table", "why", "json"):
        for size, path in three().items():
            target = aims.get(form, "")
            rows.append(row(f"{form}, {path.name} ({size})", f"{form}, {size}", target))
    for size, path in three().items():
        bare, built = (peer.median(size) / found.median(base) for base in ("bare", "bare, built"))
        rows.append((f"check-jsonschema, {path.name}", peer.ms(size), "", f"{bare:.2f}", f"{built:.2f}", ""))
    rounds = settings.rounds(15)
    part.blocks.append(
        f"Whole processes, {rounds} rounds in shuffled order ({settings.rounds(5)} for check-jsonschema), medians in "
        "ms and medians of the rounds' ratios. “Bare” imports what the program is made of and does nothing; pydantic "
        "loads the greater part of itself only for the first model, so “and our models built” is the fairer floor."
    )
    part.blocks.append(table(("process", "ms", "/ pass", "/ bare", "/ bare, built", "target"), rows))
    part.figures["help / pass"] = found.ratio("fto-check --help", "python -c pass")
    for size in three():
        part.figures[f"table / bare, {size}"] = found.ratio(f"table, {size}", "bare")
        part.figures[f"table / built, {size}"] = found.ratio(f"table, {size}", "bare, built")
        part.figures[f"why / built, {size}"] = found.ratio(f"why, {size}", "bare, built")
        part.figures[f"json / bare, {size}"] = found.ratio(f"json, {size}", "bare")


def _peer(settings: Settings) -> Rounds:
    peer = Peer(settings)

    def candidate(path: Path) -> Callable[[], float]:
        return lambda: run(peer.words([path])).wall

    return take_turns({size: candidate(path) for size, path in three().items()}, settings.rounds(5))


def _breakdown(settings: Settings, part: Part) -> None:
    rounds = settings.rounds(9)
    runs = {f"table, {size}": ("table", path) for size, path in three().items()}
    runs["json, median"] = ("json", three()["median"])
    columns = _laps(runs, rounds)
    stages = list(dict.fromkeys(stage for laps in columns.values() for stage in laps))
    rows = [(stage, *(milliseconds(laps[stage]) if stage in laps else "" for laps in columns.values()))
            for stage in stages]  # fmt: skip
    rows.append(("sum", *(milliseconds(sum(laps.values())) for laps in columns.values())))
    part.blocks.append(
        f"Where it goes, in ms: medians of {rounds} processes that do the same in the same order (`laps.py`). "
        "“Interpreter” is what the process takes outside of these: its start and its end."
    )
    part.blocks.append(table(("stage", *columns), rows))


def _laps(runs: dict[str, tuple[str, Path]], rounds: int) -> dict[str, dict[str, float]]:
    """Return the median seconds of each stage of each run; the runs take turns."""
    environment = {name: value for name, value in os.environ.items() if name not in SCRUBBED} | {"NO_COLOR": "1"}
    script = str(Path(__file__).with_name("laps.py"))
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in runs}

    def candidate(name: str) -> Callable[[], float]:
        form, path = runs[name]
        words = [sys.executable, script, form, str(path)]

        def once() -> float:
            begun = time.perf_counter()
            done = subprocess.run(words, capture_output=True, env=environment, cwd=Path.home(), check=True)
            whole = time.perf_counter() - begun
            laps: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
            taken[name].append({"interpreter": whole - sum(laps.values()), **laps})
            return whole

        return once

    take_turns({name: candidate(name) for name in runs}, rounds)
    return {
        name: {stage: median(laps[stage] for laps in all_laps[1:]) for stage in all_laps[0]}  # the first to warm up
        for name, all_laps in taken.items()
    }
