"""The public library: three calls and the types that they return."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import fto_check
from tests.conftest import CASES, ROOT


def test_three_calls() -> None:
    profile = fto_check.load_profile(CASES[0])
    assessment = fto_check.assess(profile, fto_check.load_statute(), date(2024, 1, 1))
    assert isinstance(assessment, fto_check.Assessment)
    assert assessment.overall is fto_check.Status.NOT_MET
    assert [str(criterion.status) for criterion in assessment.criteria] == ["not_met", "met", "met"]
    assert assessment.status_of("foreign_base") is fto_check.Status.NOT_MET


def test_a_day_without_law() -> None:
    profile = fto_check.load_profile(CASES[0])
    with pytest.raises(fto_check.NoLawError):
        fto_check.assess(profile, fto_check.load_statute(), date(1996, 4, 23))


def test_every_public_name_is_there_and_documented() -> None:
    for name in fto_check.__all__:
        value = getattr(fto_check, name)
        assert isinstance(value, str) or value.__doc__, name
    with pytest.raises(AttributeError):
        _ = fto_check.nothing


def test_the_library_loads_neither_typer_nor_rich() -> None:
    code = (
        "import sys; from fto_check import load_profile, load_statute, assess; from datetime import date\n"
        f"assess(load_profile({str(CASES[0])!r}), load_statute(), date(2024, 1, 1))\n"
        "print(sorted({'typer', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_package_is_typed() -> None:
    assert (Path(fto_check.__file__).parent / "py.typed").exists()


def test_the_docstring_of_the_package_names_its_rooms_and_what_is_there() -> None:
    """Somebody who has not seen the code finds a way through it by this page."""
    page = fto_check.__doc__ or ""
    rooms = re.findall(r"^    (\w+)  ", page.partition("Rooms,")[2].partition("What to touch")[0], re.MULTILINE)
    package = Path(fto_check.__file__).parent
    assert sorted(rooms[1:]) == sorted(path.parent.name for path in package.glob("*/__init__.py"))
    ways = page.partition("What to touch")[2].partition("Words,")[0]
    named = [name for name in re.findall(r"[\w*]+(?:/[\w*.-]+)+", ways) if not re.search(r"NAME|ROOM|COMMAND", name)]
    assert len(named) >= 10
    assert [name for name in named if not list(package.glob(name))] == []
