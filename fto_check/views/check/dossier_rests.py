"""What an answer rests on, as a dossier draws it: a table of origins against elements, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fto_check.law.status import Status
from fto_check.runs.dossier import Dossier
from fto_check.runs.rests import OriginRow, RestColumn, RestMatrix, Voice
from fto_check.views.html.flip_words import Move, grouped, moves_of
from fto_check.views.html.notes import Footnotes
from fto_check.views.html.page import lowered
from fto_check.views.words import count

VOICE_WORDS = {
    Voice.STRONG: "strong", Voice.WEAK: "weak", Voice.EITHER: "either way", Voice.AGAINST: "against",
}  # fmt: skip
SYMBOLS = {
    Voice.STRONG: ("for", "for"), Voice.WEAK: ("for", "weak"), Voice.EITHER: ("either", "either"),
    Voice.AGAINST: ("against", "against"),
}  # fmt: skip
"""The colour and the mark of each voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """The columns of one criterion."""

    number: int
    label: str
    columns: tuple[RestColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestLine:
    """The row of an origin."""

    row: OriginRow
    name: str
    numbers: tuple[int, ...]
    says: str
    """What changes without it; empty where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossGroup:
    """Origins whose loss has one effect."""

    names: tuple[tuple[str, tuple[int, ...]], ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """The section of the page."""

    heading: str
    groups: tuple[ColumnGroup, ...]
    lines: tuple[RestLine, ...]
    heard: frozenset[Voice]
    """The ways in which any origin speaks."""
    left_out: str
    losses: tuple[LossGroup, ...]
    """What each loss changes, the same effects together."""


def rests_of(dossier: Dossier, notes: Footnotes) -> Rests:
    """Return the section of a dossier."""
    matrix, statute = dossier.matrix, dossier.assessment.statute
    numbers = {criterion.id: number for number, criterion, _ in dossier.numbered()}
    groups = [
        ColumnGroup(number=numbers[name], label=statute.by_id[name].label, columns=tuple(columns))
        for name, columns in groupby(matrix.columns, key=lambda column: column.criterion)
    ]
    lines = [
        RestLine(
            row=row, name=notes.name_of(row.origin), numbers=tuple(notes.of_origin(row.origin)),
            says=_says(moves_of(row.falls, statute)),
        )
        for row in matrix.rows
    ]  # fmt: skip
    return Rests(
        heading=rests_heading(matrix),
        groups=tuple(groups),
        lines=tuple(lines),
        heard=frozenset(voice for row in matrix.rows for cell in row.cells.values() for voice in cell.voices),
        left_out=", ".join(lowered(finding.node.label) for finding in matrix.left_out),
        losses=tuple(
            LossGroup(
                names=tuple((notes.name_of(origin), tuple(notes.of_origin(origin))) for origin in origins),
                moves=tuple(moves),
            )
            for origins, moves in grouped(matrix.holding, statute)
        ),
    )


def rests_heading(matrix: RestMatrix) -> str:
    """Return the heading: on how many origins something hangs."""
    if not matrix.columns:
        return "What it rests on: nothing counts"
    held = len(matrix.holding)
    if not held:
        return "What it rests on: no origin holds a part alone"
    return f"What it rests on: {count(held, 'origin')} hold{'s' if held == 1 else ''} a part alone"


def _says(moves: Sequence[Move]) -> str:
    """Return what changes without an origin, what comes to the same together: capability and intent not established."""
    parts: dict[Status, list[str]] = {}
    for move in moves:
        parts.setdefault(move.new, []).append(lowered(move.label))
    return "; ".join(f"{_and(labels)} {status.words}" for status, labels in parts.items())


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def losses_words(dossier: Dossier) -> Iterator[str]:
    """Yield, in sentences, whether the loss of an origin, or of two, changes an answer, and what hangs below."""
    matrix, why = dossier.matrix, dossier.why
    criteria = {criterion.id for criterion in dossier.assessment.criteria}
    fallen = [row for row in matrix.holding if any(fall.node in criteria for fall in row.falls)]
    if not matrix.tried:
        yield "Nothing counts, so there is nothing to lose."
        return
    if fallen:
        yield (
            f"Of {count(matrix.tried, 'origin')}, tried one by one, the loss of {len(fallen)} changes one of the three "
            "answers."
        )
    else:
        tried = "The one origin was tried" if matrix.tried == 1 else f"{matrix.tried} were tried, one by one"
        yield f"No loss of a single origin changes any of the three answers: {tried}."
        if matrix.tried > 1 and not any(why.pairs.values()) and dossier.pairs_tried:
            yield "Nor does the loss of any two."
    held = [row for row in matrix.holding if row not in fallen]
    if held:
        yield f"Below the answers, {count(len(held), 'origin')} hold{'s' if len(held) == 1 else ''} a part alone."


def standing_out_words(matrix: RestMatrix) -> str:
    """Return how many rows of the matrix stand out, before its link; empty where none does."""
    held = len(matrix.holding)
    return "" if not held else "It stands out in" if held == 1 else "They stand out in"
