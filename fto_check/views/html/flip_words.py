"""What would change an answer, and what it lacks, in the words of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.manuals.wording import say_missing
from fto_check.reasoning.flips import Change, Flip
from fto_check.reasoning.missing import Missing
from fto_check.runs.rests import Fall, OriginRow
from fto_check.runs.why import PairLoss

CHANGE_TITLES = {
    Change.LOSS: "If an origin falls away",
    Change.RELIABILITY: "If a source is graded otherwise",
    Change.CREDIBILITY: "If a claim is graded otherwise",
    Change.READING: "If an element is read one way",
}
MOST_PAIRS = 6
"""Pairs of origins that are named for a criterion; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A status before and after."""

    label: str
    old: Status
    new: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What would have to be otherwise, and the statuses that would change with it."""

    subject: str
    """The origin, source, item or element."""
    said: str
    """What would be otherwise, such as "graded C"; empty for a loss."""
    moves: tuple[Move, ...]


def label_of(name: str, statute: Statute) -> str:
    """Return the label of a node, or of the three criteria together."""
    return "The three together" if name == OVERALL else statute.by_id[name].label


def alternatives(flips: Iterable[Flip], statute: Statute) -> Mapping[Change, Sequence[Alternative]]:
    """Return the single changes that move a criterion, by their kind."""
    found = defaultdict[Change, list[Alternative]](list)
    for flip in flips:
        moves = tuple(
            Move(label=label_of(name, statute), old=old, new=new) for name, (old, new) in flip.statuses.items()
        )
        found[flip.change].append(Alternative(subject=flip.subject, said=_otherwise(flip), moves=moves))
    return found


def _otherwise(flip: Flip) -> str:
    if flip.change is Change.LOSS or flip.value is None:
        return ""
    if flip.change is Change.READING:
        return "read as met" if flip.value == str(Status.MET) else "read as not met"
    return f"graded {flip.value}"


def moves_of(falls: Iterable[Fall], statute: Statute) -> list[Move]:
    """Return what changes without an origin: the three together, criteria and elements; branches if nothing else."""
    listed = list(falls)
    wanted = [one for one in listed if _is_plain(one, statute)] or listed
    return [Move(label=label_of(one.node, statute), old=one.old, new=one.new) for one in wanted]


def _is_plain(fall: Fall, statute: Statute) -> bool:
    return fall.node == OVERALL or statute.by_id[fall.node].is_leaf or statute.criterion_of(fall.node) == fall.node


def grouped(rows: Iterable[OriginRow], statute: Statute) -> list[tuple[list[str], list[Move]]]:
    """Return the origins whose loss has the same effect together, the weightiest effect first."""
    found = defaultdict[tuple[Fall, ...], list[str]](list)
    for row in rows:
        found[row.falls].append(row.origin)
    ranked = sorted(found.items(), key=lambda one: (not any(_is_answer(f, statute) for f in one[0]), -len(one[0])))
    return [(origins, moves_of(falls, statute)) for falls, origins in ranked]


def _is_answer(fall: Fall, statute: Statute) -> bool:
    return fall.node == OVERALL or statute.criterion_of(fall.node) == fall.node


@dataclass(frozen=True, slots=True, kw_only=True)
class PairGroup:
    """The pairs of origins whose loss changes a criterion in one way."""

    move: Move
    pairs: tuple[tuple[str, str], ...]
    more: int


def pair_groups(
    pairs: Mapping[str, Sequence[PairLoss]], old: Mapping[str, Status], statute: Statute
) -> Iterator[PairGroup]:
    """Yield, for each criterion that no single loss changes, the pairs whose loss does."""
    for name, losses in pairs.items():
        alike = defaultdict[Status, list[tuple[str, str]]](list)
        for loss in losses:
            alike[loss.status].append(loss.origins)
        for new, found in alike.items():
            yield PairGroup(
                move=Move(label=label_of(name, statute), old=old[name], new=new), pairs=tuple(found[:MOST_PAIRS]),
                more=max(len(found) - MOST_PAIRS, 0),
            )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What a criterion lacks for a better status."""

    label: str
    status: Status
    ways: tuple[tuple[Status, str], ...]
    """The status that each way leads to, and what it takes."""


def wants(missing: Mapping[str, Sequence[Missing]], old: Mapping[str, Status], statute: Statute) -> Iterator[Want]:
    """Yield what the criteria lack that are not met."""
    for name, ways in missing.items():
        if old[name] is Status.MET:
            continue
        alike = defaultdict[object, list[Missing]](list)
        for way in ways:
            alike[way.incident, way.linked, way.supports[1:], way.contradicts if way.supports else ()].append(way)
        yield Want(
            label=statute.by_id[name].label, status=old[name],
            ways=tuple((group[0].better, say_missing(group)) for group in alike.values()),
        )  # fmt: skip
