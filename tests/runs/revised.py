"""A profile and its edited revisions, for the tests of what changed."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from fto_check import load_statute
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from tests.strategies import make_profile, profiles

STATUTE = load_statute()
DAY = date(2024, 1, 1)
AS_OF = ("--as-of", "2024-01-01", "--isolated")
BASE = """
organization: {name: A group, countries: [MX]}
sources:
  court: {title: Findings, publisher: A court, kind: court, reliability: A, published: 2023-01-01}
  paper: {title: A report, publisher: A paper, kind: press, reliability: B, published: 2023-02-01}
  radio: {title: A broadcast, publisher: A radio, kind: press, reliability: B, published: 2023-03-01}
evidence:
  base:
    claim: It is based abroad.
    supports: [foreign_base]
    credibility: 1
    sources: [court]
  bombs:
    claim: It set off bombs.
    supports: [explosive_or_firearm, endangerment]
    credibility: 2
    incident: bombs
    when: 2023-01-01
    sources: [{source: paper, at: p. 1}, radio]
expect:
  - {as_of: 2024-01-01, foreign: met}
"""

ITEM = "  more: {claim: More of it., supports: [us_nationals], credibility: 2, sources: [radio]}\n"


def load(text: str) -> Profile:
    return load_with_document("x.yaml", STATUTE, raw=text.encode()).profile


def edited(*replacements: tuple[str, str]) -> str:
    text = BASE
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


made = profiles.map(make_profile)
# Two that have nothing to do with each other, or one of which a part was cut off, so that the others have other ids.
pairs = st.one_of(st.tuples(made, made), profiles.map(lambda parts: (make_profile(parts), make_profile(parts[1:]))))
