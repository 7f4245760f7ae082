"""Statuses that moved between two assessments of one organization, and the changed items through which they moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.findings import Assessment, Confidence, NodeFinding
from fto_check.runs.answer import StatusWhy, whys_of
from fto_check.runs.changes import Aspect, ChangeKind, ItemChange, ProfileDifference
from fto_check.runs.profile_diff import compare_profiles


class Effect(StrEnum):
    """A way in which an item changed that can move a status."""

    ADDED = "added"
    REMOVED = "removed"
    RETRACTED = "retracted"
    REINSTATED = "reinstated"
    MOVED = "moved"
    REGRADED = "regraded"
    CITATIONS = "citations changed"
    DATES = "redated"
    ORIGIN = "of another origin"
    INCIDENT = "of another incident"
    ACTOR = "of another actor"
    ATTRIBUTION = "attributed anew"
    SOURCE_GRADE = "its source regraded"
    SOURCE_ORIGIN = "its source's origin changed"
    SOURCE_DATE = "its source redated"
    SOURCE_KIND = "its source of another kind"


_EFFECT_OF_KIND = {ChangeKind.ADDED: Effect.ADDED, ChangeKind.REMOVED: Effect.REMOVED}
_EFFECT_OF_ASPECT = {
    Aspect.RETRACTED: Effect.RETRACTED,
    Aspect.REINSTATED: Effect.REINSTATED,
    Aspect.MOVED: Effect.MOVED,
    Aspect.ORIGIN: Effect.ORIGIN,
    Aspect.REGRADED: Effect.REGRADED,
    Aspect.CITATIONS: Effect.CITATIONS,
    Aspect.DATES: Effect.DATES,
}
_EFFECT_OF_ITEM_FIELD = {
    "incident": Effect.INCIDENT,
    "actor": Effect.ACTOR,
    "attribution": Effect.ATTRIBUTION,
}
_EFFECT_OF_SOURCE_FIELD = {
    "reliability": Effect.SOURCE_GRADE,
    "origin": Effect.SOURCE_ORIGIN,
    "counts_with": Effect.SOURCE_ORIGIN,
    "published": Effect.SOURCE_DATE,
    "kind": Effect.SOURCE_KIND,
}


@dataclass(frozen=True, slots=True)
class Cause:
    """A changed item through which a status may have moved, and how the item changed."""

    item: str
    how: tuple[Effect, ...]
    regraded: tuple[str, ...] = ()
    """The sources that it cites and that are graded otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A node, or the three criteria together, before and after."""

    id: str
    label: str
    old: Status | None
    """None for a node that was not law on the day."""
    new: Status | None
    """None for a node that was not law on the day."""
    old_why: StatusWhy | None = None
    """Why it was contested or not established."""
    new_why: StatusWhy | None = None
    old_confidence: Confidence | None = None
    new_confidence: Confidence | None = None
    causes: tuple[Cause, ...] = ()
    """The changed items that name the node, an element below it or an element that it shares; where there is none, all
    changed items that name an element."""
    direct: bool = True
    """Whether the causes name the node, an element below it or an element that it shares."""

    @property
    def moved(self) -> bool:
        """Whether the status is another."""
        return self.old is not self.new

    @property
    def firmness_moved(self) -> bool:
        """Whether the status stands and its confidence is another."""
        return not self.moved and self.old_confidence is not self.new_confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The effect of an edit: the three together, each criterion, the nodes below that moved, and the edit itself."""

    overall: Movement
    criteria: tuple[Movement, ...]
    nodes: tuple[Movement, ...]
    profile: ProfileDifference = field(default_factory=ProfileDifference)

    @property
    def status_changed(self) -> bool:
        """Whether the status of a criterion or of the three together is another, as `--fail-on change` asks."""
        return any(movement.moved for movement in (self.overall, *self.criteria))

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved and nothing was edited."""
        movements = (self.overall, *self.criteria, *self.nodes)
        return self.profile.is_empty and not any(found.moved or found.firmness_moved for found in movements)


def difference(old: Assessment, new: Assessment) -> Difference:
    """Compare two assessments of one organization: the edit, the statuses that moved, and through which items."""
    edit = compare_profiles(old.profile, new.profile)
    touched = _touched_items(edit, old.profile, new.profile)
    before, after = old.findings, new.findings
    whys = whys_of(old), whys_of(new)
    criteria = tuple(
        _movement(first.finding, second.finding, touched, whys, (first.confidence, second.confidence))
        for first, second in zip(old.criteria, new.criteria, strict=True)
    )
    listed = {criterion.id for criterion in criteria}
    nodes = tuple(
        _movement(before[name], after[name], touched, whys)
        for name in after
        if name not in listed and name in before and before[name].status is not after[name].status
    )
    overall = Movement(
        id=OVERALL,
        label="The three together",
        old=old.overall,
        new=new.overall,
        causes=_causes_of_moved(criteria) if old.overall != new.overall else (),
    )
    return Difference(overall=overall, criteria=criteria, nodes=nodes, profile=edit)


def _causes_of_moved(criteria: tuple[Movement, ...]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys(cause for criterion in criteria if criterion.moved for cause in criterion.causes))


@dataclass(frozen=True, slots=True)
class _Touch:
    """The ways in which an item changed that can move a status, and the nodes that it names."""

    how: tuple[Effect, ...]
    names: frozenset[str]
    regraded: tuple[str, ...] = ()


def _movement(
    old: NodeFinding,
    new: NodeFinding,
    touched: Mapping[str, _Touch],
    whys: tuple[Mapping[str, StatusWhy | None], Mapping[str, StatusWhy | None]],
    confidences: tuple[Confidence | None, Confidence | None] = (None, None),
) -> Movement:
    causes: tuple[Cause, ...] = ()
    direct = True
    if old.status is not new.status or confidences[0] is not confidences[1]:
        names = _names_below(new) | _names_below(old)
        causes = tuple(Cause(item, touch.how, touch.regraded) for item, touch in touched.items() if touch.names & names)
        if not causes and touched:
            causes = tuple(Cause(item, touch.how, touch.regraded) for item, touch in touched.items() if touch.names)
            direct = not causes
    return Movement(
        id=new.id,
        label=new.node.label,
        old=old.status,
        new=new.status,
        old_why=whys[0][old.id],
        new_why=whys[1][new.id],
        old_confidence=confidences[0],
        new_confidence=confidences[1],
        causes=causes,
        direct=direct,
    )


def _names_below(finding: NodeFinding) -> frozenset[str]:
    """Return the ids whose evidence counts for a node: its own, those below it, and those of the parts it shares."""
    parts = [*finding.walk()]
    shared = (below for part in parts for one in part.also for below in one.walk())
    return frozenset(part.id for part in (*parts, *shared))


def _touched_items(edit: ProfileDifference, old: Profile, new: Profile) -> dict[str, _Touch]:
    """Return the items that changed, by themselves or through a source, in a way that can move a status."""
    through_source = _effects_by_source(edit)
    changes = {change.id: change for change in edit.items}
    removed = {name: old.evidence[name] for name, change in changes.items() if change.kind is ChangeKind.REMOVED}
    touched: dict[str, _Touch] = {}
    for item_id, item in (*new.evidence.items(), *removed.items()):
        change = changes.get(item_id)
        how = tuple(dict.fromkeys(_effects(item, change, through_source)))
        if how:
            cited = dict.fromkeys(citation.source for citation in item.sources)
            regraded = [name for name in cited if Effect.SOURCE_GRADE in through_source.get(name, ())]
            own = change is not None and change.kind in _EFFECT_OF_KIND
            touched[item_id] = _Touch(how, _affected_names(item, change, how), () if own else tuple(regraded))
    return touched


def _effects_by_source(edit: ProfileDifference) -> dict[str, list[Effect]]:
    """Return what a change of each source does to the items that cite it, by its new and by its old id."""
    found: dict[str, list[Effect]] = {}
    for source in edit.sources:
        for change in source.changes:
            if change.field in _EFFECT_OF_SOURCE_FIELD:
                for name in {source.id, source.old_id or source.id}:
                    found.setdefault(name, []).append(_EFFECT_OF_SOURCE_FIELD[change.field])
    return found


def _effects(item: Item, change: ItemChange | None, through_source: Mapping[str, list[Effect]]) -> Iterator[Effect]:
    if change is not None and change.kind in _EFFECT_OF_KIND:
        yield _EFFECT_OF_KIND[change.kind]
        return
    if change is not None:
        yield from (_EFFECT_OF_ASPECT[aspect] for aspect in change.aspects if aspect in _EFFECT_OF_ASPECT)
        fields = (one.field for one in change.changes)
        yield from (_EFFECT_OF_ITEM_FIELD[name] for name in fields if name in _EFFECT_OF_ITEM_FIELD)
    for citation in item.sources:
        yield from through_source.get(citation.source, ())


def _affected_names(item: Item, change: ItemChange | None, how: tuple[Effect, ...]) -> frozenset[str]:
    """Return the nodes whose status a changed item can move."""
    if change is None or change.kind in _EFFECT_OF_KIND or change.old is None:
        return _named(item)
    if how == (Effect.MOVED,):  # the elements that stay in their list are as they were
        return frozenset(one.subject or "" for one in change.changes if one.aspect is Aspect.MOVED)
    return _named(item) | _named(change.old)


def _named(item: Item) -> frozenset[str]:
    return frozenset((*item.supports, *item.contradicts, *item.disputes))
