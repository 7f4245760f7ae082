"""Shared fixtures: the command in a clean environment, golden files, and the real profiles."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from fto_check.law.statute import load_statute
from fto_check.profile.loading import LoadedProfile, load_with_document
from tests import command
from tests.command import ROOT as ROOT
from tests.command import Run as Run

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
PROFILES = sorted((ROOT / "profiles").glob("*.yaml"))
FEW = [ROOT / "profiles" / f"{name}.yaml" for name in ("cjng", "isis", "msf")]
"""Profiles for the quick run, where a test is of each: one of the largest, one that is met, one that is not."""
INVALID = sorted((Path(__file__).parent / "data" / "invalid").glob("*.yaml"))


# Byte code is kept whatever the environment says: else each process of the command compiles all that it loads.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A shell has its background jobs ignore an interrupt, `nohup` the end of the terminal, and they hand that on: tests of
# these would wait in vain.
for _ignored, _usual in (
    (signal.SIGINT, signal.default_int_handler),
    (getattr(signal, "SIGHUP", None), signal.SIG_DFL),
):
    if _ignored is not None and signal.getsignal(_ignored) is signal.SIG_IGN:
        signal.signal(_ignored, _usual)

# How long an example takes says something of the machine's other work, and nothing of the project.
settings.register_profile("quick", max_examples=10, deadline=None)
settings.register_profile("thorough", max_examples=100, deadline=None)
settings.load_profile("quick")


def examples(percent: int, **more: Any) -> settings:
    """Return the settings of a test that takes so many percent of the examples that the profile gives."""
    unchecked = {"suppress_health_check": list(HealthCheck), **more}
    return settings(max_examples=max(settings().max_examples * percent // 100, 1), **unchecked)


def pytest_collection_finish() -> None:
    """Spare the collector what is loaded by now and stays: it would walk through all of it again and again."""
    gc.collect()
    gc.freeze()


def slow_but(values: Iterable[Any], *quick: Any) -> list[Any]:
    """Return the values of a parameter, or of several, all but these marked as slow."""
    rows = ((value, value if isinstance(value, tuple) else (value,)) for value in values)
    return [pytest.param(*row, marks=() if value in quick else pytest.mark.slow) for value, row in rows]


@cache
def load(path: Path) -> LoadedProfile:
    """Return a profile of the repository, read once: all of it is frozen."""
    return load_with_document(path, load_statute())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files from what is printed now")


@pytest.fixture
def run() -> Run:
    """Run the command in this process, with no colour and nothing of the caller's environment that it looks at."""
    return command.call


@pytest.fixture
def process() -> Run:
    """Run the command as a process of its own, in the same environment."""
    return command.start


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole output with its golden file; `--update-golden` rewrites the file."""

    def compare(name: str, printed: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(printed, encoding="utf-8")
        assert path.exists(), f"{path} is missing: run pytest --update-golden and read what it wrote"
        assert printed == path.read_text(encoding="utf-8")

    return compare
