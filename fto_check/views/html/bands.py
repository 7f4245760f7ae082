"""The bands of the picture through time: a piece for each status, with as much of its words as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fto_check.law.status import Status
from fto_check.runs.course import Blank, StatusPeriod
from fto_check.views.date_words import day_words, month_words
from fto_check.views.html.geometry import width_of
from fto_check.views.html.scale import Scale
from fto_check.views.html.sheets import Sheet

BLANK_WORDS = {Blank.NO_LAW: "no such law yet", Blank.NOT_FOUNDED: "not yet founded"}
BLANK_PART = 0.42
"""The part of the gutter that is blank, where the first status begins before the axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a band."""

    x: float
    width: float
    status: Status | None
    """None for a time without a status."""
    text: str
    """Empty where there is no room."""
    text_x: float


def beginning_x(begins: date, scale: Scale, sheet: Sheet) -> float:
    """Return where the first status begins: at its day, or in the gutter."""
    return scale.at(begins) if begins >= scale.first else sheet.left + sheet.gutter * BLANK_PART


def lay_band(periods: Sequence[StatusPeriod], blank: Blank, scale: Scale, sheet: Sheet) -> list[Piece]:
    """Return the pieces of a band from left to right: first the time without a status."""
    begin = beginning_x(periods[0].first, scale, sheet)
    said, text_x = BLANK_WORDS[blank], scale.left + 6
    fits = text_x + width_of(said, sheet.band_text) + 4 <= begin
    pieces = [Piece(x=sheet.left, width=begin - sheet.left, status=None, text=said if fits else "", text_x=text_x)]
    shown = [one for one in periods if one.until >= scale.first or one is periods[-1]]
    for at, period in enumerate(shown):
        x = begin if at == 0 else scale.at(period.first)
        end = scale.at(min(period.until, scale.last))
        pieces.append(_piece(period, x, max(end, x), scale, sheet))
    return pieces


def _piece(period: StatusPeriod, x: float, end: float, scale: Scale, sheet: Sheet) -> Piece:
    """Return a piece with the longest words that fit; what begins before the axis has them where the axis begins."""
    text_x, room = x + 7, end - x - 10
    word = period.status.words
    said = [f"{word} since {day_words(period.first)}", f"{word} since {month_words(period.first)}", word]
    if period.first < scale.first:
        text_x, room, said = scale.left + 6, end - scale.left - 10, [word]
    text = next((one for one in said if width_of(one, sheet.band_text) <= room), "")
    return Piece(x=x, width=end - x, status=period.status, text=text, text_x=text_x)
