"""A profile without a source or an origin: what its author would have left after taking it out of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fto_check.documents.labels import nfc
from fto_check.profile.models import Citation, Item, Profile, Source

ORIGIN_PREFIX = "origin:"
"""What stands before the label of an origin, where a bare word is the id of a source."""


class LeftOutKind(StrEnum):
    """What can be left out of a profile."""

    SOURCE = "source"
    ORIGIN = "origin"


class LeftOut(NamedTuple):
    """A source by its id, or an origin by its label, that a reader does not trust."""

    kind: LeftOutKind
    id: str

    def __str__(self) -> str:
        return f"{ORIGIN_PREFIX}{self.id}" if self.kind is LeftOutKind.ORIGIN else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What was left out of one profile, of that which it has, and what that does to its items."""

    parts: tuple[LeftOut, ...]
    gone: tuple[str, ...]
    """The items that cite nothing else."""
    thinner: tuple[str, ...]
    """The items that keep other citations."""


def parse_left_out(words: Iterable[str]) -> tuple[LeftOut, ...]:
    """Return what some words name, each once: the id of a source, or `origin:` with a label.

    Raises ValueError for a word that names nothing.
    """
    found = []
    for word in words:
        text = nfc(word.strip())
        kind = LeftOutKind.ORIGIN if text.startswith(ORIGIN_PREFIX) else LeftOutKind.SOURCE
        name = text.removeprefix(ORIGIN_PREFIX).strip()
        if not name:
            raise ValueError(f"'{word}' names no source and no origin")
        found.append(LeftOut(kind, name))
    return tuple(dict.fromkeys(found))


def parts_of(profile: Profile) -> Iterator[LeftOut]:
    """Yield what can be left out of a profile: its sources, and the origins that they or citations of them have."""
    for source_id in profile.sources:
        yield LeftOut(LeftOutKind.SOURCE, source_id)
    for label in dict.fromkeys([*_cited_origins(profile), *map(profile.origin_of, profile.sources)]):
        yield LeftOut(LeftOutKind.ORIGIN, label)


def _cited_origins(profile: Profile) -> Iterator[str]:
    for item in profile.evidence.values():
        yield from (origin_of_citation(profile, citation) for citation in item.sources)


def origin_of_citation(profile: Profile, citation: Citation) -> str:
    """Return the label of the origin that a citation goes back to."""
    return profile.origin_of(citation.source)


def leave_out(profile: Profile, parts: Sequence[LeftOut]) -> tuple[Profile, Omission | None]:
    """Return a profile without some sources and origins, and what that did; None where it has none of them.

    The citations go, with them the items that cite nothing else, and the sources of a lost origin that nothing cites
    any more. What remains is untouched, the `expect` lines included: they say what the whole file has to give.
    """
    known = set(parts_of(profile)) if parts else set()
    lost = tuple(part for part in parts if part in known)
    if not lost:
        return profile, None

    def is_lost(citation: Citation) -> bool:
        source = LeftOut(LeftOutKind.SOURCE, citation.source)
        return source in lost or LeftOut(LeftOutKind.ORIGIN, origin_of_citation(profile, citation)) in lost

    evidence: dict[str, Item] = {}
    gone, thinner = [], []
    for item_id, item in profile.evidence.items():
        kept = tuple(citation for citation in item.sources if not is_lost(citation))
        if len(kept) == len(item.sources):
            evidence[item_id] = item
        elif kept:
            thinner.append(item_id)
            evidence[item_id] = item.model_copy(update={"sources": kept})
        else:
            gone.append(item_id)
    changed = profile.model_copy(update={"evidence": evidence, "sources": _sources_left(profile, evidence, lost)})
    return changed, Omission(parts=lost, gone=tuple(gone), thinner=tuple(thinner))


def _sources_left(profile: Profile, evidence: dict[str, Item], lost: Sequence[LeftOut]) -> dict[str, Source]:
    cited = {citation.source for item in evidence.values() for citation in item.sources}
    return {
        source_id: source for source_id, source in profile.sources.items()
        if LeftOut(LeftOutKind.SOURCE, source_id) not in lost
        and (source_id in cited or LeftOut(LeftOutKind.ORIGIN, profile.origin_of(source_id)) not in lost)
    }  # fmt: skip
