"""The marks of facts in a lane of the picture through time: where each stands, and which are stacked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fto_check.documents.dates import DateSpan
from fto_check.runs.facts import FactEffect
from fto_check.views.html.geometry import Box
from fto_check.views.html.scale import Scale
from fto_check.views.html.sheets import Sheet

LONG_STATE = 400  # days from which on a range is a state, which is known in full at its end
SHORTEST_LINE = 14  # pixels from which on the line of a range is seen beside its mark
FAINT_LINE = 150  # pixels from which on a line would lead the eye more than the marks do


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFact:
    """A fact of a lane."""

    id: str
    name: str
    """The fact in a word or two, for a label."""
    title: str
    """What a pointer that rests on the mark is told."""
    anchor: str
    """Where its row stands on the page."""
    when: DateSpan | None
    effect: FactEffect
    counted: bool
    turns: bool = False
    """Whether the status changes on its day."""

    @property
    def below(self) -> bool:
        """Whether it stands below the band: what speaks against the answer."""
        return self.effect is FactEffect.AGAINST

    @property
    def rank(self) -> int:
        """Its place in a stack: what counts for the answer first."""
        return 2 if not self.counted else 0 if self.effect is FactEffect.FOR else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMark:
    """Where the mark of a fact stands; y is measured from the top of the band, upward negative."""

    fact: PictureFact
    x: float
    y: float = 0
    begins: float | None = None
    """Where its time begins; None for a moment, or where that is not known."""
    ends: float | None = None

    @property
    def has_line(self) -> bool:
        """Whether a line shows how long it lasted."""
        return self.begins is not None and self.ends is not None and self.ends - self.begins > SHORTEST_LINE

    @property
    def is_faint(self) -> bool:
        """Whether that line is so long that it is drawn faintly."""
        return self.begins is not None and self.ends is not None and self.ends - self.begins > FAINT_LINE

    @property
    def open_start(self) -> bool:
        """Whether the fact is only known to hold until its day, or to have happened by it."""
        when = self.fact.when
        return when is not None and when.earliest is None

    @property
    def open_end(self) -> bool:
        """Whether the fact goes on."""
        when = self.fact.when
        return when is not None and when.latest is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Marks that are stacked, since they would cover each other."""

    x: float
    marks: tuple[FactMark, ...]
    top: float
    """The upper end of the highest mark, from the top of the band."""

    @property
    def turns(self) -> bool:
        """Whether the status changes with any of them."""
        return any(mark.fact.turns for mark in self.marks)

    @property
    def counted(self) -> int:
        """How many of them count."""
        return sum(mark.fact.counted for mark in self.marks)

    def box(self, radius: float) -> Box:
        """Return the room that the stack takes above its band."""
        return Box(self.x - radius, self.top, self.x + radius, -2)


def cluster_marks(facts: Iterable[PictureFact], scale: Scale, sheet: Sheet) -> tuple[list[Cluster], list[Cluster]]:
    """Return the stacks above the band and those below it."""
    marks = [_placed(fact, scale, sheet) for fact in facts]
    above = _stacks([mark for mark in marks if not mark.fact.below], scale, sheet)
    below = _stacks([mark for mark in marks if mark.fact.below], scale, sheet)
    rise, room = sheet.cell, sheet.radius + 3
    return (
        [_stacked(x, marks, [-(room + at * rise) for at in range(len(marks))], sheet) for x, marks in above],
        [_stacked(x, marks, [sheet.band + room + at * rise for at in range(len(marks))], sheet) for x, marks in below],
    )


def _placed(fact: PictureFact, scale: Scale, sheet: Sheet) -> FactMark:
    """Return a mark at its day; what is undated or lies before the axis stands in the gutter."""
    middle, most = sheet.left + sheet.gutter * 0.66, scale.right - sheet.radius - 1
    when = fact.when
    if when is None:
        return FactMark(fact=fact, x=middle - sheet.gutter * 0.1)
    first, last = when.earliest, when.latest
    anchor = last if first is None else first
    if first is not None and last is not None and (last - first).days > LONG_STATE:
        anchor = last
    assert anchor is not None, "a span has one end at least"
    x = scale.at(min(anchor, scale.last)) if anchor >= scale.first else middle + sheet.gutter * 0.05
    if first is None:
        return FactMark(fact=fact, x=min(x, most))
    begins = scale.at(first) if first >= scale.first else sheet.left + sheet.gutter * 0.5
    ends = scale.at(min(last, scale.last)) if last is not None and last >= scale.first else None
    return FactMark(fact=fact, x=min(x, most), begins=min(begins, scale.right), ends=ends)


def _stacks(marks: Sequence[FactMark], scale: Scale, sheet: Sheet) -> list[tuple[float, list[FactMark]]]:
    """Return the positions of stacks, with their marks: what is nearer than a mark is wide shares one."""
    groups: list[list[FactMark]] = []
    for mark in sorted(marks, key=lambda mark: (mark.x, mark.fact.rank, mark.fact.id)):
        if groups and mark.x - groups[-1][0].x < sheet.cell:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    places = [sum(mark.x for mark in group) / len(group) for group in groups]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + sheet.cell)
    most = scale.right - sheet.radius - 1
    for at in reversed(range(len(places))):
        places[at] = min(places[at], most)
        most = places[at] - sheet.cell
    return list(zip(places, groups, strict=True))


def _stacked(x: float, marks: Sequence[FactMark], heights: Sequence[float], sheet: Sheet) -> Cluster:
    ranked = sorted(marks, key=lambda mark: (mark.fact.rank, mark.x, mark.fact.id))
    placed = tuple(replace(mark, x=x, y=y) for mark, y in zip(ranked, heights, strict=True))
    return Cluster(x=x, marks=placed, top=min(heights) - sheet.radius)
