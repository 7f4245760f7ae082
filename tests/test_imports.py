"""What each way of calling the program loads: start-up is importing, and modules can be counted where times cannot.

Only modules of other projects are counted. The standard library's depend on its version, and an editable install loads
some at the start of the interpreter; the package's own cost little and are cut where it reads better. The bounds are
about a tenth over what was counted, which leaves room for other versions of the libraries; a library that comes in by
mistake brings more.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.metadata import requires

import pytest

from tests.conftest import CASES, ROOT, slow_but

CASE = str(CASES[0])
LOADED = (
    "import sys, runpy; sys.argv = ['fto-check', *{arguments!r}]; before = set(sys.modules)\n"
    "out = sys.stdout; sys.stdout = open('/dev/null', 'w')\n"
    "try: runpy.run_module('fto_check', run_name='__main__')\n"
    "except SystemExit: pass\n"
    "print(' '.join(sorted(set(sys.modules) - before)), file=out)"
)


@cache
def loaded(*arguments: str) -> frozenset[str]:
    """Return the modules that a run loads, without those of the bare interpreter."""
    code = LOADED.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return frozenset(done.stdout.split())


# What writes XML, and what reads it.
JUNIT, XML = {"junitparser"}, {"xml.etree.ElementTree", "defusedxml", "pyexpat"}
# What rich and typer have for other programs, each worth tens of milliseconds.
DEAR = {"rich.markdown", "rich.syntax", "pygments", "typer.rich_utils", "rich.traceback", "rich.progress"}
# typer had click beside it, and from 0.26 on has it inside.
CLICK = set() if any(name.startswith("click") for name in requires("typer") or ()) else {"click"}
PAGES = {"jinja2", "markupsafe"}  # asyncio comes with jinja2, and only with it
NEVER = DEAR | CLICK | PAGES | {"asyncio", "pytest", "multiprocessing", "concurrent.futures", "http.client"}
MACHINE = NEVER | JUNIT | XML | {"rich"}


WAYS: list[tuple[tuple[str, ...], set[str], int]] = [
    (("--version",), MACHINE | {"typer", "pydantic", "yaml", "fto_check.cli"}, 2),
    (
        ("--help",),
        MACHINE | {"pydantic", "yaml", "iso3166", "fto_check.profile.models", "fto_check.law.statute"},
        40,
    ),
    # typer loads pydantic to convert the arguments of a command, its --help among them, and rich where it is old.
    (
        ("check", "--help"),
        (MACHINE if CLICK else JUNIT) | {"yaml", "iso3166", "fto_check.profile.models"},
        100 if CLICK else 200,
    ),
    (("check", CASE, "-f", "json"), MACHINE, 116),
    (("check", CASE, "-f", "ndjson"), MACHINE, 116),
    (("check", CASE, "-f", "csv"), MACHINE, 116),
    (("check", CASE, "-f", "github"), MACHINE, 116),
    (("check", CASE, "-f", "sarif"), MACHINE, 116),
    (("check", CASE, "-f", "markdown"), MACHINE, 116),
    (("check", CASE, "-f", "junit"), NEVER | {"rich", "defusedxml"}, 118),
    (("check", CASE, "-f", "html"), (MACHINE - PAGES - {"asyncio"}) | {"concurrent.futures"}, 150),
    (("check", CASE, "-f", "table"), NEVER | JUNIT | XML, 168),
    (("check", CASE, "-q"), NEVER | JUNIT | XML, 168),
    (("record", "farc"), NEVER | JUNIT | XML | {"fto_check.record.snapshots.sdn_xml"}, 163),
    (("record", "farc", "-f", "json"), MACHINE | {"fto_check.record.snapshots.sdn_xml"}, 113),
]
LIKE_ANOTHER = {"ndjson", "csv", "github", "sarif", "markdown", "-q"}
"""Words of the ways that load what another row does: JSON, a table."""


@pytest.mark.parametrize(
    ("arguments", "absent", "most"),
    slow_but(WAYS, *(way for way in WAYS if not LIKE_ANOTHER & {*way[0]})),
    ids=lambda value: "-".join(value).replace(CASE, "CASE") if isinstance(value, tuple) else "",
)
def test_what_is_loaded(arguments: tuple[str, ...], absent: set[str], most: int) -> None:
    found = loaded(*arguments)
    assert not absent & found
    own = {*sys.stdlib_module_names, "fto_check"}
    others = {name for name in found if name.partition(".")[0] not in own}
    assert len(others) <= most, sorted(others)


# What other questions need, of our own: revisions, the overview of several profiles, settings, the list, the warnings.
OTHERS = {"fto_check.runs.revisions", "fto_check.runs.side_by_side", "fto_check.runs.dependence", "tomllib"}
OF_SEVERAL = {"fto_check.views.check.matrix_table", "fto_check.views.check.full_table"}
OF_CHECK = {"fto_check.advice", "fto_check.record.listing", "fto_check.runs.gates", "fto_check.views.why.named_table"}


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("check", "--isolated", CASE), OTHERS | OF_SEVERAL),
        (("check", "--isolated", CASE, "-f", "json"), OTHERS),
        (("why", "--isolated", CASE), OTHERS | OF_CHECK),
    ],
    ids=["table", "json", "why"],
)
def test_one_answer_loads_nothing_of_others(arguments: tuple[str, ...], absent: set[str]) -> None:
    assert not absent & loaded(*arguments)


def test_the_exit_codes_load_no_library() -> None:
    """Signals are handled only after this, and an interrupt in the meantime would print a traceback."""
    code = "import sys, fto_check.cli.exits; sys.exit('typer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_what_each_format_is_for_is_loaded() -> None:
    """Without this the test above would pass for a run that does nothing."""
    assert "rich.table" in loaded("check", CASE, "-f", "table")
    assert "junitparser" in loaded("check", CASE, "-f", "junit")
    assert "jinja2" in loaded("check", CASE, "-f", "html")
    assert {"pydantic", "yaml", "fto_check.reasoning.assessment"} <= loaded("check", CASE, "-f", "json")
    assert "typer" in loaded("--help")
    assert "fto_check.version" in loaded("--version")
