"""Dossiers in a real browser: no scrolling sideways, no message, nothing for axe to find, whole on paper, inert.

A row for each width and scheme on one profile; the other shipped profiles, and the index, at the widths that differ.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import Opened, pdf_text, violations
from tests.conftest import PROFILES, ROOT, slow_but
from tests.reports import HOSTILE

pytestmark = pytest.mark.slow

CJNG = "profiles/cjng.yaml"
FOUR = "tests/data/four-facts.yaml"
PATHS = [FOUR, *(str(path.relative_to(ROOT)) for path in PROFILES)]
SEVERAL = tuple(PATHS)
WIDTHS = (375, 1024, 1440)
SECTIONS = (
    "Through time", "1 Foreign organization", "2 Terrorist activity or terrorism",
    "3 Threat to US nationals or national security", "What it rests on", "What would change it", "What is missing",
    "The statute, branch by branch", "Sources", "What this is not",
)  # fmt: skip


def sideways(page: Any) -> list[str]:
    """Return what reaches beyond the window."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const out = document.documentElement.scrollWidth > width ? ['the page itself'] : [];
          for (const one of document.querySelectorAll('main *, header *, footer *')) {
            const box = one.getBoundingClientRect(), shown = getComputedStyle(one);
            if (box.width && shown.clipPath === 'none' && box.right > width + 1 && !one.closest('svg'))
              out.push(one.outerHTML.slice(0, 120));
          }
          return out;
        }"""
    )
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: Path(path).stem)
def test_nothing_scrolls_sideways_and_nothing_is_said(opened: Opened, dossiers: Any, path: str, width: int) -> None:
    page = opened.page(dossiers(path), width=width)
    assert sideways(page) == []
    assert page.locator("svg.tl:visible").count() == 1, "one size of the picture is shown"
    opened.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(opened: Opened, dossiers: Any, width: int, scheme: str) -> None:
    """All that is folded is unfolded; the page is a small one, since axe takes a second for a hundred rows."""
    page = opened.page(dossiers(FOUR), width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [(CJNG, 375, "dark"), (CJNG, 1440, "light"), ("profiles/hayat-tahrir-al-sham.yaml", 1440, "dark"),
     ("profiles/msf.yaml", 1024, "light")],
)  # fmt: skip
def test_axe_finds_nothing_on_long_pages(opened: Opened, dossiers: Any, path: str, width: int, scheme: str) -> None:
    assert violations(opened.page(dossiers(path), width=width, scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_index(opened: Opened, dossiers: Any, width: int, scheme: str) -> None:
    page = opened.page(dossiers(*SEVERAL), width=width, scheme=scheme)
    assert sideways(page) == []
    assert violations(page) == []
    assert page.locator("svg.strip:visible").count() == len(SEVERAL)
    opened.assert_quiet()


def test_the_index_with_a_dossier_for_each(opened: Opened, dossiers: Any) -> None:
    page = opened.page(dossiers(FOUR, "profiles/msf.yaml", tables=True), width=375)
    assert sideways(page) == []
    assert violations(page) == []
    assert page.locator("article.whole").count() == 2


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("path", [CJNG, FOUR, "profiles/farc.yaml"], ids=lambda path: Path(path).stem)
def test_on_paper_every_section_is_there_and_whole(opened: Opened, dossiers: Any, path: str, size: str) -> None:
    page = opened.page(dossiers(path))
    pages = pdf_text(page, size)
    whole = " ".join(pages)
    at = 0
    for title in SECTIONS:
        at = whole.find(title, at)
        assert at >= 0, f"{title} is not there, or not in its place"
    page.emulate_media(media="print")
    for claim in page.locator(".claim").all_inner_texts():
        assert _letters(claim) in _letters(whole), claim
    assert pages[0].find("1 / ") >= 0, "pages are numbered"
    for title in SECTIONS:  # a heading never stands last on a page
        assert not any(re.search(rf"{re.escape(title)}\W*\d+ / \d+\W*$", text) for text in pages), title


def test_the_first_page_has_the_answer_and_the_picture(opened: Opened, dossiers: Any) -> None:
    first = pdf_text(opened.page(dossiers(CJNG)), "A4")[0]
    assert "The weakest point" in first
    assert "the last five years" in first
    assert "1 Foreign organization" in first


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("width", [680, 718])
def test_nothing_is_cut_on_paper(opened: Opened, dossiers: Any, width: int) -> None:
    """At the widths of A4 and Letter between their margins nothing reaches over the edge, and no text over its box."""
    page = opened.page(dossiers(CJNG), width=width)
    page.emulate_media(media="print")
    assert sideways(page) == []
    cut = page.evaluate(
        """() => [...document.querySelectorAll('td, th, p, dd, dt, li, summary')]
          .filter(one => getComputedStyle(one).clipPath === 'none' && !one.querySelector('.vh')
            && one.clientWidth && one.scrollWidth > one.clientWidth + 2)
          .map(one => one.outerHTML.slice(0, 150))"""
    )
    assert cut == []
    hidden = page.evaluate("[...document.querySelectorAll('details:not([open]) > p')].map(one => one.offsetHeight)")
    assert hidden
    assert all(hidden), "what is folded is printed"


@pytest.mark.parametrize("path", slow_but([CJNG, FOUR, "profiles/isis.yaml"]))
def test_links_lead_where_they_say(opened: Opened, dossiers: Any, path: str) -> None:
    page = opened.page(dossiers(path))
    found = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map(one => {
          const target = document.getElementById(decodeURIComponent(one.getAttribute('href').slice(1)));
          return [one.getAttribute('href'), one.textContent, !!target, target ? target.textContent : ''];
        })"""
    )
    assert len(found) > 20
    for href, words, there, text in found:
        assert there, href
        if number := re.fullmatch(r"\[(\d+)\]", words.strip()):
            assert text.startswith(number[1]), (href, text[:40])
        elif re.match(r"#f\d?-", href) and ":" not in words and re.fullmatch(r"[\w-]+", words.strip()):
            assert words.strip() in text, (href, words)
    page.locator('.toc a[href="#rests"]').click()
    assert page.url.endswith("#rests")
    assert page.locator("#rests").bounding_box()["y"] < 900
    outside = page.evaluate(
        "[...document.querySelectorAll('a:not([href^=\"#\"])')].map(one => [one.protocol, one.rel])"
    )
    assert {protocol for protocol, _ in outside} <= {"http:", "https:"}
    assert {rel for _, rel in outside} <= {"noopener noreferrer"}


