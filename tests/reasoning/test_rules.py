"""The evidence rules: grades, origins, days."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from fto_check.manuals.wording import say
from fto_check.profile.models import Item, Organization, Reliability, Source
from fto_check.reasoning.reasons import Code, because
from fto_check.reasoning.rules import (
    Grade,
    grade,
    is_recent,
    needs_attribution,
    stale_from,
    why_before_its_end,
    why_citation_is_out,
    why_item_is_out,
    why_listing_ended,
)

W, S, C = Grade.WEAK, Grade.STRONG, Grade.CONFIRMED


def source(**fields: Any) -> Source:
    return Source.model_validate({"title": "T", "publisher": "P", "kind": "press", "reliability": "B", **fields})


def item(**fields: Any) -> Item:
    return Item.model_validate({"claim": "C", "credibility": "2", "sources": ["s"], **fields})


def test_the_grades() -> None:
    found = {f"{letter}{number}": grade(letter, number) for letter, number in product(Reliability, range(1, 7))}
    strong = {"A2", "B1", "B2"}
    weak = {"A3", "B3", "C1", "C2", "C3", "F1", "F2", "F3"}
    assert found.pop("A1") is C
    assert {name for name, got in found.items() if got is S} == strong
    assert {name for name, got in found.items() if got is W} == weak
    assert all(got is None for name, got in found.items() if name not in strong | weak)


def test_items_after_the_day_and_retracted_ones_are_out() -> None:
    day = date(2015, 6, 1)
    assert why_item_is_out(item(when="2015"), day) is None
    assert why_item_is_out(item(when="../2016"), day) is None
    assert why_item_is_out(item(), day) is None
    assert why_item_is_out(item(when="2015-06-02"), day) == because(Code.AFTER_THE_DAY, day)
    assert why_item_is_out(item(retracted="a mix-up"), day) == because(Code.RETRACTED, "a mix-up")


@pytest.mark.parametrize(
    ("fields", "known_by", "reason"),
    [
        ({}, None, None),
        ({}, "2019-12-31", "undated, so not known by 2019-12-31"),
        ({"published": "2019"}, "2019-12-31", None),
        ({"published": "2019"}, "2019-12-30", "published 2019, not known by 2019-12-30"),
        ({"kind": "listing"}, None, "a listing is not evidence of itself"),
        ({"reliability": "E"}, None, "source graded E"),
    ],
)
def test_citations_that_do_not_count(fields: dict[str, str], known_by: str | None, reason: str | None) -> None:
    one = item()
    known = date.fromisoformat(known_by) if known_by is not None else None
    out = why_citation_is_out(one.sources[0], one, source(**fields), known, listing_counts=False)
    assert (say(out) if out is not None else None) == reason


def test_a_listing_counts_where_the_law_asks_for_one() -> None:
    one = item()
    assert why_citation_is_out(one.sources[0], one, source(kind="listing"), None, listing_counts=True) is None


def test_a_citation_has_its_own_grade_where_it_says_so() -> None:
    one = item(sources=[{"source": "s", "credibility": "5"}])
    said = why_citation_is_out(one.sources[0], one, source(), None, listing_counts=False)
    assert said == because(Code.NOT_CREDIBLE, 5)


@pytest.mark.parametrize(
    ("when", "published", "recent"),
    [
        ("2019-11-24", None, True),
        ("2019-11-23", "2024", False),
        ("2009/..", "2019-11-24", True),
        ("2009/..", "2019-11-23", False),
        ("2009/..", None, False),
        ("2020/..", None, True),
        ("2024-11-24", None, True),
        ("2024-11-25", "2024", False),
        (None, "2020", True),
        (None, "2018", False),
        (None, "2025", False),
        (None, None, False),
    ],
)
def test_what_is_recent(when: str | None, published: str | None, recent: bool) -> None:
    day = date(2024, 11, 24)
    assert is_recent(item(when=when), source(published=published), day) is recent


def test_whose_act_it_was() -> None:
    group = Organization(name="Cártel del Río", aliases=("CDR",))
    assert not needs_attribution(item(attribution="charged"), group)
    assert needs_attribution(item(actor="a splinter"), group)
    assert not needs_attribution(item(actor="cartel del rio"), group), "its own name names no other"
    assert not needs_attribution(item(actor="CDR"), group)
    assert all(needs_attribution(item(attribution=word), group) for word in ("denied", "acquitted", "unattributed"))


def test_an_organization_is_there_to_the_last_day_that_its_end_can_mean() -> None:
    """After it only what is later, or lasts, shows that it still is."""
    group = Organization.model_validate({"name": "G", "dissolved": "2010-06"})
    over = because(Code.BEFORE_ITS_END, "2010-06")
    assert why_before_its_end(item(when="2001"), group, date(2010, 6, 30)) is None
    assert why_before_its_end(item(when="2001"), group, date(2010, 7, 1)) == over
    assert why_before_its_end(item(when="2010-06-30"), group, date(2012, 1, 1)) == over
    assert why_before_its_end(item(when="2010-07-01"), group, date(2012, 1, 1)) is None
    assert why_before_its_end(item(when="2001/.."), group, date(2012, 1, 1)) is None
    assert why_before_its_end(item(), group, date(2012, 1, 1)) == over
    assert why_before_its_end(item(), Organization(name="G"), date(2012, 1, 1)) is None


def test_a_listing_for_a_time_holds_to_its_last_day() -> None:
    assert why_listing_ended(item(when="1997/2014"), date(2014, 12, 31)) is None
    assert why_listing_ended(item(when="1997/2014"), date(2015, 1, 1)) == because(Code.LISTING_ENDED, "1997/2014")
    assert why_listing_ended(item(when="1997/.."), date(2015, 1, 1)) is None
    assert why_listing_ended(item(when="1997"), date(2015, 1, 1)) is None
    assert why_listing_ended(item(), date(2015, 1, 1)) is None


def test_nothing_is_stale_after_the_last_day_there_is() -> None:
    assert stale_from(date(9993, 5, 1)) == date(9998, 5, 2)
    assert stale_from(date(9994, 5, 1)) == stale_from(date.max) == date.max
