"""The warnings about the end of the organization and about the acts of others."""

from __future__ import annotations

import pytest

from tests.advice.test_advice import places

SOURCES = """organization: {name: A group, aliases: [AG]END}
sources:
  one: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
evidence:
  all: {claim: C., credibility: 3, sources: [one], about: [threat]}
"""
OF_THE_FILE = frozenset({"FTO206", "FTO212", "FTO214", "FTO216"})


def told(*items: str, end: str = "") -> list[str]:
    evidence = "".join(f"  i{number}: {{claim: C., credibility: 3, sources: [one], {item}}}\n"
                       for number, item in enumerate(items))  # fmt: skip
    return places(SOURCES.replace("END", end) + evidence, aside=OF_THE_FILE)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([], ["1:57 FTO222"]),
        (["contradicts: [organized], when: 2016"], []),
        (["disputes: [organized]"], []),
        (["contradicts: [capability], when: 2015/2017"], []),
        (["about: [foreign], when: 2016-09"], []),
        (["supports: [capability], when: 2016-09"], ["1:57 FTO222"]),
        (["contradicts: [capability], when: 2014"], ["1:57 FTO222"]),
        (["contradicts: [capability], when: 2018/.."], ["1:57 FTO222"]),
        (["contradicts: [organized], retracted: wrong"], ["1:57 FTO222"]),
        (["about: [foreign], ignore: {FTO222: undisputed}"], []),
    ],
)
def test_an_end_needs_an_item(items: list[str], found: list[str]) -> None:
    assert told(*items, end=", dissolved: 2016-09") == found
    assert "FTO222" not in " ".join(told(*items))


ACT = "supports: [explosive_or_firearm], incident: bridge, actor: the wing"


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([ACT], ["6:110 FTO223"]),
        ([ACT.replace("the wing", "ag")], []),
        ([ACT.replace("[", "[attributable, ")], []),
        ([ACT, "supports: [attributable], incident: bridge"], []),
        ([ACT, "supports: [attributable], incident: other"], ["6:110 FTO223"]),
        ([ACT, "supports: [attributable], actor: The Wing"], []),
        ([ACT, "contradicts: [attributable], incident: bridge"], []),
        ([ACT, "disputes: [attributable], actor: the wing"], []),
        ([ACT, "supports: [attributable], incident: bridge, retracted: wrong"], ["6:110 FTO223"]),
        ([ACT, ACT.replace("bridge", "market")], ["6:110 FTO223"]),
        ([ACT, ACT.replace("the wing", "another")], ["6:110 FTO223", "7:110 FTO223"]),
        ([f"{ACT}, ignore: {{FTO223: another's}}"], []),
        (["supports: [capability], actor: the wing"], []),
        (["about: [threat], actor: the wing"], []),
    ],
)
def test_the_acts_of_another_are_made_its_own_or_said_not_to_be(items: list[str], found: list[str]) -> None:
    assert told(*items) == found
