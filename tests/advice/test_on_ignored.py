"""The warning about an `ignore` that silences nothing."""

from __future__ import annotations

import time
from datetime import date

import pytest

from fto_check import load_statute
from fto_check.advice import WARNINGS, advise
from fto_check.profile.loading import load_with_document
from tests.advice.test_advice import places

HEAD = """organization: {name: A group}
sources:
  one: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  web: {title: B, publisher: Q, kind: press, reliability: B, published: 2020, url: "https://example.org/a"}
evidence:
  all: {claim: C., credibility: 3, sources: [one], about: [threat]}
"""
OTHERS = frozenset(WARNINGS) - {"FTO225"}


def told(*items: str, today: date | None = date(2026, 1, 1)) -> list[str]:
    evidence = "".join(f"  i{number}: {{claim: C., credibility: 3, {item}}}\n" for number, item in enumerate(items))
    return places(HEAD + evidence, aside=OTHERS, today=today)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["sources: [web], about: [threat], ignore: {FTO207: behind a login}"], []),
        (["sources: [one], about: [threat], ignore: {FTO207: behind a login}"], ["7:77 FTO225"]),
        # Each of two would do: neither is idle.
        (["sources: [web], about: [threat], ignore: {FTO207: behind a login}"] * 2, []),
        (["sources: [one], about: [threat], ignore: {FTO201: I know}"], ["7:77 FTO225"]),
        (["sources: [one], about: [threat], ignore: {FTO202: I know}"], ["7:77 FTO225"]),
        (["sources: [one], about: [threat], ignore: {FTO225: I know}"], ["7:77 FTO225"]),
        (["sources: [one], supports: [violence], when: 2020-05-01, ignore: {FTO210: a statement}"], []),
        (["sources: [one], supports: [violence], when: 2020-05, ignore: {FTO210: a statement}"], ["7:97 FTO225"]),
        (["sources: [one], ignore: {FTO221: to be read}"], []),
        (["sources: [one], about: [threat], ignore: {FTO210: x}, retracted: wrong"], []),
        # What depends on the day that is asked for is not known.
        (["sources: [one], about: [threat], ignore: {FTO212: x, FTO214: x}"], []),
    ],
)
def test_an_ignore_silences_something(items: list[str], found: list[str]) -> None:
    assert told(*items) == found


def test_what_depends_on_today_is_not_told_without_it() -> None:
    item = "sources: [one], about: [threat], ignore: {FTO208: a plan}"
    assert told(item) == ["7:77 FTO225"]
    assert told(item, today=None) == []


def test_thousands_of_ignores_take_no_square_of_time() -> None:
    item = "sources: [one], about: [threat], ignore: {FTO207: x}"
    text = HEAD + "".join(f"  i{number}: {{claim: C., credibility: 3, {item}}}\n" for number in range(4000))
    loaded = load_with_document("a.yaml", raw=text.encode())
    begun = time.perf_counter()
    found = advise(loaded.profile, load_statute(), loaded.document, today=None, assessment=None)
    assert time.perf_counter() - begun < 10
    assert any(problem.code == "FTO225" for problem in found)