def test_a_keyboard_reaches_the_facts_first_and_each_mark(opened: Opened, dossiers: Any) -> None:
    page = opened.page(dossiers(FOUR))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#facts")
    marks = page.locator("svg.tl.wide a")
    assert marks.count() == 4
    marks.first.focus()
    assert page.evaluate("document.activeElement.closest('svg') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_profile_full_of_attacks_is_text(opened: Opened, dossiers: Any, scheme: str) -> None:
    page = opened.page(dossiers(HOSTILE), scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    text = page.locator("body").inner_text()
    for wanted in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[bold", "=cmd|'"):
        assert wanted in text
    assert page.locator("script, img, iframe, object, embed, form, input, link, base").count() == 0
    assert page.evaluate("[...document.querySelectorAll('*')].some(one => [...one.attributes].some("
                         "at => at.name.startsWith('on') || at.name === 'style'))") is False  # fmt: skip
    assert violations(page) == []
    assert sideways(page) == []
    page.wait_for_timeout(200)
    opened.assert_quiet()


ATTACKS = (
    "<script>document.title='owned'</script>", "\"><img src=x onerror=\"document.title='owned'\">",
    "'><svg onload=document.title='owned'>", "</style><script>document.title='owned'</script>",
    "</title><script>document.title='owned'</script>", "<a href='javascript:document.title=1'>x</a>",
    "{{ 7*7 }}{% for x in y %}", "<!-- --><b>", "&lt;script&gt;", "<iframe src='https://attacker.example'></iframe>",
    "<style>body{background:url(https://attacker.example/x)}</style>", "<base href='https://attacker.example'>",
    "<meta http-equiv=refresh content='0;url=https://attacker.example'>",
    "<link rel=stylesheet href=//attacker.example>",
    "]]><![CDATA[<script>1</script>", "x" * 3000, "名" * 400, "a\u0301" * 200,
)  # fmt: skip


def _attacked(text: str) -> str:
    from fto_check.views.check.formats import Format, render
    from tests.views.check.test_formats import _with_text

    return str(render(_with_text(text), Format.HTML))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda text: text[:20])
def test_each_attack_in_every_text_is_text(opened: Opened, attack: str) -> None:
    page = opened.page(_attacked(attack), width=375)
    assert "owned" not in page.title().replace(attack, "")
    assert attack.strip() in page.locator("h1").text_content().replace("\xa0", " ")
    assert page.locator("script, img, iframe, object, embed, base, h1 *").count() == 0
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    assert sideways(page) == []
    opened.assert_quiet()


def test_with_escaping_off_an_attack_would_be_seen(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests above look for is there as soon as a page is no longer escaped."""
    from fto_check.views.html import page as pages

    escaped = pages.environment()
    monkeypatch.setattr(pages, "environment", lambda: escaped.overlay(autoescape=False, cache_size=0))
    page = opened.page(_attacked("<iframe src='https://attacker.example'></iframe>"))
    assert page.locator("iframe").count() > 0
    assert opened.said, "the policy of the page still holds it back, and the browser says so"
    assert not [url for url in opened.asked if "attacker" in url and "blocked" not in url] or opened.said
