"""The library under an engine that others made: Dask's bag spreads a registry's profiles, and the answers stay."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from fto_check import InvalidDocumentError, Statute, assess, load_profile, load_statute
from tests.conftest import CASES, INVALID, PROFILES

pytestmark = pytest.mark.slow
DAY = date(2026, 11, 24)
REGISTRY = [str(path) for path in (*PROFILES, *CASES, INVALID[0])]

Row = tuple[str, str, tuple[str, ...]]
"""A file's name, its overall status, and those of its criteria."""


@cache
def law() -> Statute:
    """Read the law once in each worker, so that it is never sent."""
    return load_statute()


def check(path: str) -> Row:
    """Check one file, from a path to a few words: nothing greater travels between processes."""
    name = Path(path).name
    try:
        assessment = assess(load_profile(path, law()), law(), DAY)
    except InvalidDocumentError as error:
        return name, "invalid", tuple(sorted({problem.code for problem in error.problems}))
    return name, str(assessment.overall), tuple(str(criterion.status) for criterion in assessment.criteria)


def check_and_tell(path: str) -> tuple[Row, int]:
    return check(path), os.getpid()


@pytest.fixture(scope="module")
def serial() -> list[Row]:
    return [check(path) for path in REGISTRY]


def test_a_bag_of_processes_gives_the_answers_of_a_serial_run_in_their_order(serial: list[Row]) -> None:
    import dask.bag  # here, as it takes a second, and the quick run leaves it out

    bag = dask.bag.from_sequence(REGISTRY, npartitions=4).map(check_and_tell)
    rows, pids = zip(*bag.compute(scheduler="processes", num_workers=2), strict=True)
    assert list(rows) == serial
    assert os.getpid() not in pids, "other processes did the work"
    overall = {status for _, status, _ in serial}
    assert overall >= {"met", "not_met", "not_established", "invalid"}, "the registry has something of everything"


def test_a_bag_of_threads_that_share_the_law_counts_what_a_serial_run_counts(serial: list[Row]) -> None:
    import dask.bag

    bag = dask.bag.from_sequence(REGISTRY, npartitions=4).map(check)
    assert bag.compute(scheduler="threads", num_workers=2) == serial
    counted = bag.pluck(1).frequencies().compute(scheduler="threads", num_workers=2)
    assert dict(counted) == Counter(status for _, status, _ in serial)
