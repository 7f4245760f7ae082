"""Mistakes that authors make, by their kind: each is told at its place, with the very thing to write."""

from __future__ import annotations

import pytest

from fto_check.documents.yaml_reader import parse_document
from fto_check.problems.problems import InvalidDocumentError, Problem
from fto_check.profile.loading import load_profile, load_with_document
from tests.conftest import CASES, PROFILES

HEAD = """organization: {name: A group, countries: [NO]}
sources:
  wire: {title: A wire report, publisher: P, kind: press, reliability: B, published: 2020}
  court: {title: The judgment, publisher: Q, kind: court, reliability: A, published: 2020}
"""
ITEM = """evidence:
  raid:
    claim: A raid.
    when: 2019-05-01
    attribution: alleged
    about: [threat]
    credibility: 3
    sources: [wire, court]
"""


def problems(text: str) -> list[Problem]:
    try:
        load_with_document("x.yaml", raw=text.encode())
    except InvalidDocumentError as error:
        return list(error.problems)
    return []


def told(text: str) -> list[str]:
    return [f"{one.location.line}:{one.location.column} {one.code}" for one in problems(text)]


# What is written in place of what, in HEAD and ITEM, where it is told and what the author reads there.
MISTAKES = [
    ("countries: [NO]", "countries: -NO -SE", "1:42 FTO101", "write countries: [NO, SE]"),
    ("[wire, court]", "[the judgment]", "12:15 FTO108", "that is a title: write the id, court"),
    ("evidence:\n  raid:\n", "evidence:\n  - id: raid\n", "6:3 FTO101", "'raid:' in place of '- id: raid'"),
    ("2019-05-01", "2018 - 2019", "8:11 FTO104", "write 2018/2019"),
    ("2019-05-01", "circa 2018", "8:11 FTO104", "write 2018, or the range in which it lies, such as 2017/2019"),
    ("2019-05-01", "2019‑05‑01", "8:11 FTO104", "write 2019-05-01: U+2011 NON-BREAKING HYPHEN is no hyphen"),
    ("2019-05-01", "2019年", "8:11 FTO104", "U+5E74 CJK UNIFIED IDEOGRAPH-5E74 does not belong there"),
    ("about: [threat]", "about: [thrеat]", "10:13 FTO111", "write threat; U+0435 CYRILLIC SMALL LETTER IE"),
    ("about: [threat]", "about: [bombing]", "10:13 FTO111", "write terrorist_activity"),
    ("about: [threat]", "supports: [\u2060violence]", "10:16 FTO111", "U+2060 WORD JOINER does not belong there"),
    ("    claim:", "    \u200dclaim:", "7:5 FTO102", "U+200D ZERO WIDTH JOINER does not belong there"),
    ("credibility: 3", "credibility:3", "11:16 FTO003", "write credibility: 3"),
    ("claim: A raid.", 'claim: "A \\raid in 9\\%."', "7:25 FTO003", "write claim: 'A \\raid in 9\\%.'"),
    ("claim: A raid.", "claim: |\n      A raid.\n    note:x", "9:9 FTO003", "write note: x"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "place", "hint"), MISTAKES, ids=[row[1][:30] for row in MISTAKES])
def test_a_mistake_is_told_with_what_to_write(right: str, wrong: str, place: str, hint: str | None) -> None:
    text = HEAD + ITEM
    assert right in text
    found = problems(text.replace(right, wrong, 1))
    assert f"{found[0].location.line}:{found[0].location.column} {found[0].code}" == place
    assert len(found) == 1, "one cause is told once"
    if hint is not None:
        assert hint in f"{found[0].message} ({found[0].hint})"


# A text of a key, and where it is cut off; None where it is whole.
TEXTS = [
    ("claim: Case #14 ended.", 17),
    ("claim: Case # 14 ended.", 17),
    ("claim: Case  #14 ended.", 18),
    ("claim: Case\t#14 ended.", 17),
    ("claim: Case one. # so", 22),
    ("claim: Case one.  # so", None),
    ("claim: Case one.    # 14", None),
    ("claim: Case#14 ended.", None),
    ("claim: 'Case #14 ended.'", None),
    ('claim: "Case #14 ended."  # so', None),
    ('claim: "Case" #14', None),
    ("claim: >-\n      Case #14 ended.", None),
    ("claim: A case\n      under #14 ended.", 13),
    ("note: Case #14.\n    claim: C.", 16),
    ("place: Hall #2\n    claim: C.", 17),
    ("attributed_by: Court #3\n    claim: C.", 26),
    ("actor: Cell #3\n    claim: C.", 17),
    ("retracted: see #3\n    claim: C.", 20),
    ("incident: raid #3\n    claim: C.", None),
    ("when: 2019 # about\n    claim: C.", None),
    ("ignore: {FTO207: see #3\n      }\n    claim: C.", 26),
    ("reviewed: {on: 2020-01-01, by: Nr #3\n      }\n    claim: C.", 39),
]


