"""Growth within one profile: items, sources, incidents and days, each from 50 to 5,000, stage by stage."""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from tests.benchmarks.generate import profile
from tests.benchmarks.measure import Part, Settings, milliseconds, table, three, timed

SIZES = (50, 200, 800, 2_000, 5_000)
CAP = 15.0
"""Seconds after which a stage is left alone for this and every greater size."""


class _TooLongError(Exception):
    pass


def measure(settings: Settings) -> Part:
    """Measure the growth of each stage."""
    part = Part("Growth within one profile")
    sizes = SIZES[:2] if settings.quick else SIZES
    part.blocks.append(
        "Generated profiles (the table of days: the largest shipped one), each stage in this process, ms (the least "
        "of three, so that a stop of the machine does not count; the first alone if that took a second). “Slope” is "
        "that of the line through the logarithms of the greater sizes: 1 is linear, 2 quadratic. "
        f"“–”: over {CAP:.0f} s, or a smaller one was."
    )
    for what in ("items", "sources", "incidents", "days"):
        stages = _of_days if what == "days" else _stages
        columns = [stages(what, size) for size in sizes]
        part.blocks.append(_table(what, sizes, columns))
        for stage in columns[0]:
            points = _known(sizes, columns, stage)
            if stage not in ("bytes", "lines") and len(points) > 1:
                part.figures[f"slope, {what}, {stage}"] = _slope(points)
    return part


_too_long: set[tuple[str, str]] = set()


def _stages(what: str, size: int) -> dict[str, float]:
    from fto_check.advice import advise
    from fto_check.cli.io import console, plain
    from fto_check.documents.textfile import MAX_BYTES
    from fto_check.documents.yaml_reader import parse_document
    from fto_check.law.statute import load_statute
    from fto_check.profile.references import check_references
    from fto_check.profile.validation import validate_profile
    from fto_check.reasoning.assessment import assess
    from fto_check.runs.check import Question, check_paths
    from fto_check.views.check.formats import Format, render

    items, sources = {"items": (size, 50), "sources": (50, size), "incidents": (size, size)}[what]
    text = profile(1, sources, items, an_incident=1 if what == "incidents" else 3)
    raw = text.encode()
    assert len(raw) <= MAX_BYTES
    statute, day = load_statute(), date(2026, 11, 24)
    document = parse_document(raw, "generated.yaml")
    found, problems = validate_profile(document)
    assert found is not None, problems
    answer = assess(found, statute, day)
    report = check_paths([("generated.yaml", raw)], Question(statute, day, today=day))
    assert not report.counts.has_errors, report.problems[:3]
    stages: dict[str, Callable[[], object]] = {
        "parse": lambda: parse_document(raw, "generated.yaml"),
        "validate": lambda: validate_profile(document),
        "references": lambda: list(check_references(found, statute, document)),
        "assess": lambda: assess(found, statute, day),
        "warnings": lambda: advise(found, statute, document, today=day, assessment=answer),
        "render the table": lambda: plain(render(report, Format.TABLE), console()),
        "render json": lambda: render(report, Format.JSON),
    }
    return {"bytes": float(len(raw)), "lines": float(text.count("\n")), **_timed(what, stages)}


def _of_days(what: str, size: int) -> dict[str, float]:
    """Return the seconds of so many days, one after another from the first law on, of the largest shipped profile."""
    from fto_check.law.statute import OVERALL, load_statute
    from fto_check.profile.loading import load_profile
    from fto_check.reasoning.assessment import assess_with_days
    from fto_check.reasoning.days import Day, judge_days

    statute, found = load_statute(), load_profile(three()["largest"])
    first, last = statute.versions[0].version, date(2026, 11, 24)
    step = (last - first) // size
    asked: dict[Day, list[str]] = {(first + step * number, None): [OVERALL] for number in range(size)}
    return _timed(what, {
        "expectations, with the assessment": lambda: assess_with_days(found, statute, last, None, asked),
        "days over time": lambda: judge_days(found, statute, asked, losses=False),
    })  # fmt: skip


def _timed(what: str, stages: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    columns: dict[str, float] = {}
    for name, work in stages.items():
        columns[name] = math.nan
        if (what, name) in _too_long:
            continue
        seconds = _least(work)
        if math.isnan(seconds):
            _too_long.add((what, name))
        columns[name] = seconds
    return columns


def _least(work: Callable[[], object]) -> float:
    """Return the least seconds of up to three tries, NaN if one is over the cap."""

    def stop(number: int, frame: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    best = math.inf
    try:
        for _ in range(3):
            signal.setitimer(signal.ITIMER_REAL, CAP)
            begun = time.perf_counter()
            best = min(best, timed(work)())
            if time.perf_counter() - begun > 1:
                break
    except _TooLongError:
        return math.nan
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return best


def _known(sizes: Sequence[int], columns: Sequence[dict[str, float]], stage: str) -> list[tuple[int, float]]:
    values = ((size, column[stage]) for size, column in zip(sizes, columns, strict=True))
    return [(size, value) for size, value in values if not math.isnan(value)]


def _table(what: str, sizes: Sequence[int], columns: Sequence[dict[str, float]]) -> str:
    rows: list[Sequence[object]] = []
    for stage in columns[0]:
        values = [column[stage] for column in columns]
        known = _known(sizes, columns, stage)
        if stage in ("bytes", "lines"):
            cells = [f"{value:,.0f}" for value in values]
            rows.append((stage, *cells, "", ""))
            continue
        cells = ["–" if math.isnan(value) else milliseconds(value) for value in values]
        each = f"{known[-1][1] / known[-1][0] * 1e6:.0f}" if known else ""
        rows.append((stage, *cells, f"{_slope(known):.2f}" if len(known) > 1 else "", each))
    return table((what, *(f"{size:,}" for size in sizes), "slope", "µs each, at the last"), rows)


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line of least squares through the logarithms of the greater half of the sizes.

    The smaller ones hold what a run costs by itself, and would make anything look flat.
    """
    chosen = points[-3:] if len(points) > 3 else points
    logs = [(math.log(size), math.log(value)) for size, value in chosen]
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    rise: float = sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
    return rise
