"""The layout of the picture through time, as values: a small scene, and rules that hold on every profile."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.documents.dates import DateSpan, parse_span
from fto_check.law.status import Status
from fto_check.runs.course import Blank, StatusPeriod
from fto_check.runs.dossier import Dossier
from fto_check.runs.facts import FactEffect
from fto_check.views.html.geometry import Box, width_of
from fto_check.views.html.marks import PictureFact
from fto_check.views.html.scale import Scale, first_day
from fto_check.views.html.scene import scene_of
from fto_check.views.html.sheets import MIDDLE, SHEETS, SLIM, WIDE, Sheet
from fto_check.views.html.timeline import Decision, Picture, Scene, SceneLane, VerticalKind, lay_out
from tests.conftest import PROFILES, ROOT, examples, slow_but
from tests.reports import report_of

LAST = date(2026, 11, 24)


def fact(name: str, when: str | None, effect: FactEffect = FactEffect.FOR, *, counted: bool = True) -> PictureFact:
    return PictureFact(
        id=name, name=name, title=name, anchor=f"f-{name}", when=parse_span(when) if when else None, effect=effect,
        counted=counted,
    )  # fmt: skip


def scene(*facts: PictureFact, begins: date = date(1996, 4, 24), turn: date = date(2020, 1, 1)) -> Scene:
    lane = SceneLane(
        number=1, label="Foreign organization", lines=("1 Foreign", "organization"), facts=facts, periods=(
            StatusPeriod(first=begins, until=turn, status=Status.NOT_ESTABLISHED),
            StatusPeriod(first=turn, until=LAST, status=Status.MET),
        ),
    )  # fmt: skip
    begin = Decision(kind=VerticalKind.BEGIN, day=begins, text="no such law before 24 Apr 1996", short="law 1996")
    listed = Decision(kind=VerticalKind.LIST, day=date(2025, 2, 20), text="designated", short="designated")
    return Scene(
        lanes=(lane,), begins=begins, blank=Blank.NO_LAW, last=LAST, recent=date(2021, 11, 24),
        decisions=(begin, listed), turning=(turn,),
    )  # fmt: skip


def xs(picture: Picture) -> dict[str, float]:
    return {mark.fact.id: round(mark.x, 1) for lane in picture.lanes for mark in lane.marks}


def test_a_mark_stands_at_its_day() -> None:
    picture = lay_out(scene(fact("a", "2020-01-01"), fact("b", "2026-11-24")), WIDE)
    # The axis runs from 262 to 1064; the last mark keeps a radius from its end.
    assert xs(picture) == {"a": 262.0, "b": 1058.0}
    middle = Scale(first=date(2020, 1, 1), last=LAST, left=262, right=1064).at(date(2023, 6, 14))
    assert middle == pytest.approx(663.16, abs=0.01)


def test_what_is_open_to_its_start_stands_at_its_end_and_a_long_state_too() -> None:
    picture = lay_out(
        scene(fact("a", "2020-01-01"), fact("until", "../2022"), fact("by", "/2023-05"), fact("on", "2024/.."),
              fact("long", "2020/2022")), MIDDLE
    )  # fmt: skip
    found = {mark.fact.id: mark for lane in picture.lanes for mark in lane.marks}
    assert found["until"].open_start
    assert found["by"].open_start
    assert found["on"].open_end
    assert found["long"].has_line
    assert not found["a"].has_line
    order = sorted(found, key=lambda name: found[name].x)
    assert order[0] == "a"
    assert order[-1] == "on"


def test_what_is_near_is_stacked_and_what_counts_stands_lowest() -> None:
    picture = lay_out(
        scene(fact("a", "2021-01-01", counted=False), fact("b", "2021-01-02"), fact("c", "2021-01-03")), WIDE
    )
    (lane,) = picture.lanes
    assert len({mark.x for mark in lane.marks}) == 1
    assert [mark.fact.id for mark in sorted(lane.marks, key=lambda mark: -mark.y)] == ["b", "c", "a"]
    assert sorted((mark.y for mark in lane.marks), reverse=True) == [-8, pytest.approx(-19.6), pytest.approx(-31.2)]


def test_what_speaks_against_stands_below_the_band() -> None:
    picture = lay_out(scene(fact("a", "2021", FactEffect.AGAINST), fact("b", "2021")), WIDE)
    heights = {mark.fact.id: mark.y for mark in picture.lanes[0].marks}
    assert heights["a"] > WIDE.band
    assert heights["b"] < 0


def test_the_band_is_blank_before_it_begins_and_says_why() -> None:
    picture = lay_out(scene(fact("early", "1985-05-01"), fact("b", "1990-01-01"), fact("c", "2021-01-01")), WIDE)
    blank, first, second = picture.lanes[0].pieces
    assert (blank.status, blank.text) == (None, "no such law yet")
    assert (first.status, second.status) == (Status.NOT_ESTABLISHED, Status.MET)
    assert blank.x + blank.width == pytest.approx(first.x)
    assert first.x + first.width == pytest.approx(second.x)
    assert second.x + second.width == pytest.approx(WIDE.end)
    assert second.text == "met since 1 Jan 2020"


def test_a_beginning_before_the_axis_stands_in_the_gutter() -> None:
    picture = lay_out(scene(fact("a", "2020-05-01")), WIDE)
    blank, first, _ = picture.lanes[0].pieces
    assert (blank.x, blank.text) == (WIDE.left, "")
    assert WIDE.left < first.x < WIDE.start
    (begin,) = [one for one in picture.verticals if one.kind is VerticalKind.BEGIN]
    assert begin.x == first.x


@pytest.mark.parametrize(
    ("days", "turning", "first"),
    [
        (["2015-05-01", "2020-01-01"], [], "2015-01-01"),
        (["1971-01-01", "2012-01-01", "2020-01-01"], [], "2012-01-01"),
        (["1971-01-01", "1973-01-01", "2020-01-01"], [], "1971-01-01"),
        (["1971-01-01", "2012-01-01", "2020-01-01"], ["1971-01-01"], "1971-01-01"),
        ([], [], "2021-01-01"),
        (["2027-01-01"], [], "2021-01-01"),
    ],
)
def test_a_lonely_early_fact_stands_before_the_axis_unless_it_turns_a_status(
    days: list[str], turning: list[str], first: str
) -> None:
    found = first_day([date.fromisoformat(day) for day in days], [date.fromisoformat(day) for day in turning], LAST)
    assert found == date.fromisoformat(first)


def test_labels_of_years_have_room() -> None:
    for years in (2, 8, 30, 200):
        scale = Scale(first=date(LAST.year - years, 1, 1), last=LAST, left=40, right=337)
        at = [tick.x for tick in scale.ticks]
        assert at
        assert all(other - one >= 46 - 1 for one, other in pairwise(at))


# -- rules, on the shipped profiles and on scenes that are drawn -------------------------------------------------------


def boxes(picture: Picture) -> tuple[list[Box], list[Box]]:
    """Return the room of the labels and of the marks."""
    sheet = picture.sheet
    labels, marks = [], []
    for lane in picture.lanes:
        labels += [
            Box(one.x, lane.line + one.y - sheet.text + 2, one.x + one.width, lane.line + one.y + 2)
            for one in lane.labels
        ]
        r = sheet.radius
        marks += [
            Box(one.x - r, lane.line + one.y - r, one.x + r, lane.line + one.y + r) for one in lane.marks
        ]  # fmt: skip
    return labels, marks


def assert_clear(picture: Picture) -> None:
    """No label stands on another or on a mark, no mark on another, and nothing leaves the sheet."""
    sheet = picture.sheet
    labels, marks = boxes(picture)
    for at, one in enumerate(labels):
        assert not any(one.hits(other, 0) for other in labels[at + 1 :]), one
        assert not any(one.hits(other, 0) for other in marks), one
        assert sheet.left <= one.left
        assert one.right <= sheet.end + 0.1
    for at, one in enumerate(marks):
        assert not any(one.hits(other, -0.2) for other in marks[at + 1 :]), one
        assert one.right <= sheet.end + 0.1
        assert one.top >= picture.top - 20
    for lane, other in pairwise(picture.lanes):
        assert lane.bottom < other.top + 1
    texts = [(one.y, one.text_x, one.text_x + width_of(one.text, sheet.text)) for one in picture.verticals]
    for at, (y, start, end) in enumerate(texts):
        assert start >= 0
        assert end <= sheet.end + 0.1
        assert not any(y == row and start < stop and begin < end for row, begin, stop in texts[at + 1 :])
    for lane in picture.lanes:
        for piece in lane.pieces:
            assert not piece.text or piece.text_x + width_of(piece.text, sheet.band_text) <= piece.x + piece.width + 1
        for piece, following in pairwise(lane.pieces):
            assert piece.x + piece.width == pytest.approx(following.x)


@cache
def scene_for(path: Path) -> Scene:
    (profile,) = report_of(str(path.relative_to(ROOT))).profiles
    return scene_of(Dossier(profile))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("path", slow_but(PROFILES, ROOT / "profiles/msf.yaml"), ids=lambda path: path.stem)
def test_nothing_covers_another_on_a_shipped_profile(path: Path, sheet: Sheet) -> None:
    assert_clear(lay_out(scene_for(path), sheet))


@pytest.mark.slow
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_what_turns_a_status_has_a_label_on_a_wide_sheet(path: Path) -> None:
    """In some lane of each profile: a label that finds no place is left out, as on a lane of the AUC."""
    lanes = lay_out(scene_for(path), WIDE).lanes
    if any(mark.fact.turns and not mark.fact.below for lane in lanes for mark in lane.marks):
        assert any(label.turns for lane in lanes for label in lane.labels)


days = st.dates(date(1950, 1, 1), LAST)


@st.composite
def spans(draw: st.DrawFn) -> DateSpan | None:
    if draw(st.booleans()):
        return None if draw(st.booleans()) else parse_span(draw(days).isoformat())
    first, last = sorted((draw(days), draw(days)))
    return parse_span(
        draw(st.sampled_from([f"{first}/{last}", f"../{last}", f"{first}/..", f"/{last}", f"{first.year}"]))
    )


facts = st.builds(
    lambda when, effect, counted, turns, name: PictureFact(
        id="x", name=name, title="t", anchor="a", when=when, effect=effect, counted=counted, turns=turns
    ),
    spans(), st.sampled_from(FactEffect), st.booleans(), st.booleans(), st.text("abc mW名", min_size=1, max_size=28),
)  # fmt: skip


@given(st.lists(facts, max_size=25), days, days, st.sampled_from(SHEETS))
@examples(60)
def test_nothing_covers_another_on_any_scene(found: list[PictureFact], begins: date, turn: date, sheet: Sheet) -> None:
    begins, turn = sorted((begins, turn))
    assert_clear(lay_out(scene(*found, begins=begins, turn=turn), sheet))


@given(st.lists(facts, max_size=12), st.randoms())
@examples(30)
def test_the_order_of_the_file_does_not_matter(found: list[PictureFact], random: object) -> None:
    named = [
        PictureFact(id=f"x{at}", name=one.name, title="t", anchor="a", when=one.when, effect=one.effect,
                    counted=one.counted, turns=one.turns)
        for at, one in enumerate(found)
    ]  # fmt: skip
    mixed = list(named)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = lay_out(scene(*named), SLIM), lay_out(scene(*mixed), SLIM)
    assert (one.height, xs(one), [lane.labels for lane in one.lanes]) == (
        other.height, xs(other), [lane.labels for lane in other.lanes]
    )  # fmt: skip
