"""The layout of the picture through time: values in, positions out; the template only writes them down.

A lane for each criterion: over its band of statuses the facts that speak for it, under it those against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, count

from fto_check.runs.course import Blank, StatusPeriod
from fto_check.views.html.bands import Piece, beginning_x, lay_band
from fto_check.views.html.geometry import width_of
from fto_check.views.html.labels import Label, place_labels
from fto_check.views.html.marks import FactMark, PictureFact, cluster_marks
from fto_check.views.html.scale import Scale, Tick, first_day
from fto_check.views.html.sheets import Sheet

SHORT_FACT = 370  # days up to which a range is a moment that an axis can begin with


MOST_ROWS = 3  # rows of texts over the lanes, unless they take more


class VerticalKind(StrEnum):
    """What happened on the day of a vertical."""

    LIST = "list"
    """An official decision, which counts for nothing."""
    LAW = "law"
    BEGIN = "begin"
    """The first day that has a status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A day that a vertical marks in all lanes."""

    kind: VerticalKind
    day: date
    text: str
    short: str
    """The text where there is little room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLane:
    """A criterion through time, before it has a place."""

    number: int
    label: str
    lines: tuple[str, ...]
    """The label in lines, for the left of a wide sheet."""
    periods: tuple[StatusPeriod, ...]
    facts: tuple[PictureFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the picture shows."""

    lanes: tuple[SceneLane, ...]
    begins: date
    blank: Blank
    last: date
    recent: date
    """The first day that still counts as the present."""
    decisions: tuple[Decision, ...]
    turning: tuple[date, ...]
    """The days on which a status changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertical:
    """A vertical in its place."""

    kind: VerticalKind
    x: float
    text: str
    text_x: float
    y: float
    """The baseline of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLane:
    """A lane in its place; all y are those of the picture."""

    lane: SceneLane
    top: float
    line: float
    """The top of the band."""
    bottom: float
    pieces: tuple[Piece, ...]
    marks: tuple[FactMark, ...]
    """By their time: the order in which a keyboard reaches them."""
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture on one sheet."""

    sheet: Sheet
    height: float
    top: float
    axis: float
    lanes: tuple[PlacedLane, ...]
    verticals: tuple[Vertical, ...]
    ticks: tuple[Tick, ...]
    minor: tuple[float, ...]
    recent: float
    """Where the present begins."""


def lay_out(scene: Scene, sheet: Sheet) -> Picture:
    """Return the picture on a sheet."""
    scale = Scale(first=_first_day(scene), last=scene.last, left=sheet.start, right=sheet.end)
    verticals = _verticals(scene, scale, sheet)
    top = 30.0 + max((one.y for one in verticals), default=0.0)
    across = [one.x for one in verticals]
    lanes: list[PlacedLane] = []
    y = top
    for lane in scene.lanes:
        placed = _lane(lane, scene, scale, sheet, across, y)
        lanes.append(placed)
        y = placed.bottom + sheet.gap
    return Picture(
        sheet=sheet,
        height=y - 6 + sheet.foot,
        top=top,
        axis=y - 6,
        lanes=tuple(lanes),
        verticals=tuple(verticals),
        ticks=tuple(scale.ticks),
        minor=tuple(scale.minor),
        recent=scale.at(max(scene.recent, scale.first)),
    )


def _first_day(scene: Scene) -> date:
    days = []
    for lane in scene.lanes:
        for fact in lane.facts:
            when = fact.when
            if when is None or when.earliest is None or when.latest is None:
                continue
            if (when.latest - when.earliest).days < SHORT_FACT:
                days.append(when.earliest)
    return first_day(days, scene.turning, scene.last)


def _verticals(scene: Scene, scale: Scale, sheet: Sheet) -> list[Vertical]:
    """Return the verticals with their texts in rows: no text stands on another, and none on the line of another."""
    found: list[Vertical] = []
    placed = [(_vertical_x(one, scale, sheet), one) for one in scene.decisions]
    ranks = {VerticalKind.BEGIN: 0, VerticalKind.LIST: 1, VerticalKind.LAW: 2}  # which text goes first
    ordered = sorted(
        ((x, one) for x, one in placed if x is not None),
        key=lambda pair: (ranks[pair[1].kind], -pair[0], pair[1].text),
    )
    for x, decision in ordered:
        found.append(next(_vertical_places(decision, x, found, sheet)))
    return found


def _vertical_places(
    decision: Decision, x: float, others: Sequence[Vertical], sheet: Sheet
) -> Iterator[Vertical]:  # fmt: skip
    """Yield where the text of a vertical can stand: over its line, left or right of it, then the same in rows below.

    A small sheet has the short text at once, another after three rows. Where none of that is free, a text may stand on
    the line of another, but never on its text.
    """
    texts = (decision.short,) if sheet.sparse else (decision.text, decision.short)
    strict = [(row, text, True) for text in texts for row in range(MOST_ROWS)]
    for row, text, keeps_clear in chain(strict, ((row, texts[-1], False) for row in count())):
        y, width = 14.0 + row * 16, width_of(text, sheet.text)
        for shift in (width / 2, width + 4, -4.0):
            left = max(0.0, min(x - shift, sheet.end - width))
            near = [one for one in others if keeps_clear or one.y == y]
            if all(_clear(x, left, left + width, y, one, sheet) for one in near):
                yield Vertical(kind=decision.kind, x=x, text=text, text_x=left, y=y)


def _clear(x: float, left: float, right: float, y: float, other: Vertical, sheet: Sheet) -> bool:
    """Return whether a vertical and its text keep clear of the text and the line of another."""
    start, end = other.text_x, other.text_x + width_of(other.text, sheet.text)
    if other.y == y:
        return right + 10 <= start or end + 10 <= left
    return not left - 5 < other.x < right + 5 if other.y < y else not start - 5 < x < end + 5


def _vertical_x(decision: Decision, scale: Scale, sheet: Sheet) -> float | None:
    """Return where a vertical stands; None for what the picture leaves out: laws before the axis, and what is to come.

    A decision before the axis stands in the gutter, behind the day that all begins with.
    """
    if decision.day > scale.last:
        return None
    if decision.kind is VerticalKind.BEGIN:
        return beginning_x(decision.day, scale, sheet)
    if decision.day >= scale.first:
        return scale.at(decision.day)
    return sheet.left + sheet.gutter * 0.86 if decision.kind is VerticalKind.LIST else None


def _lane(
    lane: SceneLane, scene: Scene, scale: Scale, sheet: Sheet, across: Sequence[float], y: float
) -> PlacedLane:  # fmt: skip
    above, below = cluster_marks(lane.facts, scale, sheet)
    labels = place_labels(above, sheet, across)
    highest = min(
        (*(label.y - sheet.text + 2 for label in labels), *(cluster.top for cluster in above), -sheet.least)
    )  # fmt: skip
    line = y + sheet.head - highest + sheet.lift
    lowest = max((mark.y + sheet.radius for one in below for mark in one.marks), default=sheet.band) + 6
    marks = sorted((mark for one in (*above, *below) for mark in one.marks), key=lambda mark: (mark.x, -mark.y))
    return PlacedLane(
        lane=lane,
        top=y,
        line=line,
        bottom=line + lowest,
        pieces=tuple(lay_band(lane.periods, scene.blank, scale, sheet)),
        marks=tuple(marks),
        labels=tuple(labels),
    )
