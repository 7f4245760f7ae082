"""What is said of an item, incident, source or origin, as plain data."""

from __future__ import annotations

from typing import Any

from fto_check.manuals.wording import say
from fto_check.runs.named import FactPlace, Named, NamedAnswer, NamedIncident, NamedItem, NamedOrigin
from fto_check.runs.sources import SourceEntry
from fto_check.views.json_data import citation_data, given_data
from fto_check.views.source_data import entry_data, moves_data, regraded_data

LISTS = ("items", "incidents", "sources", "origins")


def named_data(found: NamedAnswer | None) -> dict[str, list[dict[str, Any]]]:
    """Return a list for each kind of thing; most are empty."""
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    for named in found.named if found is not None else ():
        data[_list_of(named)].append(_data(named))
    return data


def _list_of(named: Named) -> str:
    match named:
        case NamedItem():
            return "items"
        case NamedIncident():
            return "incidents"
        case NamedOrigin():
            return "origins"
        case SourceEntry():
            return "sources"


def _data(named: Named) -> dict[str, Any]:
    match named:
        case NamedItem():
            return _item_data(named)
        case NamedIncident():
            return _incident_data(named)
        case NamedOrigin():
            return {
                "id": named.id,
                "sources": [entry_data(entry) for entry in named.sources],
                "if_lost": moves_data(named.without),
            }
        case SourceEntry():
            return entry_data(named)


def _item_data(named: NamedItem) -> dict[str, Any]:
    return {
        "id": named.id,
        "item": given_data(named.item),
        "context": named.item.is_context,
        "counted": named.counted,
        "criteria": [_place_data(place) for place in named.places],
        "sources": [citation_data(citation) for citation in named.citations],
        "if_lost": moves_data(named.without),
        "if_regraded": [regraded_data(flip) for flip in named.regraded],
    }


def _place_data(place: FactPlace) -> dict[str, Any]:
    row = place.row
    return {
        "id": place.criterion.id,
        "effect": str(row.effect),
        "counted": row.counted,
        "reason": None if row.reason is None else say(row.reason),
        "nodes": [
            {
                "id": one.node.id,
                "effect": str(one.effect),
                "deciding": one.deciding,
                "counted": one.counted,
                "reason": None if one.reason is None else say(one.reason),
                "note": None if one.note is None else say(one.note),
            }
            for one in row.bearings
        ],
    }


def _incident_data(named: NamedIncident) -> dict[str, Any]:
    return {
        "id": named.id,
        "items": [_item_data(one) for one in named.facts],
        "routes": [
            {
                "id": one.route.id,
                "qualifies": one.qualifies,
                "carries": one.carries,
                "reason": None if one.reason is None else say(one.reason),
            }
            for one in named.standings
        ],
        "if_lost": moves_data(named.without),
    }
