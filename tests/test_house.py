"""The rooms of the package: imports go down one table, and each library is used in few of the rooms.

Every import counts: those inside a function, those for type checkers only, and names of modules to load.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "fto_check"

# The rooms from the roof to the ground: a room imports from the rows below its own, and a view from no other view.
# Each folder of views/ is a room of its own; "views" is what all of them share, and so are the rooms of SHARED.
ROOMS = (
    "__main__",
    "__init__",
    "cli",
    "views/check",
    "views/claims",
    "views/compare",
    "views/decisions",
    "views/diff",
    "views/explain",
    "views/record",
    "views/sources",
    "views/why",
    "views/html",
    "views",
    "runs",
    "manuals",
    "advice",
    "reasoning",
    "record",
    "profile",
    "law",
    "documents",
    "problems",
    "system",
    "version",
)  # fmt: skip

SHARED = {"views/html"}

# Which modules may use a library, by patterns of their paths.
TERMINAL = ("cli/*", "views/terminal.py", "views/text_table.py", "views/*/*table.py")
LIBRARIES = {
    "typer": ("cli/*",),
    "rich": TERMINAL,
    "jinja2": ("views/html/page.py",),
    "markupsafe": ("views/html/page.py", "views/html/picture.py"),
    "rich.cells": (*TERMINAL, "problems/drawing.py"),  # how wide a character is drawn
}
# Where a library is not used, whatever else.
STRANGERS = {"reasoning/*": ("pydantic", "fto_check.record", "fto_check.system")}

MOST_LINES = 400
LONG: set[str] = set()  # the exceptions: none

SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in sorted(PACKAGE.rglob("*.py"))}


class Import(NamedTuple):
    """An import as it stands in a module."""

    path: str
    line: int
    text: str
    module: str


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source)))


def imports(path: str, source: str) -> Iterator[Import]:
    """Yield what a module imports, once for each line and module."""
    lines = source.splitlines()
    for node in nodes_of(source):
        for module in _modules(node):
            yield Import(path, node.lineno, lines[node.lineno - 1].strip(), module)  # type: ignore[attr-defined]


def _modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.module is not None, "the package names its modules in full"
        assert not node.level, "the package names its modules in full"
        # `from fto_check.views import words` imports fto_check.views.words.
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and re.fullmatch(r"fto_check(\.\w+)+\.?", str(node.value)):
        yield str(node.value).rstrip(".")  # the name of a module, or its beginning in an f-string


def room_of(path: str) -> str:
    """Return the room of a module, given by its path in the package."""
    parts = path.removesuffix(".py").split("/")
    if parts[0] == "views" and (PACKAGE / "views" / parts[min(1, len(parts) - 1)]).is_dir() and len(parts) > 1:
        return f"views/{parts[1]}"
    return parts[0]


def upward(found: Import) -> str | None:
    """Return what is wrong with the direction of an import; None for a good one."""
    if not found.module.startswith("fto_check."):
        return None
    room, wanted = room_of(found.path), room_of(found.module.removeprefix("fto_check.").replace(".", "/"))
    if wanted == room or (wanted not in ROOMS and room in ROOMS):  # a name of the package, such as __version__
        return None
    where = f"fto_check/{found.path}:{found.line}: {found.text}"
    if room not in ROOMS:
        return f"{where}\n  the room '{room}' is new: give it a row of ROOMS"
    if room.startswith("views/") and wanted.startswith("views/") and wanted not in SHARED:
        return f"{where}\n  a view imports another view: what '{room}' and '{wanted}' share belongs to fto_check/views/"
    if ROOMS.index(wanted) < ROOMS.index(room):
        return f"{where}\n  '{room}' imports from above: its row of ROOMS would have to stand over that of '{wanted}'"
    return None


def misplaced(found: Import) -> str | None:
    """Return what is wrong with the use of a library; None for a good one."""
    where = f"fto_check/{found.path}:{found.line}: {found.text}"
    known = [name for name in LIBRARIES if f"{found.module}.".startswith(f"{name}.")]
    if known and not any(fnmatch(found.path, pattern) for pattern in LIBRARIES[max(known, key=len)]):
        return f"{where}\n  {known[0]} is used only in the modules that its row of LIBRARIES names"
    for pattern, strangers in STRANGERS.items():
        if fnmatch(found.path, pattern) and any(f"{found.module}.".startswith(f"{name}.") for name in strangers):
            return f"{where}\n  {pattern} does without it: see its row of STRANGERS"
    return None


def _wrong(path: str, source: str) -> list[str]:
    return [said for found in imports(path, source) for said in (upward(found), misplaced(found)) if said is not None]


def test_imports_go_down() -> None:
    wrong = [said for path, source in SOURCES.items() for said in _wrong(path, source)]
    assert not wrong, "\n\n".join(["", *wrong])


def test_each_room_has_a_row_and_each_row_a_room() -> None:
    assert {room_of(path) for path in SOURCES} == set(ROOMS)


@pytest.mark.parametrize(
    ("path", "source", "said"),
    [
        ("law/status.py", "from fto_check.runs.report import Report", "over that of 'runs'"),
        ("views/diff/table.py", "from fto_check.views.check.table import LEGEND", "'views/diff' and 'views/check'"),
        ("views/diff/table.py", "from fto_check.views.check import table", "'views/diff' and 'views/check'"),
        ("views/words.py", "from fto_check.views.diff import words", "over that of 'views/diff'"),
        ("runs/diff.py", "def lazy():\n    from fto_check.views import words", "over that of 'views'"),
        ("runs/diff.py", "if TYPE_CHECKING:\n    import fto_check.cli.io", "over that of 'cli'"),
        ("profile/models.py", 'import_module("fto_check.record.record")', "over that of 'record'"),
        ("law/status.py", 'import_module(f"fto_check.views.check.{name}")', "over that of 'views/check'"),
        ("attic/box.py", "from fto_check.law import status", "a row of ROOMS"),
        ("views/html/page.py", "from fto_check.views.check import html", "'views/html' and 'views/check'"),
        ("views/words.py", "import typer", "row of LIBRARIES"),
        ("views/check/html.py", "import jinja2", "row of LIBRARIES"),
        ("views/check/json.py", "from rich.text import Text", "row of LIBRARIES"),
        ("problems/drawing.py", "from rich.text import Text", "row of LIBRARIES"),
        ("reasoning/marks.py", "from pydantic import BaseModel", "row of STRANGERS"),
    ],
)
def test_a_wrong_import_is_found(path: str, source: str, said: str) -> None:
    (found,) = _wrong(path, source)
    assert found.startswith(f"fto_check/{path}:")
    assert said in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("views/diff/table.py", "from fto_check.views import words\nfrom rich.text import Text"),
        ("views/diff/table.py", "from fto_check.views.diff import words"),
        ("views/diff/html.py", "from fto_check.views.html.page import render_page"),
        ("problems/drawing.py", "from rich.cells import cell_len"),
        ("cli/check.py", "import typer\nfrom fto_check import __version__"),
        ("runs/check.py", "from fto_check.version import VERSION\nfrom fto_check.system import signals"),
    ],
)
def test_a_right_import_is_none(path: str, source: str) -> None:
    assert _wrong(path, source) == []


def test_no_module_is_long() -> None:
    long = {path for path, source in SOURCES.items() if source.count("\n") > MOST_LINES}
    assert long <= LONG


def test_a_class_name_stands_once() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    written = Counter(name for source in SOURCES.values() for name in re.findall(r"\bclass (\w+)", source))
    for path, source in SOURCES.items():
        if max((written[name] for name in re.findall(r"\bclass (\w+)", source)), default=0) < 2:
            continue  # only what may stand twice is parsed
        for node in nodes_of(source):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"fto_check/{path}:{node.lineno}")
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_the_package_is_read_whole() -> None:
    """Without this the tests above would pass for an empty folder."""
    assert len(SOURCES) > 80
