"""What changed, as JSON, and in the words that the table and the Markdown share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fto_check.law.status import Status
from fto_check.profile.models import Item, Source
from fto_check.reasoning.findings import Assessment
from fto_check.runs.changes import (
    Aspect,
    ChangeKind,
    ExpectationChange,
    FieldChange,
    ItemChange,
    ProfileDifference,
    SourceChange,
    Value,
)
from fto_check.runs.diff import DiffReport, FileDifference, FileKind
from fto_check.runs.movements import Difference, Movement
from fto_check.views import json_text
from fto_check.views.check.json import given_data, problem_data
from fto_check.views.words import count, span_text, status_words

SCHEMA_VERSION = 1
NO_COMPARISON = "could not be read: what changed is not known"
SIDES = {"old": "before", "new": "now"}
NAMED = 3
"""How many items are named where a status moved through more."""
_CLIP = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of statuses; `through` holds text of the profile."""

    label: str
    old: Status | None
    new: Status | None
    before: str
    now: str
    through: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A sort of changes, with its count in words and, for each, a sign and text of the profile."""

    title: str
    entries: tuple[tuple[str, str], ...]


def verdict(found: FileDifference, comparison: DiffReport) -> str:
    """Say in one sentence what became of a file; it holds no text of the profile."""
    day = f"on {comparison.as_of.isoformat()}"
    if found.unreadable:
        sides = " and ".join(f"the file {SIDES[side]}" for side in found.unreadable)
        return f"no comparison: {sides} {NO_COMPARISON}"
    if found.difference is None:
        assessment = found.new or found.old
        assert assessment is not None
        status = f"overall {'' if found.new else 'it was '}{assessment.overall.words} {day}"
        return f"profile {found.kind}: {status}"
    changed = found.difference
    if changed.is_empty:
        return "nothing changed"
    criteria = sum(movement.moved for movement in changed.criteria)
    nodes = len(changed.nodes)
    said = []
    if changed.overall.moved:
        said.append(f"overall: {_words(changed.overall.old)} → {_words(changed.overall.new)} {day}")
        said.append(f"{criteria} of {len(changed.criteria)} criteria moved")
    elif criteria:
        said.append(f"overall still {_words(changed.overall.new)} {day}")
        said.append(f"{criteria} of {len(changed.criteria)} criteria moved")
    elif nodes:
        said.append(f"no criterion moved {day}")
        said.append(f"{count(nodes, 'element')} or {'branch' if nodes == 1 else 'branches'} below did")
    else:
        said.append(f"no status moved {day}")
    firm = sum(movement.firmness_moved for movement in changed.criteria)
    if firm:
        said.append(f"the confidence of {firm} did")
    if not (changed.overall.moved or criteria):
        said.append(edits(changed.profile))
    return "; ".join(filter(None, said))


def overview(comparison: DiffReport) -> str:
    """Say in one sentence what became of the files of a run."""
    total = len(comparison.files)
    moved = sum(found.status_changed for found in comparison.files if found.kind == "changed")
    said = [f"{moved} of {count(total, 'profile')} moved in a criterion or overall"]
    edited = len(comparison.of(FileKind.CHANGED)) - moved
    said += [f"{edited} changed without that"] if edited else []
    for kind in (FileKind.ADDED, FileKind.REMOVED, FileKind.UNCHANGED):
        if files := comparison.of(kind):
            said.append(f"{len(files)} {kind}")
    if files := comparison.of(FileKind.UNREADABLE):
        said.append(f"{len(files)} could not be read, so nothing is known of {'it' if len(files) == 1 else 'them'}")
    return "; ".join(said)


ORDER = ("unreadable", "moved", "added", "removed", "changed", "unchanged")


SUMMARY_ORDER = (FileKind.UNCHANGED, FileKind.CHANGED, FileKind.ADDED, FileKind.REMOVED, FileKind.UNREADABLE)
"""The counts of a run, as the JSON lists them."""


def in_order(comparison: DiffReport) -> list[FileDifference]:
    """Return the files that there is something to say about, what matters first."""

    def rank(found: FileDifference) -> int:
        return ORDER.index("moved" if found.kind == "changed" and found.status_changed else found.kind)

    return sorted((found for found in comparison.files if found.kind != "unchanged"), key=rank)


def statuses(found: FileDifference) -> list[tuple[Status | None, Status | None]]:
    """Return the criteria and the three together, each before and now; None on a side without the file."""
    before, after = _statuses(found.old), _statuses(found.new)
    return list(zip(before or [None] * len(after), after or [None] * len(before), strict=True))


def _statuses(assessment: Assessment | None) -> list[Status | None]:
    if assessment is None:
        return []
    return [*(criterion.status for criterion in assessment.criteria), assessment.overall]


def change_words(found: FileDifference) -> str:
    """Say in one word what became of a file."""
    if found.kind == "changed":
        return "moved" if found.status_changed else "edited"
    return {"unreadable": "not read"}.get(found.kind, found.kind)


def organization(found: FileDifference) -> str:
    """Return the name of the organization as it is now, or was."""
    assessment = found.new or found.old
    return assessment.profile.organization.name if assessment is not None else ""


def rows(found: FileDifference) -> Iterator[Row]:
    """Yield the criteria and the three together, before and now, then each node below that moved."""
    if found.difference is None:
        yield from _one_side(found)
        return
    changed = found.difference
    for movement in changed.criteria:
        yield Row(
            movement.label,
            movement.old,
            movement.new,
            _firm(movement.old, movement.old_confidence),
            _firm(movement.new, movement.new_confidence),
            _through(movement),
        )
    overall = changed.overall
    yield Row(overall.label, overall.old, overall.new, status_words(overall.old), status_words(overall.new))
    for movement in changed.nodes:
        before, now = status_words(movement.old), status_words(movement.new)
        yield Row(movement.label, movement.old, movement.new, before, now, _through(movement), below=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that moved alike, through the same items; the labels are the law's."""

    old: Status | None
    new: Status | None
    through: str
    labels: tuple[str, ...]


