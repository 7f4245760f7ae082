"""The changes of an author in words: to items, sources, expectations and the organization."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fto_check.documents.dates import day_text
from fto_check.profile.models import Item, Source
from fto_check.runs.changes import (
    Aspect,
    ChangedField,
    ChangeKind,
    ExpectationChange,
    FieldChange,
    ItemChange,
    ProfileDifference,
    SourceChange,
    Value,
)
from fto_check.runs.diff import FileDifference
from fto_check.views.item_words import searches_words
from fto_check.views.words import count, span_text

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "−", ChangeKind.CHANGED: "~", ChangeKind.RENAMED: "="}
"""The sign of each kind of change, in the order in which they are listed."""
_CLIP = 160  # characters of a text from the profile: two lines of a terminal


@dataclass(frozen=True, slots=True)
class EditSection:
    """A sort of changes, with its count in words and, for each, a sign and text of the profile."""

    title: str
    entries: tuple[tuple[str, str], ...]


def edits(edit: ProfileDifference) -> str:
    """Return the counts of the changes that an author made; no text of the profile."""
    said = []
    for noun, changes in (("item", edit.items), ("source", edit.sources)):
        kinds = Counter(change.kind for change in changes)
        parts: list[str] = []
        for kind in ChangeKind:
            if kinds[kind]:  # the first number has the noun: 2 items added, 1 removed
                number = str(kinds[kind]) if parts else count(kinds[kind], noun)
                parts.append(f"{number} {kind}{_detail(changes, kind)}")
        if parts:
            said.append(", ".join(parts))
    if edit.expectations:
        said.append(f"{count(len(edit.expectations), 'expectation')} changed")
    if edit.organization:
        said.append(f"{count(len(edit.organization), 'field')} of the organization changed")
    return "; ".join(said)


def _detail(changes: Sequence[ItemChange | SourceChange], kind: ChangeKind) -> str:
    """Return in which respects parts of the profile changed, the weightiest first."""
    if kind is not ChangeKind.CHANGED:
        return ""
    aspects = Counter(change.aspects[0] for change in changes if change.kind is kind)
    if len(aspects) == 1:
        return f" ({next(iter(aspects))})"
    return f" ({', '.join(f'{aspects[aspect]} {aspect}' for aspect in Aspect if aspects[aspect])})"


def sections(found: FileDifference) -> Iterator[EditSection]:
    """Yield the evidence that changed, sort by sort."""
    if found.difference is None or found.old is None or found.new is None:
        return
    edit = found.difference.profile
    profiles = {ChangeKind.REMOVED: found.old.profile}
    for kind, sign in SIGNS.items():
        items = _by_weight(change for change in edit.items if change.kind is kind)
        if items:
            detail = _detail(items, kind)
            entries = [(sign, _item(change, profiles.get(kind, found.new.profile).sources)) for change in items]
            yield EditSection(f"{count(len(items), 'item')} {kind}{detail}", tuple(entries))
    origins = [change for change in edit.sources if Aspect.ORIGIN in change.aspects]
    if origins:
        title = f"{count(len(origins), 'source')} of another origin: look at what counts as independent"
        yield EditSection(title, tuple(("!", _source(change, found)) for change in origins))
    for kind, sign in SIGNS.items():
        sources = _by_weight(change for change in edit.sources if change.kind is kind and change not in origins)
        if sources:
            title = f"{count(len(sources), 'source')} {kind}{_detail(sources, kind)}"
            yield EditSection(title, tuple((sign, _source(change, found)) for change in sources))
    if edit.expectations:
        entries = [(SIGNS[change.kind], _expectation(change)) for change in edit.expectations]
        yield EditSection(f"{count(len(entries), 'expectation')} changed", tuple(entries))
    if edit.organization:
        entries = [("~", _change(change)) for change in edit.organization]
        yield EditSection(f"{count(len(entries), 'field')} of the organization changed", tuple(entries))


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
    return "; ".join(filter(None, [*(lists or ["context"]), cited, *searches_words(item), *retracted]))


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
    cited = f" (cited by {count(citing, 'item')})" if set(change.aspects) & {Aspect.ORIGIN, Aspect.REGRADED} else ""
    return f"{head} {_changes(change.changes)}{cited}".rstrip()


def _changes(changes: Sequence[FieldChange]) -> str:
    marks = any(change.field == ChangedField.MARKS for change in changes)
    return "; ".join(_change(change) for change in changes if not (marks and change.field == ChangedField.CREDIBILITY))


def _change(change: FieldChange) -> str:
    """Return one change in words."""
    match change:
        case FieldChange(aspect=Aspect.RETRACTED):
            return f"retracted: {_said(change.new)}"
        case FieldChange(aspect=Aspect.REINSTATED):
            return "no longer retracted"
        case FieldChange(field=ChangedField.LIST):
            return f"{change.subject}: {change.old or 'not named'} → {change.new or 'not named'}"
        case FieldChange(field=ChangedField.MARKS):
            return f"{change.old} → {change.new} {change.subject}"
        case FieldChange(field=ChangedField.CITATION, old=None):
            return f"now cites {change.subject} ({_said(change.new)})"
        case FieldChange(field=ChangedField.CITATION):
            return f"no longer cites {change.subject} ({_said(change.old)})"
        case FieldChange(field=ChangedField.AT):
            return f"cites {change.subject} at {_said(change.new)}, was {_said(change.old)}"
        case FieldChange(field=ChangedField.OWN_ORIGIN):
            return f"origin at {change.subject}: {_said(change.old)} → {_said(change.new)}"
        case FieldChange(field=ChangedField.OWN_GRADE):
            return f"own grade at {change.subject}: {_said(change.old)} → {_said(change.new)}"
        case FieldChange(field=ChangedField.COUNTS_WITH, new=()):
            return f"now an origin of its own, before one with {_said(change.old)}"
        case FieldChange(field=ChangedField.COUNTS_WITH, old=()):
            return f"now of one origin with {_said(change.new)}, before of its own"
        case FieldChange(field=ChangedField.COUNTS_WITH):
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
    return f"{day_text(change.as_of, change.known_by)}, {change.node}: {_said(change.old)} → {_said(change.new)}"
