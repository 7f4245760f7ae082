"""A source of a profile as plain data, which several views in JSON share."""

from __future__ import annotations

from typing import Any

from fto_check.manuals.wording import say
from fto_check.reasoning.flips import Flip
from fto_check.runs.dependence import Moves
from fto_check.runs.sources import CitingItem, SourceEntry
from fto_check.views.json_data import given_data


def entry_data(entry: SourceEntry) -> dict[str, Any]:
    """Return a source with its grade, its origin, what rests on it, and what changes without it."""
    return {
        "id": entry.id,
        "source": given_data(entry.source),
        "origin": entry.origin,
        "hands_on": list(entry.hands_on),
        "shared_with": list(entry.shared_with),
        "items": [_item_data(one) for one in entry.citing],
        "if_lost": moves_data(entry.without),
        "if_origin_lost": moves_data(entry.without_origin),
        "if_regraded": [regraded_data(flip) for flip in entry.regraded],
    }


def _item_data(one: CitingItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": list(one.at),
        "grades": list(one.marks),
        "counted": one.counted,
        "criteria": list(one.criteria),
        "context": one.item.is_context,
        "reason": None if one.reason is None else say(one.reason),
    }


def moves_data(moves: Moves) -> dict[str, dict[str, str]]:
    """Return the statuses that change, from and to, by the id of a criterion or `overall`."""
    return {name: {"from": str(old), "to": str(new)} for name, (old, new) in moves.items()}


def regraded_data(flip: Flip) -> dict[str, Any]:
    """Return a grade that changes a status."""
    return {"grade": flip.value, "statuses": moves_data(flip.statuses)}