def below(table: Iterable[Row]) -> list[Group]:
    """Gather the nodes below the criteria that moved alike."""
    alike: dict[tuple[Status | None, Status | None, str], list[str]] = {}
    for row in table:
        if row.below:
            alike.setdefault((row.old, row.new, row.through), []).append(row.label)
    return [Group(*key, tuple(labels)) for key, labels in alike.items()]


def _one_side(found: FileDifference) -> Iterator[Row]:
    assessment = found.new or found.old
    if assessment is None:
        return
    for criterion in assessment.criteria:
        said = _firm(criterion.status, criterion.confidence)
        yield _half(criterion.finding.node.label, criterion.status, said, new=found.new is not None)
    yield _half("The three together", assessment.overall, status_words(assessment.overall), new=found.new is not None)


def _half(label: str, status: Status, said: str, *, new: bool) -> Row:
    return Row(label, None, status, "–", said) if new else Row(label, status, None, said, "–")


def _words(status: Status | None) -> str:
    return status.words if status is not None else "not law on that day"


def _firm(status: Status | None, confidence: object) -> str:
    return status_words(status) + (f", {confidence}" if confidence is not None else "")


def _through(movement: Movement) -> str:
    causes = movement.causes
    if not causes:
        return ""
    named = [f"{cause.item} ({', '.join(cause.how)})" for cause in causes[:NAMED]]
    if len(causes) > NAMED:
        named.append(f"{len(causes) - NAMED} more")
    return ("through " if movement.direct else "through what bears on another part: ") + ", ".join(named)


def edits(edit: ProfileDifference) -> str:
    """Return the counts of what an author changed; no text of the profile."""
    said = []
    for noun, changes in (("item", edit.items), ("source", edit.sources)):
        kinds = Counter(change.kind for change in changes)
        parts = [f"{kinds[kind]} {kind}{_detail(changes, kind)}" for kind in ChangeKind if kinds[kind]]
        if parts:
            number = next(kinds[kind] for kind in ChangeKind if kinds[kind])
            parts[0] = count(number, noun) + parts[0].removeprefix(str(number))
            said.append(", ".join(parts))
    if edit.expectations:
        said.append(f"{count(len(edit.expectations), 'expectation')} changed")
    if edit.organization:
        said.append(f"{count(len(edit.organization), 'field')} of the organization changed")
    return "; ".join(said)


def _detail(changes: Sequence[ItemChange | SourceChange], kind: ChangeKind) -> str:
    """Return in which respects changed ones did, the weightiest first."""
    if kind is not ChangeKind.CHANGED:
        return ""
    aspects = Counter(change.aspects[0] for change in changes if change.kind is kind)
    if len(aspects) == 1:
        return f" ({next(iter(aspects))})"
    return f" ({', '.join(f'{aspects[aspect]} {aspect}' for aspect in Aspect if aspects[aspect])})"


