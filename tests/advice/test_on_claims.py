"""The warnings about claims: one speaker in several papers, accusations graded high, items without a place."""

from __future__ import annotations

import pytest

from tests.advice.test_advice import places

SOURCES = """organization: {name: A group}
sources:
  one: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  two: {title: B, publisher: Q, kind: press, reliability: C, published: 2020}
  own: {title: C, publisher: R, kind: press, reliability: B, published: 2020, origin: own}
  poor: {title: D, publisher: S, kind: press, reliability: D, published: 2020}
evidence:
  all: {claim: C., credibility: 3, sources: [one, two, own, poor], about: [threat]}
"""
OF_THE_FILE = frozenset({"FTO212", "FTO214", "FTO216"})
SAID = "attribution: alleged, supports: [violence], incident: raid, credibility: 3"


def told(*items: str) -> list[str]:
    evidence = "".join(f"  i{number}: {{{item}}}\n" for number, item in enumerate(items))
    return places(SOURCES + evidence, aside=OF_THE_FILE)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        # One item whose sources hand on one speaker.
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, two]"], ["9:3 FTO219"]),
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, own]"], []),
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, poor]"], []),
        ([f"claim: C., attributed_by: Chief Roe; Mayor Poe, {SAID}, sources: [one, two]"], []),
        ([f"claim: C., attributed_by: Chief Roe and Mayor Poe, {SAID}, sources: [one, two]"], []),
        ([f"claim: C., {SAID}, sources: [one, two]"], []),
        # The official is named in the claim.
        ([f"claim: Prosecutor Jane Roe said so., {SAID}, sources: [one, two]"], ["9:3 FTO219"]),
        ([f"claim: Chilean prosecutors say that it did., {SAID}, sources: [one, two]"], ["9:3 FTO219"]),
        ([f"claim: Prosecutor Roe and Minister Poe said so., {SAID}, sources: [one, two]"], []),
        # Two items of one incident by one speaker, each from its own paper.
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one]",
          f"claim: D., attributed_by: CHIEF ROE, {SAID}, sources: [two]"], ["9:3 FTO219"]),
        ([f"claim: Prosecutor Jane Roe said so., {SAID}, sources: [one]",
          f"claim: It was prosecutor Jane Roe who said more., {SAID}, sources: [two]"], ["9:3 FTO219"]),
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one]",
          f"claim: D., attributed_by: Mayor Poe, {SAID}, sources: [two]"], []),
        # Silenced, withdrawn, context, or found by others.
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, two], ignore: {{FTO219: both heard him}}"], []),
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, two], retracted: wrong"], []),
        (["claim: C., attributed_by: Roe, attribution: denied, about: [threat], credibility: 3, sources: [one]"], []),
        ([f"claim: C., attributed_by: Chief Roe, {SAID}, sources: [one, two]".replace("alleged", "found")], []),
    ],
)  # fmt: skip
def test_one_speaker_is_one_origin(items: list[str], found: list[str]) -> None:
    assert told(*items) == found


@pytest.mark.parametrize("attribution", ["charged", "alleged", "claimed", "denied", "admitted"])
def test_every_attribution_that_is_a_word_of_somebody(attribution: str) -> None:
    item = f"claim: C., attributed_by: Roe, {SAID}, sources: [one, two]".replace("alleged", attribution)
    assert "9:3 FTO219" in told(item)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("attribution: charged, supports: [violence], credibility: 2", ["9:76 FTO220"]),
        ("attribution: alleged, supports: [violence], credibility: 1", ["9:76 FTO220"]),
        ("attribution: alleged, supports: [violence], credibility: 3", []),
        ("attribution: reported, supports: [violence], credibility: 1", []),
        ("attribution: alleged, supports: [violence], credibility: 2, note: The video shows it.", []),
        ("attribution: alleged, supports: [violence], credibility: 2, ignore: {FTO220: shown}", []),
        ("attribution: alleged, about: [threat], credibility: 2", []),
    ],
)
def test_an_accusation_is_graded_as_one(item: str, found: list[str]) -> None:
    assert told(f"claim: C., {item}, sources: [one]") == found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("credibility: 2", ["9:3 FTO221"]),
        ("credibility: 2, supports: []", ["9:3 FTO221"]),
        ("credibility: 2, about: [foreign]", []),
        ("credibility: 2, disputes: [intent]", []),
        ("credibility: 2, ignore: {FTO221: to be read}", []),
        ("credibility: 2, retracted: wrong", []),
    ],
)
def test_an_item_says_what_it_is_for(item: str, found: list[str]) -> None:
    assert told(f"claim: C., {item}, sources: [one]") == found
