"""Words that every rendering of a diff shares: verdict, statuses, groups of nodes that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fto_check.law.status import Status
from fto_check.reasoning.findings import Assessment
from fto_check.runs.answer import StatusWhy, why_criterion
from fto_check.runs.diff import DiffReport, FileDifference, FileKind
from fto_check.runs.movements import Cause, Difference, Effect, Movement
from fto_check.views.diff.edits import edits
from fto_check.views.words import count, reasoned_words, status_words

NO_COMPARISON = "could not be read: what changed is not known"
SIDES = {"old": "before", "new": "now"}
NAMED = 3
"""How many items are named where a status moved through more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A line of the table of statuses."""

    label: str
    old: Status | None
    new: Status | None
    before: str
    now: str
    through: str = ""
    """The items that moved the status: text of the profile."""
    below: bool = False
    """Whether the node stands below a criterion."""


def verdict(found: FileDifference, comparison: DiffReport) -> str:
    """Return in one sentence how a file differs; it holds no text of the profile."""
    said = _verdict(found, comparison)
    return said if found.old_name is None else f"renamed; {said}"


def _verdict(found: FileDifference, comparison: DiffReport) -> str:
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
        said.append(f"{count(nodes, 'element or branch', 'elements or branches')} below did")
    else:
        said.append(f"no status moved {day}")
    firm = sum(movement.firmness_moved for movement in changed.criteria)
    if firm:
        said.append(f"the confidence of {firm} did")
    if not (changed.overall.moved or criteria):
        said.append(edits(changed.profile))
    return "; ".join(filter(None, said))


def overview(comparison: DiffReport) -> str:
    """Return in one sentence how the files of a run differ."""
    total = len(comparison.files)
    moved = sum(found.status_changed for found in comparison.files if found.kind is FileKind.CHANGED)
    said = [f"{moved} of {count(total, 'profile')} moved in a criterion or overall"]
    edited = len(comparison.of(FileKind.CHANGED)) - moved
    said += [f"{edited} changed without that"] if edited else []
    renamed = sum(found.old_name is not None for found in comparison.files)
    said += [f"{renamed} renamed"] if renamed else []
    for kind in (FileKind.ADDED, FileKind.REMOVED, FileKind.UNCHANGED):
        if files := comparison.of(kind):
            said.append(f"{len(files)} {kind}")
    if files := comparison.of(FileKind.UNREADABLE):
        said.append(f"{len(files)} could not be read, so nothing is known of {'it' if len(files) == 1 else 'them'}")
    return "; ".join(said)


def in_order(comparison: DiffReport) -> list[FileDifference]:
    """Return the files that differ, if only by name, the weightiest first."""

    def rank(found: FileDifference) -> int:
        if found.kind is FileKind.CHANGED:
            return 1 if found.status_changed else 4
        return {FileKind.UNREADABLE: 0, FileKind.ADDED: 2, FileKind.REMOVED: 3, FileKind.UNCHANGED: 5}[found.kind]

    differing = (found for found in comparison.files if found.kind is not FileKind.UNCHANGED or found.old_name)
    return sorted(differing, key=rank)


def statuses(found: FileDifference) -> list[tuple[Status | None, Status | None]]:
    """Return the criteria and the three together, each before and now; None on a side without the file."""
    before, after = _statuses(found.old), _statuses(found.new)
    return list(zip(before or [None] * len(after), after or [None] * len(before), strict=True))


def _statuses(assessment: Assessment | None) -> list[Status | None]:
    if assessment is None:
        return []
    return [*(criterion.status for criterion in assessment.criteria), assessment.overall]


def change_words(found: FileDifference) -> str:
    """Return in one word how a file differs."""
    if found.kind is FileKind.CHANGED:
        return "moved" if found.status_changed else "edited"
    if found.kind is FileKind.UNCHANGED and found.old_name is not None:
        return "renamed"
    return "not read" if found.kind is FileKind.UNREADABLE else str(found.kind)


def path_words(found: FileDifference) -> str:
    """Return the path of a file, and the one that it had before where that was another."""
    return found.name if found.old_name is None else f"{found.old_name} → {found.name}"


def organization(found: FileDifference) -> str:
    """Return the name of the organization as it is now, or was."""
    assessment = found.new or found.old
    return assessment.profile.organization.name if assessment is not None else ""


def rows(found: FileDifference) -> Iterator[StatusRow]:
    """Yield the criteria and the three together, before and now, then each node below that moved."""
    if found.difference is None:
        yield from _one_side(found)
        return
    changed = found.difference
    for movement in changed.criteria:
        yield StatusRow(
            label=movement.label,
            old=movement.old,
            new=movement.new,
            before=_firm(movement.old, movement.old_why, movement.old_confidence),
            now=_firm(movement.new, movement.new_why, movement.new_confidence),
            through=_through(movement),
        )
    overall = changed.overall
    yield StatusRow(
        label=overall.label,
        old=overall.old,
        new=overall.new,
        before=status_words(overall.old),
        now=status_words(overall.new),
        through=_through_criteria(changed),
    )
    for movement in changed.nodes:
        yield StatusRow(
            label=movement.label,
            old=movement.old,
            new=movement.new,
            before=reasoned_words(movement.old, movement.old_why),
            now=reasoned_words(movement.new, movement.new_why),
            through=_through(movement),
            below=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGroup:
    """Nodes that moved alike, through the same items; the labels are the law's."""

    old: Status | None
    new: Status | None
    before: str
    now: str
    through: str
    labels: tuple[str, ...]