def sections(found: FileDifference) -> Iterator[Section]:
    """Yield the evidence that changed, sort by sort."""
    if found.difference is None or found.old is None or found.new is None:
        return
    edit = found.difference.profile
    profiles = {ChangeKind.REMOVED: found.old.profile}
    for kind, sign in (
        (ChangeKind.ADDED, "+"), (ChangeKind.REMOVED, "−"), (ChangeKind.CHANGED, "~"), (ChangeKind.RENAMED, "="),
    ):  # fmt: skip
        items = _by_weight(change for change in edit.items if change.kind is kind)
        if items:
            detail = _detail(items, kind)
            entries = [(sign, _item(change, profiles.get(kind, found.new.profile).sources)) for change in items]
            yield Section(f"{count(len(items), 'item')} {kind}{detail}", tuple(entries))
    origins = [change for change in edit.sources if Aspect.ORIGIN in change.aspects]
    if origins:
        title = f"{count(len(origins), 'source')} of another origin: look at what counts as independent"
        yield Section(title, tuple(("!", _source(change, found)) for change in origins))
    for kind, sign in (
        (ChangeKind.ADDED, "+"),
        (ChangeKind.REMOVED, "−"),
        (ChangeKind.CHANGED, "~"),
        (ChangeKind.RENAMED, "="),
    ):
        sources = _by_weight(change for change in edit.sources if change.kind is kind and change not in origins)
        if sources:
            title = f"{count(len(sources), 'source')} {kind}{_detail(sources, kind)}"
            yield Section(title, tuple((sign, _source(change, found)) for change in sources))
    if edit.expectations:
        signs = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "−"}
        entries = [(signs.get(change.kind, "~"), _expectation(change)) for change in edit.expectations]
        yield Section(f"{count(len(entries), 'expectation')} changed", tuple(entries))
    if edit.organization:
        entries = [("~", _change(change)) for change in edit.organization]
        yield Section(f"{count(len(entries), 'field')} of the organization changed", tuple(entries))


def _by_weight(changes: Any) -> list[Any]:
    order = list(Aspect)
    return sorted(changes, key=lambda change: order.index(change.aspects[0]) if change.aspects else len(order))


def _item(change: ItemChange, sources: dict[str, Source]) -> str:
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        item = change.new or change.old
        assert item is not None
        return f"[{change.id}] {_clip(item.claim)} ({_item_facts(item, sources)})"
    head = f"[{change.id}]" if change.old_id is None else f"[{change.old_id}] is now [{change.id}]"
    return f"{head} {_changes(change.changes)}".rstrip()


def _item_facts(item: Item, sources: dict[str, Source]) -> str:
    lists = [f"{listed} {', '.join(getattr(item, listed))}" for listed in Item.LISTS if getattr(item, listed)]
    cited = ", ".join(
        f"{citation.reliability or sources[citation.source].reliability}{citation.credibility or item.credibility} "
        f"{citation.source}"
        for citation in item.sources
    )
    retracted = ["retracted"] if item.retracted is not None else []
    return "; ".join([*(lists or ["context"]), cited, *retracted])


def _source(change: SourceChange, found: FileDifference) -> str:
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        source = change.new or change.old
        assert source is not None
        published = f", {span_text(source.published)}" if source.published is not None else ", undated"
        origin = f", origin {source.origin}" if source.origin is not None else ""
        said = f"{_clip(source.title)}. {source.publisher}{published}{origin}"
        return f"{source.reliability} [{change.id}] {said}"
    head = f"[{change.id}]" if change.old_id is None else f"[{change.old_id}] is now [{change.id}]"
    assert found.new is not None
    citing = sum(
        any(citation.source == change.id for citation in item.sources) for item in found.new.profile.evidence.values()
    )
    told = f" (cited by {count(citing, 'item')})" if set(change.aspects) & {Aspect.ORIGIN, Aspect.REGRADED} else ""
    return f"{head} {_changes(change.changes)}{told}".rstrip()


def _changes(changes: Sequence[FieldChange]) -> str:
    marks = any(change.field == "marks" for change in changes)
    return "; ".join(_change(change) for change in changes if not (marks and change.field == "credibility"))


def _change(change: FieldChange) -> str:
    """Return one change as one reads it."""
    match change:
        case FieldChange(aspect=Aspect.RETRACTED):
            return f"retracted: {_said(change.new)}"
        case FieldChange(aspect=Aspect.REINSTATED):
            return "no longer retracted"
        case FieldChange(field="list"):
            return f"{change.subject}: {change.old or 'not named'} → {change.new or 'not named'}"
        case FieldChange(field="marks"):
            return f"{change.old} → {change.new} {change.subject}"
        case FieldChange(field="citation", old=None):
            return f"now cites {change.subject} ({_said(change.new)})"
        case FieldChange(field="citation"):
            return f"no longer cites {change.subject} ({_said(change.old)})"
        case FieldChange(field="at"):
            return f"cites {change.subject} at {_said(change.new)}, was {_said(change.old)}"
        case FieldChange(field="own grade"):
            return f"own grade at {change.subject}: {_said(change.old)} → {_said(change.new)}"
        case FieldChange(field="counts_with", new=()):
            return f"now an origin of its own, before one with {_said(change.old)}"
        case FieldChange(field="counts_with", old=()):
            return f"now of one origin with {_said(change.new)}, before of its own"
        case FieldChange(field="counts_with"):
            return f"now of one origin with {_said(change.new)}, before with {_said(change.old)}"
    before, after = _said(change.old), _said(change.new)
    if isinstance(change.old, str) and isinstance(change.new, str) and " " in f"{change.old}{change.new}":
        start = _common(change.old, change.new)
        head = "…" if start else ""
        before, after = (f"“{head}{_clip(text[start:])}”" for text in (change.old, change.new))
    return f"{change.field}: {before} → {after}"


