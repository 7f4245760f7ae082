"""The dossier as text: the order of the page, links within it, the matrix beside its values, sizes, attacks.

What only a browser shows stands in tests/browser.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status
from fto_check.problems.inert import inert
from fto_check.reasoning.timeline import turns
from fto_check.runs.dossier import Dossier
from fto_check.runs.report import Report
from fto_check.runs.rests import Voice
from fto_check.views.check.formats import Detail, Format, render
from fto_check.views.html import page as pages
from tests.conftest import CASES, PROFILES, ROOT, Run, examples, slow_but
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of
from tests.views.check.test_formats import _with_text

FOUR = "tests/data/four-facts.yaml"
SHIPPED = [str(path.relative_to(ROOT)) for path in PROFILES]
SMALL = [FOUR, CLEAN, HOSTILE, *(f"tests/cases/{path.name}" for path in CASES[:6])]
VOID = {"meta", "br", "img", "hr", "input", "link", "col", "base"}
ORDER = [
    "main", "h-answer", "time", "facts", "c-foreign", "c-terrorist_activity", "c-threat", "rests", "change", "missing",
    "statute", "sources",
]  # fmt: skip


class Tags(HTMLParser):
    """Elements of a page with their attributes and text, and whether each that opens is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.found if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs.get("href") or "" for tag, attrs in self.found if tag == "a"]


@cache
def html(*paths: str, tables: bool = False) -> str:
    return str(render(report_of(*paths), Format.HTML, detail=Detail(tables=tables)))


def test_the_answer_stands_first_and_the_warnings_last() -> None:
    page = html(FOUR)
    ids = Tags(page).ids
    assert [one for one in ids if one in ORDER] == ORDER
    assert ids.index("warnings") > ids.index("sources")
    assert page.index("What this is not") > page.index('id="warnings"')
    assert page.index("The weakest point") < page.index('id="time"')


@pytest.mark.parametrize("tables", [False, True])
@pytest.mark.parametrize(
    "paths",
    [(path,) for path in SMALL] + [(FOUR, CLEAN, HOSTILE)],
    ids=lambda one: Path(one[0]).stem if isinstance(one, tuple) else None,
)
def test_ids_are_unique_and_links_lead_to_them(paths: tuple[str, ...], *, tables: bool) -> None:
    tags = Tags(html(*paths, tables=tables))
    assert not tags.stack, "everything is closed"
    assert [name for name, number in Counter(tags.ids).items() if number > 1] == []
    for link in tags.links:
        assert link.startswith(("#", "https://", "http://"))
        if link.startswith("#"):
            assert unquote(link[1:]) in tags.ids, link
    referenced = [name for _, attrs in tags.found for name in (attrs.get("aria-labelledby") or "").split()]
    assert set(referenced) <= set(tags.ids)


@pytest.mark.parametrize("path", slow_but([FOUR, CLEAN, *SHIPPED], FOUR, CLEAN))
def test_the_matrix_on_the_page_is_the_matrix_of_the_values(path: str) -> None:
    (profile,) = report_of(path).profiles
    matrix = Dossier(profile).matrix
    (table,) = re.findall(r'<table class="mx">(.*?)</table>', html(path), re.DOTALL)
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", table, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    assert len(rows) == len(matrix.rows)
    words = {Voice.STRONG: "strong", Voice.WEAK: "weak", Voice.EITHER: "either way", Voice.AGAINST: "against"}
    for row, drawn in zip(matrix.rows, rows, strict=True):
        cells = re.findall(r"<td(.*?)</td>", drawn, re.DOTALL)[:-1]
        assert len(cells) == len(matrix.columns)
        for column, cell in zip(matrix.columns, cells, strict=True):
            wanted = row.cells.get(column.finding.id)
            said = re.findall(r'<span class="vh">(.*?) ?</span>', cell)
            voices = [words[voice] for voice in wanted.voices] if wanted else []
            hangs = wanted is not None and wanted.falls_to is not None
            assert said == voices + ["it hangs on this origin"] * hangs
            assert ("flip" in cell) is hangs
        assert ("without it:" in drawn) is bool(row.falls)
        assert ('class="hot"' in drawn) is bool(row.falls)
        for status in {fall.new for fall in row.falls}:
            assert status.words in drawn or all(fall.node not in drawn for fall in row.falls)


def test_before_the_law_and_before_the_founding_a_lane_is_empty_and_says_why() -> None:
    assert "founded 2016" in html(FOUR)
    assert '<rect class="p-blank"' in html(FOUR)
    assert "no such law before 24 Apr 1996" in html("tests/cases/" + CASES[0].name)


@pytest.mark.slow
def test_a_group_of_before_the_law_says_so_in_its_lane() -> None:
    page = html("profiles/medellin-cartel.yaml")
    assert "no such law before 24 Apr 1996" in page
    assert ">no such law yet</text>" in page


