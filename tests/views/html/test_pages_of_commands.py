"""The pages of why, compare, diff and record --against: well-formed, inert, and with what their tables say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES, ROOT, Run
from tests.reports import HOSTILE
from tests.views.check.test_html import Tags, vocabulary

DAY = ("--as-of", "2026-11-24")
FOUR = "tests/data/four-facts.yaml"
CASE = f"tests/cases/{CASES[3].name}"
FARC = "profiles/farc.yaml"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("pages") / "four.yaml"
    path.write_text(
        (ROOT / FOUR).read_text().replace("reliability: A", "reliability: D").replace("Harbor", "<b>Harbor")
    )
    return str(path)


def page(run: Run, *arguments: str) -> str:
    done = run(*arguments, "-f", "html", *DAY)
    assert done.stdout, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("why", FOUR),
            ("How it follows", "If an origin falls away", "Judgment in the harbor case"),
        ),
        (("why", FOUR, "threat"), ("Threat to US nationals", "with a recent item of an origin graded A1")),
        (("why", FOUR, "elsewhere"), ("A blog says that its men were at sea that night.",)),
        (("why", FOUR, "--over-time"), ("over time", "9 Mar 2024", "not established")),
        (("compare", FOUR, CASE), ("2 organizations side by side", "Element by element", "Harbor Front")),
        (("compare", FOUR, "--only", "met"), ("No organization is left to compare",)),
        (("record", "--against", FOUR), ("Harbor Front", "In hindsight")),
    ],
    ids=lambda value: "-".join(value[:3]).replace("/", "-") if isinstance(value[0], str) else "",
)
def test_a_page_says_what_its_table_says(run: Run, arguments: tuple[str, ...], said: tuple[str, ...]) -> None:
    text = page(run, *arguments)
    for one in said:
        assert one in text, one
    _assert_sound(text)


@pytest.mark.slow
def test_a_retrospect_has_its_decisions(run: Run) -> None:
    text = page(run, "record", "--against", FARC)
    assert "8 Oct 1997" in text
    assert "<b>delisted</b>" in text
    assert "How list and evidence agree" in text
    _assert_sound(text)


def test_a_diff_has_its_verdict_first_and_shows_markup_as_text(run: Run, edited: str) -> None:
    text = page(run, "diff", FOUR, edited)
    assert text.index("<h1>") < text.index("Statuses before and now")
    assert "&lt;b&gt;Harbor Front" in text
    _assert_sound(text)
    same = page(run, "diff", FOUR, FOUR)
    assert "Nothing changed" in same
    _assert_sound(same)


@pytest.mark.parametrize(
    "arguments",
    [("why", HOSTILE), ("why", HOSTILE, "fact"), ("why", HOSTILE, "--over-time"), ("compare", HOSTILE, HOSTILE),
     ("diff", HOSTILE, FOUR), ("diff", FOUR, HOSTILE), ("record", "--against", HOSTILE)],
    ids="-".join,
)  # fmt: skip
def test_a_hostile_profile_is_text_on_every_page(run: Run, arguments: tuple[str, ...]) -> None:
    text = page(run, *arguments)
    _assert_sound(text)
    assert not vocabulary(text) & {"script", "img", "iframe", "form", "link", "base", "@onerror", "@onload", "@style"}
    assert "attacker.example/i.png)" not in "".join(Tags(text).links)


def _assert_sound(text: str) -> None:
    tags = Tags(text)
    assert not tags.stack
    assert len(tags.ids) == len(set(tags.ids))
    for link in tags.links:
        assert link.startswith(("https://", "http://")) or link[1:] in tags.ids, link
    assert text.count("<h1") == 1
    assert "not a designation" in text


def test_the_list_itself_has_no_page(run: Run) -> None:
    done = run("record", "farc", "-f", "html")
    assert done.returncode == 2
    assert b"html is for --against" in done.stderr


def test_pages_can_be_written_from_anywhere(run: Run, tmp_path: Path) -> None:
    """The templates are files of the package, found wherever the command runs."""
    assert b"<!doctype html>" in run(str(ROOT / FOUR), "-f", "html", cwd=tmp_path).stdout
