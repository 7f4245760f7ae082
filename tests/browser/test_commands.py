"""The pages of the other commands in a real browser: on a telephone and on a screen, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.pages import Opened, violations
from tests.browser.test_dossier import sideways
from tests.conftest import CASES, Run

pytestmark = pytest.mark.slow

FOUR = "tests/data/four-facts.yaml"
CASE = f"tests/cases/{CASES[3].name}"


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
@pytest.mark.parametrize(
    "arguments",
    [("why", FOUR), ("why", FOUR, "elsewhere"), ("why", FOUR, "--over-time"), ("compare", FOUR, CASE),
     ("diff", FOUR, CASE), ("record", "--against", FOUR)],
    ids="-".join,
)  # fmt: skip
def test_a_page_of_a_command(
    opened: Opened, run: Run, arguments: tuple[str, ...], width: int, scheme: str
) -> None:  # fmt: skip
    text = run(*arguments, "-f", "html", "--as-of", "2026-11-24").stdout.decode()
    page = opened.page(text, width=width, scheme=scheme)
    assert sideways(page) == []
    assert violations(page) == []
    opened.assert_quiet()