def test_the_index_leads_to_each_organization_and_with_tables_to_its_dossier() -> None:
    index = html(FOUR, CLEAN)
    assert 'class="whole"' not in index
    assert index.count('<svg class="strip"') == 2
    whole = html(FOUR, CLEAN, tables=True)
    assert whole.count('<article class="whole"') == 2
    assert 'href="#o1-all"' in whole
    assert whole.index('class="ix"') < whole.index('class="whole"')


def test_a_file_that_cannot_be_read_is_on_the_page() -> None:
    page = html(FOUR, INVALID)
    assert "Files that could not be read" in page
    assert "FTO101" in page or "FTO10" in page
    assert "No profile of this run could be assessed" in html(INVALID)
    Tags(str(render(mixed(), Format.HTML)))


def test_what_is_asked_is_on_the_page(run: Run) -> None:
    asked = ("--as-of", "2024-06-01", "--known-by", "2024-05-01", "--assume", "us_nationals=met")
    page = run(FOUR, *asked, "-f", "html").stdout.decode()
    assert "on 1 Jun 2024, as far as known by 1 May 2024" in page
    assert '<p class="given">Taken as given: ' in page
    assert "not listed" not in page or "no name on the list fits" in page


def test_tables_is_for_html_too_and_full_is_not(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    assert run(FOUR, CLEAN, "--tables", "-f", "json", "-o", f"html:{out}").returncode == 0
    assert out.read_text(encoding="utf-8").count('<article class="whole"') == 2
    done = run(FOUR, "--full", "-f", "html")
    assert done.returncode == 2
    assert b"--full is for the table" in done.stderr


def test_statuses_are_words_beside_their_marks() -> None:
    page = html(FOUR)
    for one in re.findall(r'<span class="st .*?</span>', page):
        assert re.search(r"</svg>\w", one), one
    assert {str(status) for status in Status} >= set(re.findall(r'<span class="st (\w+)"', page)) - {"none"}


# -- attacks -----------------------------------------------------------------------------------------------------------


TEXTS = st.text() | st.text(alphabet=st.sampled_from("<>&\"'=/ {}%!-[]();:#\\\u202e\x00aé\n"))


def vocabulary(page: str) -> set[str]:
    """Return the names of the elements of a page, and of their attributes."""
    found = Tags(page).found
    return {tag for tag, _ in found} | {f"@{name}" for _, attrs in found for name in attrs}


@given(TEXTS)
@examples(10)
def test_no_text_brings_an_element_or_an_attribute_of_its_own(text: str) -> None:
    page = str(render(_with_text(text), Format.HTML))
    assert vocabulary(page) <= vocabulary(html(HOSTILE)) | vocabulary(html(FOUR))
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert unescape(heading) == inert(text)


def test_with_escaping_off_the_tests_of_attacks_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    known = vocabulary(html(HOSTILE)) | vocabulary(html(FOUR))
    escaped = pages.environment()
    monkeypatch.setattr(pages, "environment", lambda: escaped.overlay(autoescape=False, cache_size=0))
    page = str(render(_with_text("<script>alert(1)</script>"), Format.HTML))
    assert "<script>" in page
    assert not vocabulary(page) <= known


def test_with_escaping_on_they_hold() -> None:
    page = str(render(_with_text("<script>alert(1)</script>"), Format.HTML))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# -- size and time -----------------------------------------------------------------------------------------------------

LARGEST, LARGEST_OF_SEVERAL = 480_000, 290_000


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED)
def test_a_dossier_is_small_enough_for_a_mail(path: str) -> None:
    assert len(html(path).encode()) < LARGEST


@pytest.mark.slow
def test_several_take_less_each() -> None:
    assert len(html(*SHIPPED, tables=True).encode()) < LARGEST_OF_SEVERAL * len(SHIPPED)
    assert len(html(*SHIPPED).encode()) < LARGEST_OF_SEVERAL


def spent(report: Report, form: Format) -> float:
    begun = time.process_time()
    render(report, form)
    return time.process_time() - begun


@pytest.mark.slow
def test_a_dossier_costs_what_the_brief_and_the_course_of_time_cost() -> None:
    """Of three measurements the best; the walks through time, which it needs too, are nearly all of it."""
    report = report_of("profiles/cjng.yaml")
    asked = report.profiles[0].assessment
    render(report, Format.HTML)

    def others() -> float:
        begun = time.process_time()
        turns(asked.profile, asked.statute, asked.as_of)
        return time.process_time() - begun + spent(report, Format.MARKDOWN)

    # The other commands start the interpreter, read and judge the profile once more: half a second.
    assert min(spent(report, Format.HTML) for _ in range(3)) < min(others() for _ in range(3)) + 0.5
