"""Markdown: text of a profile stays text for a CommonMark parser, and the document is a whole brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fto_check.law.statute import load_statute
from fto_check.problems.inert import inert, inert_link, inert_markdown
from fto_check.runs.check import Question, check_paths
from fto_check.runs.report import Report
from fto_check.views.check.markdown import render
from fto_check.views.markdown import LIMIT, cut
from tests.conftest import PROFILES, examples
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NO_WIDTH = "\u200b"


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
        ": :error fil", "1. Foreign o", "2. Terrorist", "3. Threat to", "Context: sho",
    ]  # fmt: skip
    assert sum(token.type == "table_open" for token in tokens) == 2
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


def test_what_it_is_not_and_what_failed_stand_above_the_briefs() -> None:
    printed = render(mixed())
    notice, problem, brief = (printed.index(text) for text in ("not a designation", "FTO119", "## A militia"))
    assert notice < problem < brief
    assert printed.count(INVALID) == 8


def test_real_profiles_link_to_their_sources_only() -> None:
    files = [(path.name, path.read_bytes()) for path in PROFILES]
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


def test_a_run_of_any_length_fits() -> None:
    profiles = report_of(CLEAN).profiles
    longer: Report = report_of(CLEAN)._replace(profiles=profiles * 200)
    assert LIMIT - 20_000 < len(render(longer).encode()) <= LIMIT


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