def below(table: Iterable[StatusRow]) -> list[StatusGroup]:
    """Gather the nodes below the criteria that moved alike."""
    alike: dict[tuple[str, str, str], list[StatusRow]] = {}
    for row in table:
        if row.below:
            alike.setdefault((row.before, row.now, row.through), []).append(row)
    return [
        StatusGroup(
            old=group[0].old, new=group[0].new, before=before, now=now, through=through,
            labels=tuple(row.label for row in group),
        )
        for (before, now, through), group in alike.items()
    ]  # fmt: skip


def _one_side(found: FileDifference) -> Iterator[StatusRow]:
    assessment = found.new or found.old
    if assessment is None:
        return
    for criterion in assessment.criteria:
        said = _firm(criterion.status, why_criterion(assessment, criterion), criterion.confidence)
        yield _half(criterion.finding.node.label, criterion.status, said, new=found.new is not None)
    yield _half("The three together", assessment.overall, status_words(assessment.overall), new=found.new is not None)


def _half(label: str, status: Status, said: str, *, new: bool) -> StatusRow:
    if new:
        return StatusRow(label=label, old=None, new=status, before="–", now=said)
    return StatusRow(label=label, old=status, new=None, before=said, now="–")


def _words(status: Status | None) -> str:
    return status.words if status is not None else "not law on that day"


def _firm(status: Status | None, why: StatusWhy | None, confidence: object) -> str:
    return reasoned_words(status, why) + (f", {confidence}" if confidence is not None else "")


def _through(movement: Movement) -> str:
    causes = movement.causes
    if not causes:
        return ""
    named = [f"{cause.item} ({', '.join(_how(cause))})" for cause in causes[:NAMED]]
    if len(causes) > NAMED:
        named.append(f"{len(causes) - NAMED} more")
    return ("through " if movement.direct else "through what bears on another part: ") + ", ".join(named)


def _through_criteria(changed: Difference) -> str:
    """Return the criteria through which the three together moved."""
    moved = [movement.label for movement in changed.criteria if movement.moved]
    return f"through {', '.join(moved)}" if changed.overall.moved and moved else ""


def _how(cause: Cause) -> Iterator[str]:
    """Yield how an item changed; a source that is graded otherwise is named."""
    for effect in cause.how:
        many = effect is Effect.SOURCE_GRADE and bool(cause.regraded)
        yield f"{_named('source', cause.regraded)} regraded" if many else str(effect)


def _named(noun: str, names: Sequence[str]) -> str:
    """Return names after their noun, such as `source daily` and `sources court, daily`."""
    return f"{noun if len(names) == 1 else f'{noun}s'} {', '.join(names)}"


TWO_ORGANIZATIONS = "Old and new are two organizations, {old} and {new}: fto-check compare puts them side by side."


def two_organizations(found: FileDifference) -> str | None:
    """Return that the two sides are no versions of one profile; None where they are."""
    if not found.is_of_two or found.old is None or found.new is None:
        return None
    old, new = (side.profile.organization.name for side in (found.old, found.new))
    return TWO_ORGANIZATIONS.format(old=old, new=new)
