"""Markdown: text of a profile stays text for a CommonMark parser, and the document is a whole brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fto_check.law.statute import load_statute
from fto_check.problems.inert import inert, inert_link, inert_markdown
from fto_check.problems.problems import Severity
from fto_check.record.reading import load_record
from fto_check.runs.check import Question, check_paths
from fto_check.runs.facts import facts_of
from fto_check.runs.report import Report
from fto_check.views.check.markdown import render
from fto_check.views.markdown import LIMIT, cut
from tests.conftest import FEW, PROFILES, ROOT, examples, slow_but
from tests.reports import CLEAN, DAY, HOSTILE, INVALID, mixed, report_of

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NO_WIDTH = "\u200b"
FOUR = "tests/data/four-facts.yaml"


def _tokens(markdown: str) -> Iterator[Token]:
    for token in PARSER.parse(markdown):
        yield token
        yield from token.children or ()


def _text(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def _kinds(markdown: str) -> set[str]:
    return {token.type for token in _tokens(markdown)}


def test_a_hostile_profile_is_no_markup() -> None:
    printed = render(report_of(HOSTILE, CLEAN))
    kinds = _kinds(printed)
    assert not kinds & {"html_block", "html_inline", "image", "fence", "code_block", "hr", "s_open"}
    links = [str(token.attrGet("href")) for token in _tokens(printed) if token.type == "link_open"]
    assert links, "the sources are links"
    assert {re.sub(r"(\w/).*", r"\1", link) for link in links} <= {"https://example.org/"}
    assert not re.search(r"^(?!\[\^\d+\]: ).*(?<!\\)\]\(", printed, re.MULTILINE), "links stand in footnotes only"


def test_headings_and_tables_are_our_own() -> None:
    tokens = PARSER.parse(render(report_of(HOSTILE)))
    headings = [_text(tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]
    assert [heading[:12] for heading in headings] == [
        ": :error fil", "1. Foreign o", "2. Terrorist", "3. Threat to", "What would c", "What is miss", "Context: sho",
    ]  # fmt: skip
    assert sum(token.type == "table_open" for token in tokens) == 7
    assert sum(token.type == "blockquote_open" for token in tokens) == 1


def test_what_github_finds_in_text_is_taken_apart() -> None:
    printed = render(report_of(HOSTILE))
    shown = "\n".join(
        child.content for token in PARSER.parse(printed) for child in token.children or () if child.type == "text"
    )
    assert "everyone" in shown
    assert not re.search(r"@\w|(^|\W)#\d|GH-\d|\w#\d|://|www\.|:skull:|[0-9a-f]{40}", shown)
    assert "$" not in printed, "GitHub reads mathematics before Markdown"
    own = set(re.findall(r"^\[\^(\d+)\]: ", printed, re.MULTILINE))
    assert own == set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", printed)), (
        "each footnote is cited, and there are no others"
    )


def test_a_footnote_is_defined_once_and_numbers_go_on() -> None:
    defined = re.findall(r"^\[\^(\d+)\]: ", render(report_of(HOSTILE, CLEAN)), re.MULTILINE)
    assert [int(number) for number in defined] == list(range(1, len(defined) + 1))
    assert len(defined) == 3


def test_each_claim_stands_once_in_a_criterion() -> None:
    printed = render(report_of(CLEAN))
    sections = printed.split("\n## ")[1:]
    for item in report_of(CLEAN).profiles[0].assessment.profile.evidence.values():
        assert any(inert_markdown(item.claim) in section for section in sections)
        assert all(section.count(inert_markdown(item.claim)) <= 1 for section in sections)


def test_what_failed_stands_last() -> None:
    """Above the briefs stands what a result is not; below them each error."""
    printed = render(mixed())
    notice, brief, problem = (printed.index(text) for text in ("not a designation", "## A militia", "FTO119"))
    assert notice < brief < problem
    assert printed.count(INVALID) == 8
    assert "## " not in printed[problem:]


def test_warnings_stand_where_they_are_asked_for() -> None:
    """They come after the errors; the answer is the same without them."""
    report = mixed()
    warned = {problem.code for problem in report.problems if problem.severity is Severity.WARNING}
    assert warned
    without, with_them = render(report), render(report, warnings=True)
    assert not any(f"| warning {code} " in without for code in warned)
    assert all(f"| warning {code} " in with_them for code in warned)
    assert with_them.index("| warning ") > with_them.rindex("| error ")
    assert with_them.partition("\n\n**")[0] == without.partition("\n\n**")[0]


def test_the_answer_and_its_weakest_point_come_first() -> None:
    title, answer, weakest, *_ = render(report_of(FOUR)).split("\n\n")
    assert title == "# Harbor Front · Philippines"
    assert answer == "**○ not established:** what is cited is too thin (threat)."
    assert weakest.startswith("- **Weakest:** Threat: 1 origin for US nationals;")
    assert "- **To change it:** Threat would be met with a recent item of an origin graded A1 that supports" in weakest


def test_every_fact_stands_in_a_table_of_its_criterion() -> None:
    """Each item that names an element has its row: with whose word it is, a footnote, and why it does not count."""
    (profile,) = report_of(FOUR).profiles
    rows = [line for line in render(report_of(FOUR)).splitlines() if line.startswith("| **")]
    facts = [row for one in facts_of(profile.assessment) for row in one.rows]
    for fact in facts:
        (row,) = [line for line in rows if f"`{fact.id}`" in line]
        assert "[^" in row
        assert (f" ×{fact.origins} " in row) is fact.counted
    assert "source graded D; A, B, C or F would do" in "\n".join(rows)
    assert "9 Mar 2024 · Philippines · incident ferry-2024" in "\n".join(rows)


def test_a_brief_of_a_run_without_reasons_is_the_same() -> None:
    """What would change an answer is worked out by the run where it is asked for, and by the view where it is not."""
    files = [(FOUR, (ROOT / FOUR).read_bytes())]
    asked = check_paths(files, Question(load_statute(), DAY, record=load_record(), max_list_age=400, reasons=True))
    assert asked.profiles[0].why is not None
    assert render(asked) == render(report_of(FOUR))


@pytest.mark.parametrize("paths", [FEW[1:], pytest.param(PROFILES, marks=pytest.mark.slow)], ids=["few", "all"])
def test_real_profiles_link_to_their_sources_only(paths: list[Path]) -> None:
    files = [(path.name, path.read_bytes()) for path in paths]
    report = check_paths(files, Question(load_statute(), date(2026, 11, 24)))
    sources = [source for found in report.profiles for source in found.assessment.profile.sources.values()]
    wanted = {unquote(url) for source in sources for url in (source.url, source.archived) if url is not None}
    tokens = list(_tokens(render(report)))
    links = {unquote(str(token.attrGet("href"))) for token in tokens if token.type == "link_open"}
    assert links <= wanted
    assert len(links) > len(wanted) * 0.9, "only a source that nothing cites has no footnote"
    assert not {token.type for token in tokens} & {"html_block", "html_inline", "image", "fence", "code_block", "hr"}


def test_quiet_leaves_the_matrix() -> None:
    printed = render(report_of(HOSTILE, CLEAN), quiet=True)
    outer = [token.type for token in PARSER.parse(printed) if token.level == 0 and token.nesting == 1]
    assert outer == ["heading_open", "blockquote_open", "table_open"]
    assert render(report_of(HOSTILE, CLEAN)).startswith(printed)


def test_a_run_without_profiles() -> None:
    printed = render(report_of(INVALID))
    assert printed.startswith("# 0 organizations on 2026-11-24\n")
    assert printed.count(INVALID) == 8


def test_what_was_known_is_said() -> None:
    report = report_of(HOSTILE, CLEAN)
    assert "as far as known by" not in render(report)
    assert "# 2 organizations on 2026-11-24, as far as known by 2024-01-01\n" in render(
        report._replace(known_by=date(2024, 1, 1))
    )


@pytest.mark.parametrize("limit", [1100, 2000, 5000, 8000])
def test_a_long_document_is_cut_at_a_paragraph(limit: int) -> None:
    whole = render(report_of(HOSTILE, CLEAN))
    short = cut(whole, limit)
    kept, _, note = short.rstrip().rpartition("\n\n")
    assert len(short.encode()) <= limit
    bare = re.compile(r"\[\^\d+\](?!:)")
    assert bare.sub("", whole).startswith(f"{bare.sub('', kept)}\n\n") or not kept
    assert set(bare.findall(kept)) <= set(re.findall(r"^(\[\^\d+\]): ", kept, re.MULTILINE))
    assert note.startswith("> **Cut here.**")
    assert len(note.splitlines()) == 1


@pytest.mark.parametrize(("limit", "profiles"), slow_but([(100_000, 20), (LIMIT, 200)], (100_000, 20)))
def test_a_run_of_any_length_fits(monkeypatch: pytest.MonkeyPatch, limit: int, profiles: int) -> None:
    monkeypatch.setattr("fto_check.views.check.markdown.LIMIT", limit)
    longer: Report = report_of(CLEAN)._replace(profiles=report_of(CLEAN).profiles * profiles)
    assert limit - 20_000 < len(render(longer).encode()) <= limit


def test_escaped_text() -> None:
    assert inert_markdown("1. a") == r"1\. a"
    assert inert_markdown("2023-01-01") == "2023-01-01"
    assert inert_markdown("- a_b *c* [d](e) <f> | #7") == r"\- a\_b \*c\* \[d\](e) \<f\> \| \#&#8203;7"
    assert inert_markdown("@a b@c.d http://e www.f") == "@&#8203;a b@&#8203;c.d http:&#8203;//e www&#8203;.f"
    assert inert_markdown("$5") == "&#8203;&#36;5"


def test_links() -> None:
    assert inert_link("javascript:alert(1)") is None
    assert inert_link("HTTP://example.org/a") == "HTTP://example.org/a"
    assert inert_link("https://example.org/(a)?b=[c]&copy=1 `|*d*<e>##[f]") == (
        "https://example.org/%28a%29?b=%5Bc%5D&amp;copy=1%20%60%7C%2Ad%2A%3Ce%3E#%23%5Bf%5D"
    )


markup = st.text(alphabet=st.sampled_from("\\`*_{}[]()<>#+-.!|~&=^$:;\"'@/ \n\t1a0x"), max_size=40) | st.text(
    max_size=40
)


@examples(300)
@given(text=markup)
@example("&amp; &#64;a &copy;")
@example("a\\")
@example("\\|")
@example("1) a")
def test_any_text_reads_as_it_was_written(text: str) -> None:
    """In a paragraph, a heading, a list, emphasis, the text of a link and a cell, for a parser that is not ours."""
    wanted = inert(text).strip().replace(NO_WIDTH, "")
    written = inert_markdown(text)
    if not wanted:
        return
    for template, around in (
        ("{}", {"paragraph"}),
        ("# {}", {"heading"}),
        ("- {}", {"bullet_list", "list_item", "paragraph"}),
        ("*{}*", {"paragraph", "em"}),
        ("[{}](https://example.org/)", {"paragraph", "link"}),
        ("| a |\n| --- |\n| {} |", {"table", "thead", "tbody", "tr", "th", "td"}),
    ):
        tokens = PARSER.parse(template.format(written))
        assert _text([token for token in tokens if token.type == "inline"][-1]).replace(NO_WIDTH, "") == wanted
        kinds = {token.type for token in tokens} | {c.type for token in tokens for c in token.children or ()}
        expected = {f"{kind}_{end}" for kind in around for end in ("open", "close")}
        assert kinds - {"text", "inline", "text_special"} == expected
