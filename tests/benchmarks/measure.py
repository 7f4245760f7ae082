"""What the measurements share: rounds in which the candidates take turns, whole processes, tables, the machine."""

from __future__ import annotations

import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parent.parent.parent
AS_OF = "2026-11-24"
# What a caller's environment must not decide: whether byte code is kept, how wide and colourful the output is.
SCRUBBED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS",
            "CI", "FTO_CHECK_TRACEBACK", "TERM")  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """How thorough a run is: `quick` shows that all works, and measures nothing that one should believe."""

    quick: bool
    folder: Path
    """Where generated profiles and the like go; it is removed afterwards."""

    def rounds(self, count: int) -> int:
        """Return how many rounds to measure."""
        return 1 if self.quick else count


@dataclass
class Part:
    """A part of the benchmark as it is printed: paragraphs and tables, and figures that later parts build on."""

    title: str
    blocks: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n\n".join((f"### {self.title}", *self.blocks))


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds on the clock, seconds of processors (its children's too), exit code."""

    wall: float
    processor: float
    code: int


def run(words: Sequence[str], *, cpus: set[int] | None = None, output: Path | None = None) -> Spent:
    """Run a process to its end, on some processors only if they are given; its output goes to a file or nowhere."""
    environment = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
    environment |= {"NO_COLOR": "1", "PYTHONUTF8": "1"}
    pin = None if cpus is None else lambda: os.sched_setaffinity(0, cpus)
    with (output or Path(os.devnull)).open("wb") as stdout:
        begun = time.perf_counter()
        # From a folder without settings, so that only the installed package is found.
        process = subprocess.Popen(
            words, stdout=stdout, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment, cwd=Path.home(),
            preexec_fn=pin,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words[:6])} … ended with {process.returncode}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, process.returncode)


def command() -> list[str]:
    """Return how users call the program: by the script beside this interpreter."""
    script = Path(sys.executable).with_name("fto-check")
    return [str(script)] if script.exists() else [sys.executable, "-m", "fto_check"]


def watched(note: Path, *words: str) -> list[str]:
    """Return the program, run so that it notes its memory in a file."""
    return [sys.executable, str(Path(__file__).with_name("driver.py")), f"--note={note}", *words]


class Rounds:
    """Seconds by candidate, round for round: what stands in one round was measured side by side."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self.seconds = seconds

    def median(self, name: str) -> float:
        """Return the median of a candidate's seconds."""
        return median(self.seconds[name])

    def ratio(self, name: str, base: str) -> float:
        """Return the median of the rounds' ratios, which noise moves less than the ratio of the medians."""
        return median(one / other for one, other in zip(self.seconds[name], self.seconds[base], strict=True))

    def ms(self, name: str) -> str:
        """Return the median in milliseconds."""
        return milliseconds(self.median(name))


def take_turns(candidates: Mapping[str, Callable[[], float]], rounds: int, *, warm: bool = True) -> Rounds:
    """Measure candidates, each of which returns seconds, in rounds of shuffled order; a first round may not count."""
    random = Random(219)
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(-1 if warm else 0, rounds):
        order = list(candidates)
        random.shuffle(order)
        for name in order:
            spent = candidates[name]()
            if number >= 0:
                seconds[name].append(spent)
    return Rounds(seconds)


def timed(work: Callable[[], object], times: int = 1) -> Callable[[], float]:
    """Return a candidate: some work in this process, after a collection and without any within."""

    def once() -> float:
        gc.collect()
        gc.disable()
        try:
            begun = time.perf_counter()
            for _ in range(times):
                work()
            return (time.perf_counter() - begun) / times
        finally:
            gc.enable()

    return once


def processes(words: Mapping[str, Sequence[str]], rounds: int) -> Rounds:
    """Measure whole processes in turns."""

    def candidate(called: Sequence[str]) -> Callable[[], float]:
        return lambda: run(called).wall

    return take_turns({name: candidate(called) for name, called in words.items()}, rounds)


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds, with three digits or so."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3f}"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; all but the first column are numbers."""
    marks = ["---"] + ["---:"] * (len(head) - 1)
    lines = [head, marks, *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def shipped() -> list[Path]:
    """Return the profiles of this repository, from the smallest to the largest."""
    return sorted((ROOT / "profiles").glob("*.yaml"), key=lambda path: path.stat().st_size)


def three() -> dict[str, Path]:
    """Return the smallest, the median and the largest of the shipped profiles."""
    paths = shipped()
    return {"smallest": paths[0], "median": paths[len(paths) // 2], "largest": paths[-1]}


def is_editable() -> bool:
    """Whether the package is installed as a link to this checkout, which costs every start some milliseconds."""
    found = (one.read_text("direct_url.json") for one in metadata.distributions(name="fto-check"))
    return any(json.loads(text).get("dir_info", {}).get("editable", False) for text in found if text)


def is_current() -> bool:
    """Whether the package that processes will load is that of this checkout."""
    code = "import fto_check, pathlib; print(pathlib.Path(fto_check.__file__).parent)"
    where = Path(subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True,
                                ).stdout.strip())  # fmt: skip
    ours = sorted((ROOT / "fto_check").rglob("*.py"))
    return all(
        (where / path.relative_to(ROOT / "fto_check")).is_file()
        and (where / path.relative_to(ROOT / "fto_check")).read_bytes() == path.read_bytes()
        for path in ours
    )


def version(name: str) -> str | None:
    """Return the version of an installed distribution, or None."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def machine() -> str:
    """Return a table of what was measured, where and when."""
    names = ("pydantic", "typer", "rich", "PyYAML", "check-jsonschema", "ruamel.yaml", "ruamel.yaml.clib", "yaml-rs",
             "oryaml", "orjson")  # fmt: skip
    versions = ", ".join(f"{name} {version(name) or 'not installed'}" for name in names)
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    rows = [
        ("day", date.today().isoformat()),
        ("processor", f"{_processor()}, {os.cpu_count()} cores, {len(os.sched_getaffinity(0))} of them usable here"),
        ("system", f"{platform.system()} {platform.machine()}, load {load} (1, 5, 15 minutes) at the beginning"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("fto-check", f"{version('fto-check')}, {'editable install' if is_editable() else 'installed as users do'}"),
        ("versions", versions),
    ]
    return "\n".join(("| | |", "|---|---|", *(f"| {name} | {said} |" for name, said in rows)))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
