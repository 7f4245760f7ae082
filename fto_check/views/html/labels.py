"""The labels over the stacks of a lane: each climbs until it hits nothing, and what finds no place has none.

A label that is left out is no loss: the fact is in its table, and its mark says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fto_check.views.date_words import UNDATED
from fto_check.views.html.geometry import Box, width_of
from fto_check.views.html.marks import Cluster
from fto_check.views.html.sheets import Sheet

NAMED = 2  # facts of a stack that its label names


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text over a stack; y is its baseline, measured from the top of the band."""

    x: float
    y: float
    width: float
    text: str
    turns: bool
    leader: tuple[float, float, float] | None
    """A line from the label down to its stack, where it does not stand right over it: x, from y, to y."""


def place_labels(clusters: Sequence[Cluster], sheet: Sheet, verticals: Sequence[float]) -> list[Label]:
    """Return the labels of a lane: of five orders in which they can be tried, those that leave most of them standing.

    On a small sheet a label may cross a vertical, if that lets more of them stand.
    """
    wanted = [one for one in clusters if one.turns or one.counted > 1 or not sheet.sparse]
    lines = [
        Box(mark.begins or 0, mark.y - 1, mark.ends or 0, mark.y + 1)
        for one in clusters for mark in one.marks if mark.has_line and not mark.is_faint
    ]  # fmt: skip
    tries = [
        _Placing(clusters, sheet, () if crossing else verticals, lines).place(order)
        for crossing in ((False, True) if sheet.sparse else (False,))
        for order in _orders(wanted)
    ]
    return max(tries, key=lambda one: one.score).labels


def _orders(clusters: Sequence[Cluster]) -> Iterator[list[Cluster]]:
    """Yield the orders: what turns a status always comes first."""
    yield sorted(clusters, key=lambda one: (not one.turns, -one.counted, -len(one.marks), one.x))
    yield sorted(clusters, key=lambda one: (not one.turns, one.x))
    yield sorted(clusters, key=lambda one: (not one.turns, -one.x))
    yield sorted(clusters, key=lambda one: (not one.turns, -one.top, one.x))
    yield sorted(clusters, key=lambda one: (not one.turns, -one.top, -one.x))


@dataclass
class _Placing:
    """One try: the labels that stand so far, and what they must not hit."""

    clusters: Sequence[Cluster]
    sheet: Sheet
    verticals: Sequence[float]
    lines: list[Box]
    """The lines of what lasted; through the faint ones a label may stand."""
    labels: list[Label] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    score: float = 0

    def place(self, order: Sequence[Cluster]) -> _Placing:
        """Place the labels of some stacks in an order."""
        for cluster in order:
            others = (
                [one.box(self.sheet.radius) for one in self.clusters if one is not cluster] + self.lines + self.taken
            )
            text = _text(cluster, self.sheet)
            found = next(self._places(cluster, text, others), None)
            if found is not None:
                label, boxes, tier = found
                self.labels.append(label)
                self.taken += boxes
                self.score += 10 * cluster.turns + 1 + 0.3 * cluster.counted - 0.12 * tier
        return self

    def _places(self, cluster: Cluster, text: str, others: Sequence[Box]) -> Iterator[tuple[Label, list[Box], int]]:
        """Yield where a label can stand: the lowest tier first, and in it over the middle of the stack first."""
        sheet, x, width = self.sheet, cluster.x, width_of(text, self.sheet.text)
        for tier in range(sheet.tiers):
            for shift in (width / 2, width * 0.3, width * 0.7, sheet.radius, width - sheet.radius):
                left = max(sheet.left + 2, min(x - shift, sheet.end - width))
                if not left - 0.5 <= x <= left + width + 0.5:
                    continue
                y = cluster.top - 4 - tier * sheet.line
                box = Box(left, y - sheet.text + 2, left + width, y + 2)
                leader = Box(x - 0.5, y + 3, x + 0.5, cluster.top - 1) if tier else None
                if self._is_free(box, leader, others):
                    line = (x, y + 3, cluster.top - 1) if tier else None
                    label = Label(x=left, y=y, width=width, text=text, turns=cluster.turns, leader=line)
                    yield label, [box] if leader is None else [box, leader], tier

    def _is_free(self, box: Box, leader: Box | None, others: Sequence[Box]) -> bool:
        crossed = any(box.left - 4 < x < box.right + 4 for x in self.verticals)
        return not (crossed or box.hits_any(others) or (leader is not None and leader.hits_any(others, 1)))


def _text(cluster: Cluster, sheet: Sheet) -> str:
    """Return what a label says: the names of the facts that count, two at most."""
    if len(cluster.marks) == 1 and cluster.marks[0].fact.when is None:
        return UNDATED
    facts = [mark.fact for mark in cluster.marks if mark.fact.counted or not cluster.counted]
    names = list(dict.fromkeys(fact.name for fact in facts))
    text = _named(names, NAMED)
    return text if width_of(text, sheet.text) <= sheet.longest else _named(names, 1)


def _named(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" +{more}" if more > 0 else "")
