"""What an answer owes to a part of the evidence: the statuses without an item, an incident, a source or an origin.

Each loss is a scenario, and all are judged in one walk over the statute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import Mark, Reader, marks_of, read_items
from fto_check.reasoning.findings import Assessment
from fto_check.reasoning.flips import Change, Flip, Trial, find_trials, read_flips
from fto_check.reasoning.scenarios import Scenario
from fto_check.runs.parts import NamedPart, PartKind

Moves = Mapping[str, tuple[Status, Status]]
"""The statuses that change, by the id of a criterion or `overall`: from and to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileQuestion:
    """A profile, the day on which it is judged, and what is taken as given."""

    profile: Profile
    statute: Statute
    as_of: date
    known_by: date | None = None
    assumptions: Mapping[str, Status] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """An assessment, and what it owes to some parts of the evidence."""

    assessment: Assessment
    without: Mapping[NamedPart, Moves]
    """What changes without each part; nothing for most."""
    regraded: Mapping[NamedPart, Sequence[Flip]]
    """The grades, one step up or down, by which a source or an item changes a status."""


def judge_without(asked: ProfileQuestion, parts: Iterable[NamedPart], *, regraded: bool = False) -> Dependence:
    """Return an assessment, and the statuses that change without each of some parts, or with it graded otherwise."""
    profile, statute = asked.profile, asked.statute
    reader = Reader(profile, statute, asked.as_of, asked.known_by)
    namings = read_items(profile, statute, asked.as_of, asked.known_by)
    wanted = [one for one in dict.fromkeys(parts) if one.kind is not PartKind.ELEMENT]
    losses = [Trial(Change.LOSS, str(one), None, _loss_of(one, reader)) for one in wanted]
    graded = {(one.kind, one.id) for one in wanted}
    possible = find_trials(reader, namings, asked.assumptions) if regraded else []
    regradings = [trial for trial in possible if (_OF.get(trial.change), trial.subject) in graded]
    trials = [*losses, *regradings]
    examined = examine(
        profile, statute, asked.as_of, asked.known_by, assumptions=asked.assumptions, namings=namings,
        more=[trial.scenario for trial in trials],
    )  # fmt: skip
    flips = read_flips(examined.walk, (), trials, examined.first)
    lost = {flip.subject: flip.statuses for flip in flips if flip.change is Change.LOSS}
    return Dependence(
        assessment=examined.assessment,
        without={one: lost.get(str(one), {}) for one in wanted},
        regraded={
            one: tuple(flip for flip in flips if (_OF.get(flip.change), flip.subject) == (one.kind, one.id))
            for one in wanted
        },
    )


_OF = {Change.RELIABILITY: PartKind.SOURCE, Change.CREDIBILITY: PartKind.ITEM}
"""What each regrading is of."""


def _loss_of(part: NamedPart, reader: Reader) -> Scenario:
    """Return the state of the evidence in which a part of it is not there."""
    evidence = reader.profile.evidence
    match part.kind:
        case PartKind.ITEM:
            return Scenario(reread={part.id: ()})
        case PartKind.INCIDENT:
            return Scenario(reread={name: () for name, item in evidence.items() if item.incident == part.id})
        case PartKind.SOURCE:
            citing = [name for name, item in evidence.items() if any(one.source == part.id for one in item.sources)]
            return Scenario(reread={name: _read_without(name, part.id, reader) for name in citing})
        case PartKind.ORIGIN:
            return Scenario(lost=frozenset({part.id}))
    raise ValueError(f"the law cannot be lost: {part}")


def _read_without(name: str, source: str, reader: Reader) -> list[Mark]:
    """Return the marks of an item as its other sources give them."""
    item = reader.profile.evidence[name]
    kept = tuple(citation for citation in item.sources if citation.source != source)
    if not kept or item.is_context:
        return []
    return marks_of(reader.read(name, item.model_copy(update={"sources": kept}), reader.profile.sources))
