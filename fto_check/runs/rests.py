"""What an answer rests on: the elements that decide, the origins behind them, what the loss of each origin changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.reasoning.findings import Assessment, CitationFinding, NodeFinding
from fto_check.reasoning.rules import Grade
from fto_check.runs.facts import Bearing, CriterionFacts, FactEffect, FactRow, deciding_nodes

MOST_COLUMNS = 10
"""Elements that are shown beside each other: more find no room on a page, or on a telephone."""


class Voice(StrEnum):
    """How an origin speaks of an element."""

    STRONG = "strong"
    WEAK = "weak"
    EITHER = "either"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestCell:
    """An origin at an element."""

    voices: tuple[Voice, ...] = ()
    """Each way in which it speaks, once; none for an origin that does not speak and on which the element hangs."""
    items: tuple[str, ...] = ()
    falls_to: Status | None = None
    """The element's status without the origin; None where it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A status that changes with the loss of an origin."""

    node: str
    """The id of an element, a branch or a criterion, or `overall`."""
    old: Status
    new: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One origin: what it says of each element, and what changes without it."""

    origin: str
    sources: tuple[str, ...]
    """Its sources that count here, in the order of the file."""
    cells: Mapping[str, RestCell]
    """By the id of the element; an element of which it says nothing, and that does not hang on it, has none."""
    falls: tuple[Fall, ...]
    """The three together and the criteria first, then elements and branches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestColumn:
    """One element that decides, or of a contested alternative if it hangs on an origin."""

    finding: NodeFinding
    criterion: str
    counts: Mapping[Voice, int]
    """How many origins speak in each way; a strong one is not counted as weak too."""
    hangs_on: tuple[str, ...]
    """The origins whose loss, one at a time, changes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestMatrix:
    """The elements that decide against the origins that speak of them."""

    columns: tuple[RestColumn, ...]
    rows: tuple[OriginRow, ...]
    """The origins in the order in which they first speak, so that the marks fall along a diagonal."""
    left_out: tuple[NodeFinding, ...]
    """Elements that decide too and found no room: those that hang on nothing and that most origins carry."""
    tried: int
    """How many origins were tried for their loss: all that count somewhere."""

    @property
    def holding(self) -> tuple[OriginRow, ...]:
        """The origins without which something changes."""
        return tuple(row for row in self.rows if row.falls)


def matrix_of(assessment: Assessment, facts: Sequence[CriterionFacts], most: int = MOST_COLUMNS) -> RestMatrix:
    """Return what the answer rests on, in at most so many columns."""
    speaking = _Speaking(facts)
    columns = [
        _column(node, criterion.id, speaking)
        for criterion in assessment.criteria
        for node, decides in _deciding(criterion.finding)
        if node.id in speaking.nodes and (decides or node.falls_to)
    ]
    kept = _kept(columns, most)
    losses = losses_of(assessment)
    shown = [column for column in columns if column.finding.id in kept]
    origins = {origin for column in shown for origin in speaking.nodes[column.finding.id]} | {*losses}
    rows = [_row(assessment, origin, shown, speaking, losses.get(origin, ())) for origin in sorted(origins)]
    return RestMatrix(
        columns=tuple(shown),
        rows=tuple(sorted(rows, key=lambda row: _diagonal(row, shown))),
        left_out=tuple(column.finding for column in columns if column.finding.id not in kept),
        tried=len(origins_of(assessment)),
    )


def origins_of(assessment: Assessment) -> frozenset[str]:
    """Return the origins that count somewhere."""
    return frozenset(
        citation.origin for node in assessment.findings.values() for found in node.evidence if found.counted
        for citation in found.citations if citation.grade is not None
    )  # fmt: skip


def losses_of(assessment: Assessment) -> Mapping[str, tuple[Fall, ...]]:
    """Return what changes with the loss of each origin: the three together, criteria, and what counts below them."""
    falls = defaultdict[str, list[Fall]](list)
    after = defaultdict[str, dict[str, Status]](dict)
    for criterion in assessment.criteria:
        for origin, status in criterion.falls_to.items():
            after[origin][criterion.id] = status
    for origin, changed in after.items():
        overall = min(changed.get(criterion.id, criterion.status) for criterion in assessment.criteria)
        if overall is not assessment.overall:
            falls[origin].append(Fall(node=OVERALL, old=assessment.overall, new=overall))
    for criterion in assessment.criteria:
        for node, _ in _deciding(criterion.finding):
            for origin, status in node.falls_to.items():
                if node.status is not None:
                    falls[origin].append(Fall(node=node.id, old=node.status, new=status))
    criteria = {OVERALL, *(criterion.id for criterion in assessment.criteria)}
    return {origin: tuple(sorted(found, key=lambda one: one.node not in criteria)) for origin, found in falls.items()}


def _deciding(finding: NodeFinding) -> list[tuple[NodeFinding, bool]]:
    """Return the nodes that a status rests on, each once, and the contested alternatives to them, which do not decide.

    What such an alternative hangs on is worth knowing: it can become what the answer rests on.
    """
    decides = {node.id for node in deciding_nodes(finding)}
    found: dict[str, NodeFinding] = {}
    queue = [finding]
    while queue:
        node = queue.pop(0)
        if node.id in found:
            continue
        found[node.id] = node
        parts = [part for part in (*node.nodes, *node.also) if part.status is not None and part.raised]
        if node.node.combine == "any_of":
            parts = [part for part in parts if part.id in decides or part.status is Status.CONTESTED]
        queue += parts
        queue += [node.unless] if node.unless is not None else []
    order = {node.id: at for at, node in enumerate(finding.walk())}
    return sorted(
        ((node, node.id in decides) for node in found.values()), key=lambda one: order.get(one[0].id, len(order))
    )


class _Speaking:
    """What each origin says of each node, gathered from the facts that count there."""

    def __init__(self, facts: Iterable[CriterionFacts]) -> None:
        self.nodes = defaultdict[str, dict[str, RestCell]](dict)
        self.sources = defaultdict[str, dict[str, None]](dict)
        for one in facts:
            for row in one.rows:
                for bearing in row.bearings:
                    if bearing.counted:
                        self._add(row, bearing)

    def _add(self, row: FactRow, bearing: Bearing) -> None:
        cells = self.nodes[bearing.node.id]
        for citation in row.citations:
            if citation.grade is not None:
                cell = cells.get(citation.origin, RestCell())
                cells[citation.origin] = replace(
                    cell,
                    voices=_ordered({*cell.voices, _voice(bearing.effect, citation)}),
                    items=tuple(dict.fromkeys((*cell.items, row.id))),
                )
                self.sources[citation.origin][citation.source] = None


def _voice(effect: FactEffect, citation: CitationFinding) -> Voice:
    if effect is FactEffect.AGAINST:
        return Voice.AGAINST
    if effect is FactEffect.EITHER:
        return Voice.EITHER
    return Voice.STRONG if citation.grade is not None and citation.grade >= Grade.STRONG else Voice.WEAK


def _ordered(voices: set[Voice]) -> tuple[Voice, ...]:
    """Return the voices of one origin: who speaks strongly is not said to speak weakly too."""
    return tuple(voice for voice in Voice if voice in voices and not (voice is Voice.WEAK and Voice.STRONG in voices))


def _column(node: NodeFinding, criterion: str, speaking: _Speaking) -> RestColumn:
    cells = speaking.nodes[node.id].values()
    return RestColumn(
        finding=node,
        criterion=criterion,
        counts={voice: sum(voice in cell.voices for cell in cells) for voice in Voice},
        hangs_on=tuple(node.falls_to),
    )


def _kept(columns: Sequence[RestColumn], most: int) -> frozenset[str]:
    """Return the columns that are shown: one for each criterion, then those that hang on an origin, then the scarce."""

    def scarce(column: RestColumn) -> tuple[bool, int, int]:
        return not column.hangs_on, column.counts[Voice.STRONG], sum(column.counts.values())

    ranked = sorted(columns, key=scarce)
    first = {column.criterion: column.finding.id for column in reversed(ranked)}
    wanted = [*first.values(), *(column.finding.id for column in ranked)]
    return frozenset(list(dict.fromkeys(wanted))[:most])


def _row(
    assessment: Assessment, origin: str, columns: Sequence[RestColumn], speaking: _Speaking, falls: tuple[Fall, ...]
) -> OriginRow:
    cells: dict[str, RestCell] = {}
    for column in columns:
        cell = speaking.nodes[column.finding.id].get(origin)
        after = column.finding.falls_to.get(origin)
        if cell is not None or after is not None:
            cells[column.finding.id] = replace(cell or RestCell(), falls_to=after)
    used = speaking.sources.get(origin, {})
    profile = assessment.profile
    sources = tuple(source for source in profile.sources if source in used)
    return OriginRow(origin=origin, sources=sources, cells=cells, falls=falls)


_RANK = {Voice.STRONG: 0, Voice.WEAK: 1, Voice.EITHER: 2, Voice.AGAINST: 3}


def _diagonal(row: OriginRow, columns: Sequence[RestColumn]) -> tuple[int, list[int], str]:
    """Return where a row stands: by the first element of which it speaks, then by how it speaks of each."""
    found = [at for at, column in enumerate(columns) if column.finding.id in row.cells]
    ranks = [
        min((_RANK[voice] for voice in row.cells[column.finding.id].voices), default=4)
        if column.finding.id in row.cells else 5
        for column in columns
    ]  # fmt: skip
    return (found[0] if found else len(columns)), ranks, row.origin
