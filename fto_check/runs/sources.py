"""The sources of a profile as a bibliography: their grades and origins, what rests on each, what falls without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fto_check.profile.models import Item, Source
from fto_check.reasoning.findings import Assessment, CitationFinding, EvidenceFinding
from fto_check.reasoning.flips import Flip
from fto_check.reasoning.reasons import Reason
from fto_check.runs.dependence import Moves, ProfileQuestion, judge_without
from fto_check.runs.parts import NamedPart, NamedParts, PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingItem:
    """An item that cites a source."""

    id: str
    item: Item
    at: tuple[str, ...]
    """The places in the source that it cites."""
    marks: tuple[str, ...]
    """The grades of its citations, such as B2."""
    criteria: tuple[str, ...]
    """The criteria under which the citation counts; none where it counts nowhere."""
    reason: Reason | None
    """Why it counts nowhere; None for what counts, and for context."""

    @property
    def counted(self) -> bool:
        """Whether the citation counts somewhere."""
        return bool(self.criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source in the bibliography."""

    id: str
    source: Source
    origin: str
    hands_on: tuple[str, ...]
    """The origins of citations of it that have one of their own: what it hands on from others."""
    shared_with: tuple[str, ...]
    """The other sources of the same origin."""
    citing: tuple[CitingItem, ...]
    without: Moves
    """The statuses that change without the source."""
    without_origin: Moves
    """Those that change without all sources of its origin."""
    regraded: tuple[Flip, ...] = ()
    """The grades, one step up or down, that change a status; only where they are asked for."""

    @property
    def counted(self) -> tuple[CitingItem, ...]:
        """The items that count with this source among their citations."""
        return tuple(one for one in self.citing if one.counted)

    @property
    def out(self) -> tuple[CitingItem, ...]:
        """The items that name an element, and for which the source does not count."""
        return tuple(one for one in self.citing if not one.counted and not one.item.is_context)

    @property
    def context(self) -> tuple[CitingItem, ...]:
        """The items that name no element."""
        return tuple(one for one in self.citing if one.item.is_context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The sources of one profile on one day, in the order of the file."""

    path: str
    assessment: Assessment
    entries: tuple[SourceEntry, ...]
    """Those that were asked for."""
    asked: str | None = None
    """The id of the source or origin that was asked for; None for all."""
    total: int
    """All sources of the profile."""
    origins: int
    """All origins of the profile."""

    @property
    def decisive(self) -> tuple[SourceEntry, ...]:
        """The sources without which an answer is another."""
        return tuple(entry for entry in self.entries if entry.without)


def list_sources(path: str, asked: ProfileQuestion, name: str | None = None) -> Bibliography:
    """Return all sources of a profile, or the source with an id, or those of an origin; UnknownPartError."""
    parts = NamedParts(asked.profile, asked.statute, (PartKind.SOURCE, PartKind.ORIGIN))
    wanted = list(asked.profile.sources) if name is None else list(_meant(name, parts))
    assessment, entries = source_entries(asked, wanted, parts, regraded=name is not None)
    return Bibliography(
        path=path,
        assessment=assessment,
        entries=entries,
        asked=name,
        total=len(asked.profile.sources),
        origins=len(parts.sources_of),
    )


def _meant(name: str, parts: NamedParts) -> Iterator[str]:
    """Yield the sources that a name means: the one that has it as its id, else those of the origin."""
    found = parts.find(name)
    sources = [one.id for one in found if one.kind is PartKind.SOURCE]
    yield from sources or [source for one in found for source in parts.sources_of[one.id]]


def source_entries(
    asked: ProfileQuestion, wanted: Iterable[str], parts: NamedParts, *, regraded: bool = False
) -> tuple[Assessment, tuple[SourceEntry, ...]]:
    """Return an assessment, and the entries of some sources."""
    names = list(dict.fromkeys(wanted))
    profile = asked.profile
    sources = {name: NamedPart(PartKind.SOURCE, name) for name in names}
    origins = {name: NamedPart(PartKind.ORIGIN, profile.origin_of_source(name)) for name in names}
    found = judge_without(asked, (*sources.values(), *origins.values()), regraded=regraded)
    citing = _Citing(found.assessment)
    return found.assessment, tuple(
        SourceEntry(
            id=name,
            source=profile.sources[name],
            origin=origins[name].id,
            hands_on=tuple(
                origin for origin, sources in parts.sources_of.items() if name in sources and origin != origins[name].id
            ),
            shared_with=tuple(other for other in parts.sources_of.get(origins[name].id, ()) if other != name),
            citing=tuple(citing.of(name)),
            without=found.without[sources[name]],
            without_origin=found.without[origins[name]],
            regraded=tuple(found.regraded[sources[name]]),
        )
        for name in names
    )


@dataclass(slots=True)
class _Use:
    """How the citations of one source by one item fare, wherever the item stands."""

    criteria: dict[str, None] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


class _Citing:
    """The items by the sources that they cite, with how these citations fare."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.uses: Mapping[tuple[str, str], _Use] = defaultdict(_Use)
        self.marks = defaultdict[tuple[str, str], dict[tuple[str, str], None]](dict)
        for criterion in assessment.criteria:
            for node in criterion.finding.walk():
                for found in node.evidence:
                    for citation in found.citations:
                        self._take(criterion.id, found, citation)

    def _take(self, criterion: str, found: EvidenceFinding, citation: CitationFinding) -> None:
        key = (citation.source, found.item)
        self.marks[key][citation.at or "", citation.marks] = None
        use = self.uses[key]
        if found.counted and citation.reason is None:
            use.criteria[criterion] = None
        elif (reason := citation.reason or found.reason) is not None:
            use.reasons.append(reason)

    def of(self, source: str) -> Iterator[CitingItem]:
        """Yield the items that cite a source, in the order of the file."""
        for name, item in self.assessment.profile.evidence.items():
            cited = [one for one in item.sources if one.source == source]
            if not cited:
                continue
            use = self.uses[source, name]
            yield CitingItem(
                id=name,
                item=item,
                at=tuple(dict.fromkeys(one.at for one in cited if one.at is not None)),
                marks=tuple(dict.fromkeys(marks for _, marks in self.marks[source, name])),
                criteria=tuple(use.criteria),
                reason=use.reasons[0] if use.reasons and not use.criteria else None,
            )
