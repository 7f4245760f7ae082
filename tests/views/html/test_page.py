"""The base of all pages: escaping, links, the policy, the one style sheet."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from fto_check.views.html.page import PAGE_STYLE, address, brief_address, environment, lowered, style

TEMPLATES = sorted(
    entry.name for entry in (files("fto_check.views.html") / "templates").iterdir() if not entry.name.startswith(".")
)


def written(source: str, **values: object) -> str:
    return environment().from_string(source).render(**values)


def test_text_is_escaped_and_inert() -> None:
    assert written("{{ x }}", x="<b>\u202e::error::") == "&lt;b&gt; : :error: :"
    assert written('<a title="{{ x }}">', x='"><script>') == '<a title="&#34;&gt;&lt;script&gt;">'


def test_text_is_escaped_within_a_macro_and_a_filter_too() -> None:
    source = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(y) }}{{ [y, y]|join(', ') }}{{ y|low }}"
    assert "<" not in written(source, y="<i>")


def test_with_escaping_off_markup_would_be_markup() -> None:
    """The tests of attacks fail if a page is no longer escaped: this is what they would meet."""
    loose = environment().overlay(autoescape=False)
    assert loose.from_string("{{ x }}").render(x="<script>") == "<script>"
    assert environment().autoescape is True


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_calls_text_safe_or_has_a_style_of_its_own(name: str) -> None:
    source = (files("fto_check.views.html") / "templates" / name).read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|\sstyle=|<script|javascript:|\son\w+=", source)
    assert not re.search(r"(href|src)=\"(?!#|\{\{ target)", source), "addresses go through macros.link"
    assert not re.search(r"=\{\{", source), "the value of an attribute stands in quotes"


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        written("{{ nothing }}")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org/a?b=c&d", "https://example.org/a?b=c&amp;d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/::error::", "https://example.org/:%3Aerror:%3A"),
        ("https://example.org/##[error]", "https://example.org/#%23[error]"),
        ("https://example.org/\n::x", "https://example.org/%0A:%3Ax"),
        ("javascript:alert(1)", None), ("data:text/html,x", None), ("//example.org", None), ("https:", None),
        (" https://example.org", None), ("file:///etc/passwd", None), ("https://", None), (None, None),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url: str | None, wanted: str | None) -> None:
    found = address(url)
    assert (None if found is None else str(found)) == wanted
    assert found is None or isinstance(found, Markup)


def test_a_link_leaves_nothing_behind() -> None:
    source = '{% from "macros.html" import link %}{{ link(x) }}'
    assert written(source, x="https://example.org/a") == (
        '<a href="https://example.org/a" rel="noopener noreferrer">example.org/a</a>'
    )
    assert written(source, x="javascript:alert(1)") == "javascript:alert(1)"
    assert written(source, x=None) == ""


def test_an_address_is_shown_whole() -> None:
    assert brief_address("https://www.example.org/" + "a" * 200 + "/") == "www.example.org/" + "a" * 200


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    page = environment().get_template("base.html").render(notice="N")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    (sheet,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert policy.replace("&#39;", "'").replace("&#43;", "+") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert sheet == style(*PAGE_STYLE)
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "</" not in sheet


@pytest.mark.parametrize(("label", "wanted"), [("Based abroad", "based abroad"), ("US nationals", "US nationals")])
def test_a_label_within_a_sentence(label: str, wanted: str) -> None:
    assert lowered(label) == wanted
