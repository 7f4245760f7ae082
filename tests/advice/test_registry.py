"""The warnings as they are declared, each once: a row in CODES, and a function with its manual."""

from __future__ import annotations

from pathlib import Path

import pytest

from fto_check import advice
from fto_check.advice import MODULES, WARNINGS
from fto_check.advice.registry import warning


def test_every_module_of_warnings_is_imported() -> None:
    found = sorted(path.stem for path in Path(advice.__file__).parent.glob("on_*.py"))
    assert found == [module.__name__.rpartition(".")[2] for module in MODULES]


def test_a_warning_is_declared_once_and_has_a_row() -> None:
    assert list(WARNINGS) == sorted(WARNINGS)
    with pytest.raises(AssertionError, match="FTO201 is another function's"):
        warning("FTO201")(WARNINGS["FTO203"].find)
    with pytest.raises(AssertionError, match="FTO299 has no row in CODES"):
        warning("FTO299")(WARNINGS["FTO203"].find)
