"""Distance to the floor: the same bytes through the fastest parsers there are, which give no positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks.generate import corpus
from tests.benchmarks.measure import Part, Rounds, Settings, milliseconds, shipped, table, take_turns, timed


def measure(settings: Settings) -> Part:
    """Measure parsers on the bytes of shipped and of generated profiles, all files of a kind in one candidate."""
    part = Part("Distance to the floor")
    generated = corpus(settings.folder / "floor", 4 if settings.quick else 40, seed=4)
    columns = [_rounds(paths, settings) for paths in (shipped(), generated)]
    counts = [len(shipped()), len(generated)]
    rows: list[Sequence[object]] = []
    for name in columns[0].seconds:
        cells: list[str] = []
        for rounds, count in zip(columns, counts, strict=True):
            cells += [milliseconds(rounds.median(name) / count), f"{rounds.ratio(name, OURS):.2f}"]
        rows.append((name, *cells))
    part.blocks.append(
        f"Bytes in, data out, in this process, per file: {counts[0]} shipped profiles and {counts[1]} generated ones, "
        f"{settings.rounds(9)} rounds in shuffled order. “/ ours” is by `parse_document`, which alone gives positions "
        "and refuses duplicate keys, aliases and hidden characters; yaml-rs and oryaml are development-only."
    )
    part.blocks.append(table(("parser", "shipped, ms", "/ ours", "generated, ms", "/ ours"), rows))
    for name in ("yaml-rs", "oryaml"):
        if name in columns[0].seconds:
            part.figures[f"ours / {name}"] = columns[0].ratio(OURS, name)
    return part


OURS = "ours: `parse_document`, data and positions"


def _rounds(paths: Sequence[Path], settings: Settings) -> Rounds:
    from fto_check.documents.yaml_reader import parse_document
    from fto_check.profile.validation import validate_profile

    contents = [path.read_bytes() for path in paths]
    candidates: dict[str, Callable[[bytes], object]] = {OURS: lambda raw: parse_document(raw, "x.yaml")}
    candidates["ours: parsed and validated"] = lambda raw: validate_profile(parse_document(raw, "x.yaml"))
    if rs := _optional("yaml_rs"):
        candidates["yaml-rs"] = lambda raw: rs.loads(raw.decode(), parse_datetime=False)
    if ory := _optional("oryaml"):
        candidates["oryaml"] = lambda raw: ory.loads(raw)
    if yaml.__with_libyaml__:
        candidates["libyaml's events, nothing built"] = _events
        candidates["PyYAML, CSafeLoader"] = lambda raw: yaml.load(raw, yaml.CSafeLoader)
    works = {name: _every(one, contents) for name, one in candidates.items()}
    if orjson := _optional("orjson"):
        texts = [orjson.dumps(parse_document(raw, "x.yaml").data) for raw in contents]
        works["orjson, the same data as JSON"] = _every(orjson.loads, texts)
    return take_turns({name: timed(work) for name, work in works.items()}, settings.rounds(9))


def _every(one: Callable[[bytes], object], contents: Sequence[bytes]) -> Callable[[], object]:
    def work() -> None:
        for content in contents:
            one(content)

    return work


def _events(raw: bytes) -> None:
    for _ in yaml.parse(raw, yaml.CSafeLoader):
        pass


def _optional(name: str) -> Any:
    """Return a module of the extra `bench`, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None
