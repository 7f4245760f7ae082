"""A profile without a source or an origin: what its author would have left after taking it out of the file."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fto_check.documents.labels import nfc
from fto_check.profile.models import Item, Profile

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
    cited = [profile.origin_of(citation) for item in profile.evidence.values() for citation in item.sources]
    for label in dict.fromkeys([*cited, *map(profile.origin_of_source, profile.sources)]):
        yield LeftOut(LeftOutKind.ORIGIN, label)


def leave_out(profile: Profile, parts: Sequence[LeftOut]) -> tuple[Profile, Omission | None]:
    """Return a profile without some sources and origins, and what that did; None where it has none of them.

    The citations go, with them the items that cite nothing else, and the sources of a lost origin that nothing cites
    any more. What remains is untouched, the `expect` lines included: they say what the whole file has to give.
    """
    known = set(parts_of(profile)) if parts else set()
    lost = tuple(part for part in parts if part in known)
    if not lost:
        return profile, None

    def is_kept(source_id: str, origin: str) -> bool:
        return LeftOut(LeftOutKind.SOURCE, source_id) not in lost and LeftOut(LeftOutKind.ORIGIN, origin) not in lost

    changed = _keep(profile, is_kept)
    kept = changed.evidence
    thinner = [name for name, item in kept.items() if len(item.sources) < len(profile.evidence[name].sources)]
    gone = tuple(name for name in profile.evidence if name not in kept)
    return changed, Omission(parts=lost, gone=gone, thinner=tuple(thinner))


def keep_only(profile: Profile, source_id: str) -> Profile:
    """Return a profile in which nothing is cited but one source."""
    return _keep(profile, lambda name, _: name == source_id)


def _keep(profile: Profile, is_kept: Callable[[str, str], bool]) -> Profile:
    """Return a profile with the citations that are kept, by the id of the source and the label of the origin."""
    evidence: dict[str, Item] = {}
    for item_id, item in profile.evidence.items():
        cited = tuple(one for one in item.sources if is_kept(one.source, profile.origin_of(one)))
        if len(cited) == len(item.sources):  # also of an item that says where one looked and found nothing
            evidence[item_id] = item
        elif cited:
            evidence[item_id] = item.model_copy(update={"sources": cited})
    if len(evidence) < len(profile.evidence):
        evidence = {name: _without_links(item, evidence) for name, item in evidence.items()}
    named = {citation.source for item in evidence.values() for citation in item.sources}
    sources = {
        name: source
        for name, source in profile.sources.items()
        if name in named or is_kept(name, profile.origin_of_source(name))
    }
    return profile.model_copy(update={"evidence": evidence, "sources": sources})


def _without_links(item: Item, left: Container[str]) -> Item:
    """Return an item that names no item which is gone."""
    links = {key: getattr(item, key) for key in Item.RELATIONS}
    kept = {key: tuple(name for name in names if name in left) for key, names in links.items()}
    return item if kept == links else item.model_copy(update=kept)
