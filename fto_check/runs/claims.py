"""The claims of one source across profiles, each held against everything else, and the answers with and without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fto_check.documents.names import fold
from fto_check.law.nodes import Version
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.left_out import LeftOut, LeftOutKind, keep_only, leave_out
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning.assessment import assess, judge
from fto_check.runs.facts import FactRow, facts_of
from fto_check.runs.holding import Backing, Held, Holding


class ClaimStatus(StrEnum):
    """What the rest of the evidence makes of a claim, and whether the claim bears on an answer."""

    BORNE_OUT = "borne_out"
    CONTRADICTED = "contradicted"
    WORD_ALONE = "word_alone"
    """Neither: nobody else says so, and nobody the contrary."""
    NOT_COUNTED = "not_counted"
    """It names an element and does not count there."""
    CONTEXT = "context"
    """It names no element."""


class Knowledge(StrEnum):
    """What is known when a claim is held against the rest."""

    THEN = "then"
    """What was published by the day of the source itself."""
    HINDSIGHT = "hindsight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim as one profile has it."""

    path: str
    profile: Profile
    item_id: str
    held: Mapping[Knowledge, Held]

    @property
    def item(self) -> Item:
        """The item."""
        return self.profile.evidence[self.item_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the source says at one place; items of several profiles with the same place and text are one claim."""

    at: tuple[str, ...]
    text: str
    tellings: tuple[Telling, ...]

    def statuses(self, known: Knowledge) -> tuple[ClaimStatus, ...]:
        """Return what holds of the claim, for any of its organizations."""
        held = [telling.held[known] for telling in self.tellings]
        found = []
        if any(one.borne_out for one in held):
            found.append(ClaimStatus.BORNE_OUT)
        if any(one.contradicted for one in held):
            found.append(ClaimStatus.CONTRADICTED)
        found = found or [ClaimStatus.WORD_ALONE]
        if all(telling.item.is_context for telling in self.tellings):
            found.append(ClaimStatus.CONTEXT)
        elif not any(one.counted for one in held):
            found.append(ClaimStatus.NOT_COUNTED)
        return tuple(found)

    def backing(self, known: Knowledge, side: ClaimStatus) -> list[Backing]:
        """Return the items that bear the claim out, or contradict it, whatever the organization."""
        contradicted = side is ClaimStatus.CONTRADICTED
        held = [telling.held[known] for telling in self.tellings]
        return [one for each in held for one in (each.contradicted if contradicted else each.borne_out)]


Statuses = Mapping[str, Status]
"""The status of each criterion and of the three together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The statuses of an organization with the source, without it, and with nothing but it."""

    whole: Statuses
    without: Statuses
    only: Statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationAnswers:
    """The answers about one organization of whose evidence the source is a part."""

    path: str
    profile: Profile
    answers: Mapping[Knowledge, Answers]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsReport:
    """All that profiles have of one source."""

    source_id: str
    source: Source
    """As the first profile describes it."""
    day: date | None
    """Its own day, the last on which it can have been published; None if it is undated."""
    as_of: date
    statute: Statute
    law: Version
    files: int
    """How many profiles were read."""
    claims: tuple[Claim, ...]
    organizations: tuple[OrganizationAnswers, ...]
    differing: tuple[str, ...]
    """The profiles in which the id has another title, publisher or day."""
    without: tuple[LeftOut, ...] = ()

    @property
    def known(self) -> tuple[Knowledge, ...]:
        """What can be known: of an undated source, only what is known in hindsight."""
        return (Knowledge.THEN, Knowledge.HINDSIGHT) if self.day is not None else (Knowledge.HINDSIGHT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCounts:
    """How many claims there are, and what became of them; never a measure of how good a source is."""

    claims: int
    borne_out: int
    contradicted: int
    both: int
    """Those that are borne out and contradicted, which the two before count too."""
    word_alone: int
    counted: int
    not_counted: int
    context: int


class Given(NamedTuple):
    """A valid profile with its path."""

    path: str
    profile: Profile


def find_claims(
    source_id: str, profiles: Sequence[Given], statute: Statute, as_of: date | None, today: date,
    without: tuple[LeftOut, ...] = (),
) -> ClaimsReport:  # fmt: skip
    """Return the claims of a source; KeyError if no profile has it, NoLawError for a day without law.

    The day that is asked about is the source's own unless another is given, and today where that day had no law.
    """
    has = [one for one in profiles if source_id in one.profile.sources]
    if not has:
        raise KeyError(source_id)
    source = has[0].profile.sources[source_id]
    day = next((found for one in has if (found := _day_of(one.profile.sources[source_id])) is not None), None)
    if as_of is None:
        as_of = day if day is not None and day >= statute.versions[0].version else today
    left = [Given(path, leave_out(profile, without)[0]) for path, profile in has]
    left = [one for one in left if source_id in one.profile.sources]
    if not left:
        raise KeyError(source_id)
    known: dict[Knowledge, date | None] = {} if day is None else {Knowledge.THEN: day}
    known[Knowledge.HINDSIGHT] = None
    tellings = [telling for one in left for telling in _tellings(one, source_id, statute, as_of, known)]
    return ClaimsReport(
        source_id=source_id,
        source=source,
        day=day,
        as_of=as_of,
        statute=statute,
        law=statute.version_on(as_of),
        files=len(profiles),
        claims=tuple(_claims(tellings, source_id)),
        organizations=tuple(_answers(one, source_id, statute, as_of, known) for one in left),
        differing=tuple(one.path for one in has if _described(one.profile.sources[source_id]) != _described(source)),
        without=without,
    )


def count_claims(claims: Sequence[Claim], known: Knowledge) -> ClaimCounts:
    """Return how many claims are borne out, contradicted, and so on."""
    found = [claim.statuses(known) for claim in claims]

    def having(*statuses: ClaimStatus) -> int:
        return sum(all(status in one for status in statuses) for one in found)

    out, context = having(ClaimStatus.NOT_COUNTED), having(ClaimStatus.CONTEXT)
    return ClaimCounts(
        claims=len(found),
        borne_out=having(ClaimStatus.BORNE_OUT),
        contradicted=having(ClaimStatus.CONTRADICTED),
        both=having(ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED),
        word_alone=having(ClaimStatus.WORD_ALONE),
        counted=len(found) - out - context,
        not_counted=out,
        context=context,
    )


def _day_of(source: Source) -> date | None:
    return source.published.latest if source.published is not None else None


def _described(source: Source) -> tuple[object, ...]:
    return fold(source.title), fold(source.publisher), source.published


def _tellings(
    given: Given, source_id: str, statute: Statute, as_of: date, known: Mapping[Knowledge, date | None]
) -> Iterator[Telling]:
    """Yield each item of a profile that cites the source, held against the rest of the profile."""
    profile = given.profile
    rows = {one: _rows(profile, statute, as_of, known_by) for one, known_by in known.items()}
    for item_id, item in profile.evidence.items():
        if any(citation.source == source_id for citation in item.sources):
            held = {
                one: Holding(profile, source_id, statute, as_of, known_by).hold(item_id, rows[one])
                for one, known_by in known.items()
            }
            yield Telling(path=given.path, profile=profile, item_id=item_id, held=held)


def _rows(profile: Profile, statute: Statute, as_of: date, known_by: date | None) -> Mapping[str, Sequence[FactRow]]:
    """Return the facts of all criteria by their items."""
    found: dict[str, list[FactRow]] = {}
    for facts in facts_of(assess(profile, statute, as_of, known_by)):
        for row in facts.rows:
            found.setdefault(row.id, []).append(row)
    return found


def _answers(
    given: Given, source_id: str, statute: Statute, as_of: date, known: Mapping[Knowledge, date | None]
) -> OrganizationAnswers:
    profile = given.profile
    without, _ = leave_out(profile, (LeftOut(LeftOutKind.SOURCE, source_id),))
    only = keep_only(profile, source_id)
    names = (*(criterion.id for criterion in statute.criteria), OVERALL)

    def judged(some: Profile, known_by: date | None) -> Statuses:
        found = judge(some, statute, as_of, known_by, names)
        return {name: status for name, (status, _) in found.items() if status is not None}

    answers = {
        one: Answers(whole=judged(profile, day), without=judged(without, day), only=judged(only, day))
        for one, day in known.items()
    }
    return OrganizationAnswers(path=given.path, profile=profile, answers=answers)


def _claims(tellings: Sequence[Telling], source_id: str) -> list[Claim]:
    """Return the claims in the order of their places; those without a place come last."""
    alike: dict[tuple[tuple[str, ...], str], list[Telling]] = {}
    for telling in tellings:
        cited = [one for one in telling.item.sources if one.source == source_id]
        at = tuple(sorted({one.at for one in cited if one.at is not None}, key=place_key))
        alike.setdefault((at, fold(telling.item.claim) or telling.item.claim), []).append(telling)
    claims = [Claim(at=at, text=group[0].item.claim, tellings=tuple(group)) for (at, _), group in alike.items()]
    return sorted(claims, key=lambda claim: [*map(place_key, claim.at[:1])] or [([(_NOWHERE, "")], "")])


_NOWHERE = 1 << 30
"""A place after all others, in the length of its number."""


def place_key(at: str) -> tuple[list[tuple[int, str]], str]:
    """Return what places are ordered by: their numbers, so that para. 4 stands before para. 10; then their words."""
    numbers = [found.lstrip("0") for found in re.findall("[0-9]+", at)]
    return [(len(number), number) for number in numbers] or [(_NOWHERE - 1, "")], fold(at)
