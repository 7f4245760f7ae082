"""What an id means: in the statute, in a profile, in several places at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fto_check import load_statute
from fto_check.profile.loading import load_with_document
from fto_check.runs.parts import NamedPart, NamedParts, PartKind, UnknownPartError
from tests.conftest import PROFILES, load

STATUTE = load_statute()
TEXT = """
organization: {name: A group}
sources:
  raid: {title: A report, publisher: A paper, kind: press, reliability: B}
  copy: {title: A copy, publisher: A paper, kind: press, reliability: B, origin: raid}
  threat: {title: A book, publisher: P, kind: press, reliability: B}
  radio: {title: A broadcast, publisher: P, kind: press, reliability: B, origin: item:odd}
evidence:
  raid: {claim: It raided a town., supports: [assassination], incident: raid, credibility: 2, sources: [raid, copy]}
  Überfall: {claim: It raided another., supports: [assassination], incident: raid, credibility: 2, sources: [threat]}
  radio-said: {claim: It did., credibility: 2, sources: [radio]}
"""
PROFILE = load_with_document("x.yaml", STATUTE, raw=TEXT.encode()).profile
PARTS = NamedParts(PROFILE, STATUTE)


def found(name: str) -> list[str]:
    return [str(one) for one in PARTS.find(name)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("raid", ["item:raid", "incident:raid", "source:raid", "origin:raid"]),
        ("RAID", ["item:raid", "incident:raid", "source:raid", "origin:raid"]),
        ("item:raid", ["item:raid"]),
        ("incident:raid", ["incident:raid"]),
        ("origin:raid", ["origin:raid"]),
        ("copy", ["source:copy"]),
        ("threat", ["element:threat", "source:threat"]),
        ("origin:threat", ["origin:threat"]),
        ("element:threat", ["element:threat"]),
        ("us-nationals", ["element:us_nationals"]),
        ("überfall", ["item:Überfall"]),
        ("u\u0308berfall", ["item:Überfall"]),
        ("item:odd", ["origin:item:odd"]),
        (" raid ", ["item:raid", "incident:raid", "source:raid", "origin:raid"]),
    ],
)
def test_a_name_means_everything_that_has_it(name: str, meant: list[str]) -> None:
    assert found(name) == meant


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("rade", "did you mean 'raid'?"),
        ("source:copi", "did you mean 'copy'?"),
        ("incident:copy", "it can be one of the profile's incidents"),
        ("zzzzzz", "it can be one of the statute's elements, the profile's items, the profile's incidents"),
        ("", "it can be one of"),
        ("item:", "it can be one of the profile's items"),
    ],
)
def test_a_name_that_nothing_has(name: str, hint: str) -> None:
    with pytest.raises(UnknownPartError) as caught:
        PARTS.find(name)
    assert hint in str(caught.value)


def test_an_origin_of_one_source_that_has_its_id_is_not_named_twice() -> None:
    every = [str(one) for one in PARTS]
    assert "origin:raid" in every
    assert "origin:threat" not in every
    assert "origin:item:odd" in every


@pytest.mark.parametrize("path", PROFILES[:4], ids=lambda path: path.stem)
def test_every_id_of_a_shipped_profile_is_found(path: Path) -> None:
    parts = NamedParts(load(path).profile, STATUTE)
    for one in parts:
        assert one in parts.find(one.id)
        assert parts.find(str(one)) == (one,)


def test_some_kinds_only() -> None:
    few = NamedParts(PROFILE, STATUTE, (PartKind.SOURCE, PartKind.ORIGIN))
    assert few.find("raid") == (NamedPart(PartKind.SOURCE, "raid"), NamedPart(PartKind.ORIGIN, "raid"))
    with pytest.raises(UnknownPartError, match="the profile's sources or the profile's origins"):
        few.find("us_nationals_x")
