"""Characters that show nothing: found, named, and written as escapes in every output."""

from __future__ import annotations

import json

import pytest

from fto_check.problems.characters import is_visible, named, odd_character, without_ignorable
from fto_check.problems.inert import inert, inert_cell, inert_json, inert_line, inert_markdown
from fto_check.problems.problems import did_you_mean

UNSEEN = ["\u00ad", "\u034f", "\u115f", "\u180b", "\u200b", "\u200d", "\u2060", "\u3164", "\ufe0f", "\U000e0041"]


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_shows_nothing_is_written_as_an_escape(sign: str) -> None:
    assert without_ignorable(f"a{sign}b") == "ab"
    escape = f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
    assert inert(f"a{sign}b") == f"a{escape}b"
    assert inert_cell(f"a{sign}b") == f"a{escape}b"
    assert inert_markdown(f"a{sign}b") == f"a\\{escape}b"
    assert inert_line(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"
    written = inert_json(json.dumps(f"a{sign}b", ensure_ascii=False))
    assert written.isascii()
    assert json.loads(written) == f"a{sign}b"


@pytest.mark.parametrize(
    ("text", "shows"),
    [("a", True), ("東", True), ("–", True), ("\u200b", False), (" \u00a0\u3164", False), ("\u2800", False),
     ("\u0301", False), ("", False), ("  ", False), ("\u200ba", True), ("☎", True)],
)  # fmt: skip
def test_a_text_shows_something(text: str, shows: bool) -> None:
    assert is_visible(text) is shows


@pytest.mark.parametrize(
    ("word", "odd"),
    [("cоurt", "U+043E CYRILLIC SMALL LETTER O"), ("\u200bclaim", "U+200B ZERO WIDTH SPACE"), ("naïve", None),
     ("na\u0301ive", None), ("2023–05", "U+2013 EN DASH"), ("\ue000", "U+E000"), ("plain", None)],
)  # fmt: skip
def test_the_odd_character_of_a_word_is_named(word: str, odd: str | None) -> None:
    assert odd_character(word) == odd


def test_a_guess_says_which_character_is_wrong() -> None:
    assert did_you_mean("ｃlaim", ["claim"]) == f"did you mean 'claim'? {named('ｃ')} does not belong there"
    assert did_you_mean("clame", ["claim"]) == "did you mean 'claim'?"
    assert did_you_mean("subnational", ["us_nationals", "subnational_or_clandestine"]) == (
        "did you mean 'subnational_or_clandestine'?"
    )
