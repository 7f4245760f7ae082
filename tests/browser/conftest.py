"""A browser for the tests of pages: Debian's Chromium, or the one that FTO_CHECK_CHROMIUM names.

Without it, or without playwright, these tests are skipped with the reason; where FTO_CHECK_BROWSER is "required", as in
.ci/run, they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import Opened, opened_in
from tests.conftest import ROOT
from tests.reports import report_of

REQUIRED = os.environ.get("FTO_CHECK_BROWSER") == "required"
CHROMIUM = os.environ.get("FTO_CHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _give_up(reason: str) -> Any:
    if REQUIRED:
        pytest.fail(f"FTO_CHECK_BROWSER is required, and {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give a browser that all tests of a process share; each opens pages of its own."""
    lacking = [name for name in ("playwright", "axe_playwright_python", "pypdf") if find_spec(name) is None]
    if lacking:
        _give_up(f"{', '.join(lacking)} cannot be imported: pip install '.[browser]'")
    if CHROMIUM is None:
        _give_up("no chromium is installed (apt-get install chromium), and FTO_CHECK_CHROMIUM names none")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Open pages, each written to a file, and note what they say to the console and ask of the network."""
    with opened_in(browser, tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def dossiers() -> Any:
    """Give the pages of profiles, each rendered once."""
    from fto_check.views.check.formats import Detail, Format, render

    known: dict[tuple[tuple[str, ...], bool], str] = {}

    def page(*paths: str, tables: bool = False) -> str:
        key = (paths, tables)
        if key not in known:
            assert all((ROOT / path).exists() for path in paths)
            known[key] = str(render(report_of(*paths), Format.HTML, detail=Detail(tables=tables)))
        return known[key]

    return page
