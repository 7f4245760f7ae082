"""The share of each step in the work on one file, without start-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean

from tests.benchmarks.generate import corpus
from tests.benchmarks.measure import Part, Settings, shipped, table, take_turns, timed


def measure(settings: Settings) -> Part:
    """Measure each step on the shipped profiles and on generated ones."""
    part = Part("What a file costs, step by step")
    generated = corpus(settings.folder / "share", 4 if settings.quick else 40, seed=3)
    rows: list[Sequence[object]] = []
    steps: dict[str, list[float]] = {}
    for paths in (shipped(), generated):
        for step, seconds in _steps(paths, settings).items():
            steps.setdefault(step, []).append(mean(seconds))
    parse = steps["parse"]
    for step, values in steps.items():
        cells = [f"{value * 1000:.2f}" for value in values]
        shares = [f"{value / base:.2f}" for value, base in zip(values, parse, strict=True)]
        rows.append((step, cells[0], shares[0], cells[1], shares[1]))
    part.blocks.append(
        f"In this process, the mean over the {len(shipped())} shipped profiles (large and heavy with evidence, with 2 "
        f"to 8 expectations each) and over {len(generated)} generated ones; of each file the median of "
        f"{settings.rounds(7)}. Target: assess ≤ 0.1 of parse."
    )
    head = ("step", "shipped, ms", "/ parse", "generated, ms", "/ parse")
    part.blocks.append(table(head, rows))
    part.figures["assess / parse, shipped"] = steps["assess"][0] / parse[0]
    part.figures["assess / parse, generated"] = steps["assess"][1] / parse[1]
    return part


def _steps(paths: Sequence[Path], settings: Settings) -> dict[str, list[float]]:
    """Return the seconds of each step, a value for each file."""
    found: dict[str, list[float]] = {}
    order = list(paths)
    Random(1).shuffle(order)
    for path in order:
        for step, seconds in _of(path, settings).items():
            found.setdefault(step, []).append(seconds)
    return found


def _of(path: Path, settings: Settings) -> dict[str, float]:
    from fto_check.advice import advise
    from fto_check.cli.io import console, plain
    from fto_check.documents.textfile import read_bytes
    from fto_check.documents.yaml_reader import parse_document
    from fto_check.law.statute import load_statute
    from fto_check.profile.loading import LoadedProfile
    from fto_check.profile.references import check_references
    from fto_check.profile.validation import validate_profile
    from fto_check.reasoning.assessment import assess
    from fto_check.record.listing import identify
    from fto_check.record.reading import load_record
    from fto_check.runs.check import Question, check_file, check_profile, gather
    from fto_check.runs.report import ProfileReport
    from fto_check.views.check import ndjson
    from fto_check.views.check.formats import Format, render

    name, law, record, day = str(path), load_statute(), load_record(), date(2026, 11, 24)
    raw = read_bytes(name, "")
    document = parse_document(raw, name)
    profile, problems = validate_profile(document)
    assert profile is not None, problems
    answer = assess(profile, law, day)
    loaded = LoadedProfile(profile, document)
    question = Question(law, day, record=record, today=day)
    result = check_file((name, raw), question)
    assert isinstance(result, ProfileReport)
    report = gather(question, [result])
    steps: dict[str, Callable[[], object]] = {
        "read": lambda: read_bytes(name, ""),
        "parse": lambda: parse_document(raw, name),
        "validate": lambda: validate_profile(document),
        "references": lambda: list(check_references(profile, law, document)),
        "assess": lambda: assess(profile, law, day),
        "official status": lambda: identify(record, profile.organization, document, day),
        "warnings": lambda: advise(profile, law, document, today=day, assessment=answer),
        "all of `check_profile` (with expectations)": lambda: check_profile(name, loaded, question),
        "render ndjson": lambda: ndjson.show(result),
        "render json": lambda: render(report, Format.JSON),
        "render the table": lambda: plain(render(report, Format.TABLE), console()),
    }
    rounds = take_turns({step: timed(work) for step, work in steps.items()}, settings.rounds(7))
    return {step: rounds.median(step) for step in steps}
