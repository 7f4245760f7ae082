"""The elements that a word may mean, for `fto-check explain kidnapping`: the words of the field, ids, labels, texts."""

from __future__ import annotations

from dataclasses import dataclass

from fto_check.law.nodes import Node
from fto_check.law.search import How, find_nodes, search_texts
from fto_check.law.statute import Statute

MOST = 12
"""The nodes of whose texts a word is a part that are shown: a word that stands in more says nothing."""


@dataclass(frozen=True, slots=True)
class FoundNodes:
    """The nodes that a word may mean."""

    word: str
    meant: tuple[Node, ...]
    """The nodes that the word is written for, or that have it in an id or label."""
    told: tuple[Node, ...]
    """Other nodes in whose texts the word stands."""
    statute: Statute


def find_elements(statute: Statute, word: str) -> FoundNodes | None:
    """Return the nodes that a word may mean; None for a word that means none, or is only a misspelled id."""
    hit = find_nodes(word, statute)
    if hit is not None and hit.how is How.NAME:
        return None
    meant = hit.ids if hit is not None else ()
    told = tuple(name for name in search_texts(word, statute) if name not in meant)
    told = told if len(told) <= MOST else ()
    if not meant and not told:
        return None
    nodes, others = (tuple(statute.by_id[name] for name in names) for names in (meant, told))
    return FoundNodes(word, nodes, others, statute)
