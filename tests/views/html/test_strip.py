"""The strips of the index: where each status begins and ends, what is blank, the years at their head."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check import assess, load_statute
from fto_check.law.status import Status
from fto_check.runs.course import course_of
from fto_check.views.html.strip import WIDTH, lay_strip, strip_scale, strip_years
from tests.reasoning.lines import profile_of

LAW, LAST = date(1996, 4, 24), date(2026, 4, 24)
SCALE = strip_scale(LAW, LAST)


def test_a_strip_has_a_lane_for_each_criterion() -> None:
    profile = profile_of("A1 2011-04-25 +hijacking_or_sabotage", organization={"founded": "2006-04-24"})
    strip = lay_strip(course_of(assess(profile, load_statute(), LAST)), SCALE)
    assert sorted({piece.y for piece in strip.pieces}) == [12, 23, 34]
    second = [(round(piece.x), round(piece.width), piece.status) for piece in strip.pieces if piece.y == 23]
    assert second == [
        (174, 86, Status.NOT_ESTABLISHED), (260, 86, Status.MET), (346, 172, Status.NOT_ESTABLISHED)
    ]  # fmt: skip
    assert strip.blank == pytest.approx(174, abs=1)
    assert strip.listed == ()


def test_the_years_keep_apart() -> None:
    years = strip_years(SCALE)
    assert [year for year, _ in years] == [1996, 2000, 2005, 2010, 2015, 2020, 2025]
    assert all(0 <= x <= 1 for _, x in years)


def test_a_run_on_the_first_day_of_the_law_has_an_axis() -> None:
    scale = strip_scale(LAW, LAW)
    assert (scale.at(LAW), WIDTH) == (518, 520)
    assert strip_years(scale)[0][0] == 1996