@pytest.mark.parametrize(("text", "column"), TEXTS, ids=[row[0].splitlines()[0] for row in TEXTS])
def test_no_text_is_cut_off_in_silence(text: str, column: int | None) -> None:
    item = f"evidence:\n  raid:\n    {text}\n    about: [threat]\n    credibility: 3\n    sources: [wire, court]\n"
    line = 7 + (text.startswith("claim: A case\n"))
    assert told(HEAD + item) == ([f"{line}:{column} FTO121"] if column is not None else [])
    for problem in problems(HEAD + item):
        assert problem.hint == "a # after a space begins a comment: put the whole text in quotes"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # What stands after the sign would have closed the braces: the place of the sign is told, not that of the end.
        (HEAD + "evidence:\n  raid: {claim: Case #14 ended, credibility: 3, sources: [wire]}\n", "6:22 FTO121"),
        (HEAD + "evidence:\n  raid: {\n    claim: Case #14,\n    credibility: 3, sources: [wire]}\n", "7:17 FTO121"),
        (HEAD + "evidence:\n  raid: {credibility: 3, sources: [wire],\n    claim: Case #14\n    }\n", "7:17 FTO121"),
        (HEAD + "evidence:\n  raid:\n    claim: Case #14\n      and more\n    credibility: 3\n", "7:17 FTO121"),
        (HEAD.replace("A wire report", "Wire #9") + ITEM, "3:22 FTO121"),
        (HEAD.replace("name: A group", "name: Local #9") + ITEM, "1:28 FTO121"),
        ("organization:\n  name: A\n  aliases:\n    - Local #9\n" + HEAD.partition("\n")[2] + ITEM, "4:13 FTO121"),
        (HEAD + ITEM.replace("[wire", "[{source: wire, at: p #4\n     }"), "12:36 FTO121"),
    ],
)  # fmt: skip
def test_a_cut_text_is_told_at_its_sign_wherever_it_stands(text: str, place: str) -> None:
    assert told(text) == [place]


def test_a_cut_text_that_leaves_nothing_is_told_too() -> None:
    assert told(HEAD + ITEM.replace("A raid.", "#14 ended.")) == ["7:11 FTO101", "7:12 FTO121"]


def test_the_profiles_and_pages_cut_nothing_off() -> None:
    for path in (*PROFILES, *CASES):
        load_profile(path)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{?source: wire}", "12:16 FTO122"),
        ("{source: wire, ?at: p. 4}", "12:30 FTO122"),
        ("{? source: wire}", None),
        ("{'?source': wire}", "12:16 FTO102"),
        ("{source: wire, at: what?}", None),
        ("{source: wire, at: '?'}", None),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_a_key_is_not_shortened_by_a_question_mark(text: str, place: str | None, pure: bool) -> None:
    raw = HEAD + ITEM.replace("wire", text)
    if pure and "what?" in text:
        return  # that parser takes no question mark at all in braces
    if pure:
        found = [f"{one.location.line}:{one.location.column} {one.code}"
                 for one in parse_document(raw, "x.yaml", pure=True).problems]  # fmt: skip
        assert found == ([place] if place is not None and "FTO122" in place else [])
    elif place is not None and "FTO102" in place:
        assert place in told(raw)
    else:
        assert told(raw) == ([place] if place is not None else [])


def test_texts_are_in_normal_form() -> None:
    text = (HEAD + ITEM).replace("A group", "Gru\u0301po").replace("raid:", "acc\u0327a\u0303o:")
    loaded = load_with_document("x.yaml", raw=text.encode())
    assert loaded.profile.organization.name == "Grúpo"
    assert list(loaded.profile.evidence) == ["acção"]
    assert loaded.document.locate(("evidence", "acção", "claim")).line == 7, "the place is found by the composed key"
    item = ITEM.partition("\n")[2]
    twice = HEAD + ITEM + item.replace("raid", "acção") + item.replace("raid", "acc\u0327a\u0303o")
    assert told(twice) == ["20:3 FTO004"]


@pytest.mark.parametrize(
    ("key", "place"),
    [("origin", "4:87"), ("incident", "13:15"), ("actor", "13:12")],
)
def test_labels_that_look_alike_are_an_error_at_the_second(key: str, place: str) -> None:
    second = ITEM.partition("\n")[2].replace("raid:", "fire:")
    if key == "origin":
        text = HEAD.replace("2020}", "2020, origin: the wire}", 1).replace("2020}", "2020, origin: thе wire}", 1) + ITEM
    else:
        text = HEAD + ITEM + f"    {key}: a cell\n" + second + f"    {key}: а cell\n"
    found = problems(text)
    assert [problem.code for problem in found] == ["FTO123"]
    sign = "U+0435 CYRILLIC SMALL LETTER IE" if key == "origin" else "U+0430 CYRILLIC SMALL LETTER A"
    assert found[0].message.endswith(f"it has {sign}")


def test_an_actor_that_looks_like_the_organization_is_no_other() -> None:
    same = HEAD + ITEM + "    actor: a GROUP\n"
    assert told(same) == []
    assert told(same.replace("a GROUP", "A grоup")) == ["13:12 FTO123"]


@pytest.mark.parametrize("key", ["name", "title", "publisher", "claim", "incident", "actor", "origin"])
def test_a_text_without_a_visible_character_is_an_error(key: str) -> None:
    text = HEAD.replace("2020}", "2020, origin: x}", 1) + ITEM + "    incident: x\n    actor: y\n"
    begun = text.index(f"{key}: ") + len(key) + 2
    end = min(text.index(sign, begun) for sign in ",}\n" if sign in text[begun:])
    (problem,) = problems(f'{text[:begun]}"\\u3164"{text[end:]}')
    assert problem.code == "FTO109"
    assert "U+3164 HANGUL FILLER" in problem.message
