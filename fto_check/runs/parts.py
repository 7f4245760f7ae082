"""The parts of a profile and of the law that a report names by an id, found by that id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from fto_check.documents.labels import nfc
from fto_check.law.statute import Statute
from fto_check.problems.problems import FtoCheckError, did_you_mean
from fto_check.profile.models import Profile


class PartKind(StrEnum):
    """What an id names; the word stands before the id, as in `source:report-2024`, where several have one id."""

    ELEMENT = "element"
    """A criterion, branch or element of the statute."""
    ITEM = "item"
    INCIDENT = "incident"
    SOURCE = "source"
    ORIGIN = "origin"

    @property
    def plural(self) -> str:
        """The things of this kind in words."""
        return "the statute's elements" if self is PartKind.ELEMENT else f"the profile's {self.value}s"


class NamedPart(NamedTuple):
    """One thing that an id names."""

    kind: PartKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class UnknownPartError(FtoCheckError):
    """A name that nothing in a profile and nothing in the statute has."""


class NamedParts:
    """Everything of some kinds that has an id in a profile or in the statute."""

    def __init__(self, profile: Profile, statute: Statute, kinds: Collection[PartKind] = tuple(PartKind)) -> None:
        self.profile, self.statute, self.kinds = profile, statute, kinds

    @cached_property
    def ids(self) -> Mapping[PartKind, Collection[str]]:
        """The ids of each kind."""
        incidents = (item.incident for item in self.profile.evidence.values() if item.incident is not None)
        every: Mapping[PartKind, Collection[str]] = {
            PartKind.ELEMENT: tuple(self.statute.by_id),
            PartKind.ITEM: tuple(self.profile.evidence),
            PartKind.INCIDENT: tuple(dict.fromkeys(incidents)),
            PartKind.SOURCE: tuple(self.profile.sources),
            PartKind.ORIGIN: tuple(self.sources_of),
        }
        return {kind: ids for kind, ids in every.items() if kind in self.kinds}

    @cached_property
    def sources_of(self) -> Mapping[str, list[str]]:
        """The sources that go back to each origin, by a citation of them; one that nothing cites by its own origin."""
        used: dict[str, dict[str, None]] = {source: {} for source in self.profile.sources}
        for item in self.profile.evidence.values():
            for citation in item.sources:
                used[citation.source][self.profile.origin_of(citation)] = None
        sharing = defaultdict[str, list[str]](list)
        for source, origins in used.items():
            for origin in origins or (self.profile.origin_of_source(source),):
                sharing[origin].append(source)
        return sharing

    def __iter__(self) -> Iterator[NamedPart]:
        for kind, ids in self.ids.items():
            for one in ids:
                if not self._is_only_a_source(NamedPart(kind, one)):
                    yield NamedPart(kind, one)

    def find(self, name: str) -> tuple[NamedPart, ...]:
        """Return everything that a name means, the statute first; it may begin with a kind, as in `origin:report-2024`.

        Raises UnknownPartError.
        """
        head, colon, rest = name.partition(":")
        kind = PartKind(head) if colon and head in tuple(self.ids) else None
        if kind is not None and (found := self._matching(kind, rest)):
            return found
        alike = (one for kind in self.ids for one in self._matching(kind, name))
        if found := tuple(one for one in alike if not self._is_only_a_source(one)):
            return found
        raise UnknownPartError(f"nothing here has the id '{name}' ({self._hint(rest if kind else name, kind)})")

    def _matching(self, kind: PartKind, name: str) -> tuple[NamedPart, ...]:
        """Return the thing of a kind that has a name; case does not matter: no two ids differ by it alone."""
        wanted = nfc(name.strip()).casefold()
        if kind is PartKind.ELEMENT:
            wanted = wanted.replace("-", "_")
        return tuple(NamedPart(kind, one) for one in self.ids[kind] if one.casefold() == wanted)[:1]

    def _is_only_a_source(self, part: NamedPart) -> bool:
        """Whether an origin is that of one source which has the same id: there the source says it all."""
        return part.kind is PartKind.ORIGIN and self.sources_of[part.id] == [part.id]

    def _hint(self, name: str, kind: PartKind | None) -> str:
        kinds = [kind] if kind is not None else [*self.ids]
        names = [one for kind in kinds for one in self.ids[kind]]
        near = self.statute.hint_for(name, names) if PartKind.ELEMENT in kinds else did_you_mean(name, names)
        if near is not None:
            return near
        *first, last = [kind.plural for kind in kinds]
        return f"it can be one of {', '.join(first)} or {last}" if first else f"it can be one of {last}"
