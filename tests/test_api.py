"""The public library: three calls and the types that they return."""

from __future__ import annotations

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


# What each module may import of the package, from the ground up; a folder counts as one module.
BELOW = {
    "errors": "", "version": "", "interrupts": "",
    "status": "", "dates": "errors", "exits": "", "files": "", "names": "",
    "textfile": "errors", "source": "errors textfile",
    "inert": "textfile", "diagnostics": "errors inert",
    "profile": "dates errors status textfile", "statute": "dates errors source",
    "validation": "dates errors profile source statute", "references": "errors profile source statute",
    "authorities": "source statute",
    "loading": "errors profile references source statute validation",
    "rules": "dates profile status names", "marks": "dates profile rules statute status report",
    "snapshots": "errors",
    "official": "dates errors profile snapshots source names textfile",
    "report": "errors official profile rules status statute",
    "outcomes": "marks report rules status statute", "ledger": "marks report rules status statute",
    "weighing": "marks outcomes report status statute",
    "link": "ledger marks outcomes report status statute",
    "engine": "ledger link marks outcomes report status statute weighing",
    "grounds": "engine ledger marks outcomes report rules status statute",
    "confidence": "engine grounds ledger marks outcomes report rules status statute",
    "assessment": "confidence engine link marks outcomes profile report rules status statute",
    "comparison": "official report status statute names",
    "difference": "profile report status statute", "revisions": "errors textfile",
    "comparing": "assessment difference errors loading report statute version",
    "retrospect": "assessment official profile status statute",
    "schema": "profile source status statute", "template": "official profile statute names",
    "flips": "engine marks profile status statute", "missing": "engine report rules status statute",
    "why": "assessment engine flips marks missing profile report status statute",
    "timeline": "assessment profile rules status statute",
    "explanation": "authorities profile rules status statute",
    "gates": "errors report status statute", "config": "dates errors gates textfile",
    "advice": "errors profile report rules source status statute", "catalogue": "advice errors",
    "workers": "",
    "checking": "advice assessment errors gates interrupts loading official profile report status statute version "
    "workers names",
    "formats": "advice catalogue comparing comparison dates difference errors explanation flips inert missing names "
    "official "
    "profile report retrospect rules snapshots status statute timeline why",
}  # fmt: skip


def test_imports_go_down() -> None:
    """Formats see the report and what it is made of; statute and profile do not know each other; only cli knows all."""
    import ast

    seen: dict[str, set[str]] = {}
    for path in (ROOT / "fto_check").rglob("*.py"):
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
        part = path.relative_to(ROOT / "fto_check").parts[0].removesuffix(".py")
        seen.setdefault(part, set()).update(name.split(".")[1] for name in found if name.startswith("fto_check."))
        if part not in ("cli", "diagnostics") and not path.stem.endswith("table"):
            assert not {name.split(".")[0] for name in found} & {"typer", "rich"}, path
    assert set(seen) - set(BELOW) == {"__init__", "__main__", "cli"}
    for part, below in BELOW.items():
        assert seen[part] - {part} <= set(below.split()), part


def test_the_package_is_typed() -> None:
    assert (Path(fto_check.__file__).parent / "py.typed").exists()
