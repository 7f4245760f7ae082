"""The words and signs in which every rendering of a comparison says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fto_check.documents.names import fold
from fto_check.law.status import Status
from fto_check.reasoning.findings import Confidence, Side
from fto_check.runs.answer import StatusWhy
from fto_check.runs.side_by_side import Cell, Column, Comparison
from fto_check.views.official import MORE_NAMES, age_text, standing_words
from fto_check.views.report_words import short_reason
from fto_check.views.words import (
    MARKS,
    SIDES,
    WHY_WORDS,
    count,
    judged_on,
    reasoned_words,
    run_words,
    short_name,
    status_words,
)

UNCITED = "·"
ASSUMED = "°"
SHORT = {Confidence.HIGH: "high", Confidence.MODERATE: "mod.", Confidence.LOW: "low"}
TOGETHER = "The three together"
WEAKEST = "weakest"


def title(comparison: Comparison) -> str:
    """Return the title: how many organizations, on which day."""
    number = count(len(comparison.columns), "organization")
    return f"{number} side by side on {judged_on(comparison.as_of, comparison.known_by)}"


def remarks(comparison: Comparison) -> Iterator[str]:
    """Yield under which law, beside which list, and how many organizations are left out."""
    law = comparison.law
    yield from run_words(comparison)
    said = f"Under {comparison.statute.citation} as of {law.version.isoformat()} ({law.short})."
    days = sorted({column.record.list_as_of for column in comparison.columns if column.record is not None})
    if days:
        age = age_text(days[0], comparison.as_of)
        said += f" Official list of {days[0].isoformat()}{age}: for comparison, not counted."
        said += f" Its names are not all: {MORE_NAMES}."
    file = next((column.record.file for column in comparison.columns if column.record is not None), None)
    if file is not None:
        said += f" The list is {file}."
    yield said
    if comparison.left_out:
        yield f"Left out by their overall status: {count(comparison.left_out, 'organization')}."


def official_words(column: Column) -> str:
    """Return how an organization stands on the official list, in words."""
    if column.record is None:
        return "unknown"
    return standing_words(column.record)


def weakest_short(column: Column) -> str:
    """Return which criterion the answer on an organization hangs on, and why that is the weakest."""
    return short_reason(column.weakness, named=True)


def counts(cell: Cell, between: str = " ") -> str:
    """Return the counts of origins that are not zero, such as `3+ 1−`."""
    sides = ((cell.for_, Side.FOR), (cell.against, Side.AGAINST), (cell.disputed, Side.DISPUTED))
    return between.join(f"{number}{SIDES[side]}" for number, side in sides if number)


def is_bare(cell: Cell) -> bool:
    """Whether nothing is cited and nothing follows, as in most cells of a sparse row."""
    return cell.status is Status.NOT_ESTABLISHED and not cell.cited


def worded(cell: Cell) -> str:
    """Return mark, word, confidence or why it is no better, and counts of a cell."""
    if is_bare(cell) and cell.confidence is None:
        return UNCITED
    said = reasoned_words(cell.status, cell.why) if cell.status is not None else f"{MARKS[None]} not law"
    if cell.confidence is not None:
        said += f", {cell.confidence}"
    if cell.assumed:
        said += ASSUMED
    return " ".join(filter(None, (said, counts(cell))))


def short(cell: Cell, between: str = " ") -> str:
    """Return mark, confidence and counts of a cell, without a word: why a criterion is no better stands above."""
    if is_bare(cell):
        return UNCITED
    mark = MARKS[cell.status] + (ASSUMED if cell.assumed else "")
    confidence = SHORT[cell.confidence] if cell.confidence is not None else ""
    return " ".join(filter(None, (mark, confidence, counts(cell, between))))


def why_short(cell: Cell) -> str:
    """Return why a status is no better, in a word or the sign for it; nothing where there is no such reason."""
    if cell.why is None:
        return ""
    return UNCITED if cell.why is StatusWhy.NOTHING_CITED else WHY_WORDS[cell.why]


def legend(comparison: Comparison) -> Iterator[str]:
    """Yield the meaning of each sign that occurs."""
    cells = [cell for row in comparison.rows for cell in row.cells]
    seen = {cell.status for cell in cells} | {column.overall for column in comparison.columns}
    for status in (*sorted(Status, reverse=True), None):
        if status in seen:
            yield status_words(status)
    if any(is_bare(cell) or cell.why is StatusWhy.NOTHING_CITED for cell in cells):
        yield f"{UNCITED} nothing cited"
    if any(cell.assumed for cell in cells):
        yield f"{ASSUMED} assumed, since nothing carries the opposite"
    if any(counts(cell) for cell in cells):
        sides = ((3, Side.FOR, "for"), (2, Side.AGAINST, "against"), (1, Side.DISPUTED, "either way"))
        explained = ", ".join(f"{number}{SIDES[side]} {said}" for number, side, said in sides)
        yield f"{explained}: independent origins"
    if any(cell.confidence is not None for cell in cells):
        yield "confidence: high, mod. (moderate), low: it survives the loss of any two origins, any one, none"


def short_names(columns: Sequence[Column]) -> list[str]:
    """Return a short name for each organization: its own, or its first alias in capitals; no two are the same."""
    found = [short_name(column.name, column.aliases) for column in columns]
    folded = [fold(name) for name in found]
    return [
        name if folded.count(key) == 1 else column.name
        for column, name, key in zip(columns, found, folded, strict=True)
    ]


def full_name(column: Column, head: str) -> str:
    """Return the name, with the short one where that stands at the head of a column and is no part of it."""
    return column.name if head in column.name else f"{column.name} ({head})"