def _said(value: Value) -> str:
    if value is None or value == ():
        return "nothing"
    return _clip(", ".join(value) if isinstance(value, tuple) else value)


def _common(old: str, new: str) -> int:
    """Return how much of two long texts can be left out, since they begin alike: up to two words before they part."""
    if max(len(old), len(new)) <= _CLIP:
        return 0
    same = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    words = old[:same].split(" ")[:-3]
    return len(" ".join(words)) + 1 if words else 0


def _clip(text: str) -> str:
    return text if len(text) <= _CLIP else text[: _CLIP - 1] + "…"


def _expectation(change: ExpectationChange) -> str:
    known = f", known by {change.known_by.isoformat()}" if change.known_by is not None else ""
    return f"{change.as_of.isoformat()}{known}, {change.node}: {_said(change.old)} → {_said(change.new)}"


def render_json(comparison: DiffReport) -> str:
    """Return the whole comparison as indented JSON."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fto-check", "version": comparison.version},
        "as_of": comparison.as_of.isoformat(),
        "known_by": None if comparison.known_by is None else comparison.known_by.isoformat(),
        "law": {
            "id": comparison.statute.id,
            "version": comparison.statute.version_on(comparison.as_of).version.isoformat(),
        },
        "notice": comparison.statute.notice,
        "old": comparison.old,
        "new": comparison.new,
        "profiles": [_file(found, comparison) for found in comparison.files],
        "problems": [problem_data(problem) for problem in comparison.problems],
        "summary": {
            "profiles": len(comparison.files),
            **{str(kind): len(comparison.of(kind)) for kind in SUMMARY_ORDER},
            "status_changed": sum(found.status_changed for found in comparison.files),
        },
    }
    return json_text.document(data)


def _file(found: FileDifference, comparison: DiffReport) -> dict[str, Any]:
    changed = found.difference
    return {
        "path": found.name,
        "organization": organization(found) or None,
        "change": found.kind,
        "unreadable": list(found.unreadable),
        "verdict": verdict(found, comparison),
        "status_changed": None if found.unreadable else found.status_changed,
        "old": _answer(found.old),
        "new": _answer(found.new),
        "difference": None if changed is None else _difference(changed),
    }


def _answer(assessment: Assessment | None) -> dict[str, Any] | None:
    if assessment is None:
        return None
    return {
        "overall": str(assessment.overall),
        "criteria": [
            {"id": found.id, "status": str(found.status), "confidence": _text(found.confidence)}
            for found in assessment.criteria
        ],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _difference(changed: Difference) -> dict[str, Any]:
    edit = changed.profile
    return {
        "overall": _movement(changed.overall),
        "criteria": [_movement(movement) for movement in changed.criteria],
        "nodes": [_movement(movement) for movement in changed.nodes],
        "items": [_entry(change) for change in edit.items],
        "sources": [_entry(change) for change in edit.sources],
        "expectations": [
            {
                "change": str(change.kind),
                "as_of": change.as_of.isoformat(),
                "known_by": None if change.known_by is None else change.known_by.isoformat(),
                "node": change.node,
                "old": change.old,
                "new": change.new,
            }
            for change in edit.expectations
        ],
        "organization": [_change_data(change) for change in edit.organization],
    }


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "id": movement.id,
        "label": movement.label,
        "moved": movement.moved,
        "old": _text(movement.old),
        "new": _text(movement.new),
        "old_confidence": _text(movement.old_confidence),
        "new_confidence": _text(movement.new_confidence),
        "direct": movement.direct,
        "through": [{"item": cause.item, "how": list(cause.how)} for cause in movement.causes],
    }


def _entry(change: ItemChange | SourceChange) -> dict[str, Any]:
    return {
        "change": str(change.kind),
        "id": change.id,
        "old_id": change.old_id,
        "aspects": [str(aspect) for aspect in change.aspects],
        "changes": [_change_data(part) for part in change.changes],
        "old": None if change.old is None else given_data(change.old),
        "new": None if change.new is None else given_data(change.new),
    }


def _change_data(change: FieldChange) -> dict[str, Any]:
    return {
        "aspect": str(change.aspect),
        "field": change.field,
        "subject": change.subject,
        "old": list(change.old) if isinstance(change.old, tuple) else change.old,
        "new": list(change.new) if isinstance(change.new, tuple) else change.new,
    }
