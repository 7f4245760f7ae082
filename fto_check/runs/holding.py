"""A claim held against the rest of its profile: the citations of other origins that bear it out or contradict it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fto_check.law.nodes import Rule
from fto_check.law.statute import Statute
from fto_check.profile.models import Citation, Item, Profile, Reliability
from fto_check.reasoning import rules
from fto_check.reasoning.reasons import Reason
from fto_check.runs.facts import FactRow


class Cited(NamedTuple):
    """A citation that counts: its source, where its information came from, and its grade."""

    source: str
    origin: str
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """An item that tells the same fact, or its contrary, with the citations of other origins that count."""

    item: str
    own: bool
    """Whether it is the item of the claim itself."""
    cited: tuple[Cited, ...]

    @property
    def origins(self) -> frozenset[str]:
        """Where the information came from."""
        return frozenset(one.origin for one in self.cited)

    @property
    def best(self) -> str:
        """The best grade."""
        return best_of(self.cited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim about one organization as it stands against the rest of that profile."""

    borne_out: tuple[Backing, ...]
    contradicted: tuple[Backing, ...]
    counted: bool
    """Whether it counts for an answer, on this source's word."""
    reason: Reason | None
    """Why it does not count, or why a claim of context is out."""
    elements: tuple[str, ...]
    """The briefs of the elements where it counts."""


def best_of(cited: Sequence[Cited]) -> str:
    """Return the best grade: the strongest first, then by its letters."""
    return min((one.marks for one in cited), key=lambda marks: (-_weight(marks), marks))


def _weight(marks: str) -> int:
    found = rules.grade(Reliability(marks[0]), int(marks[1:]))
    return int(found) if found is not None else 0


class Holding:
    """A source of a profile, against which the rest of the profile is held as far as it is known."""

    def __init__(self, profile: Profile, source_id: str, statute: Statute, as_of: date, known_by: date | None) -> None:
        self.profile, self.source_id, self.statute = profile, source_id, statute
        self.as_of, self.known_by = as_of, known_by

    def hold(self, item_id: str, rows: Mapping[str, Sequence[FactRow]]) -> Held:
        """Return how one of its claims stands."""
        item = self.profile.evidence[item_id]
        own = {self.profile.origin_of(one) for one in item.sources if one.source == self.source_id}
        own.add(self.profile.origin_of_source(self.source_id))
        borne_out = [self._backing(item_id, own, is_own=True)]
        borne_out += [self._backing(name, own) for name in item.borne_out_by]
        contradicted = [self._backing(name, own) for name in item.contradicted_by]
        counted = [row for row in rows.get(item_id, ()) if self._counts(row)]
        return Held(
            borne_out=tuple(one for one in borne_out if one.cited),
            contradicted=tuple(one for one in contradicted if one.cited),
            counted=bool(counted),
            reason=None if counted else self._why_out(item, rows.get(item_id, ())),
            elements=tuple(dict.fromkeys(node.brief for row in counted for node in row.named(row.effect))),
        )

    def _backing(self, item_id: str, own: set[str], *, is_own: bool = False) -> Backing:
        """Return an item with its citations that count, of other origins than the source's own.

        A citation counts by its grade and the day of its source, if the item is not withdrawn. Whether the item bears
        on an element is another question: context bears out what it tells; and in hindsight so does what came later.
        """
        item = self.profile.evidence[item_id]
        citations = item.sources if item.retracted is None else ()
        cited = [self._cited(citation, item) for citation in citations]
        others = tuple(one for one in cited if one is not None and one.origin not in own)
        return Backing(item=item_id, own=is_own, cited=others)

    def _cited(self, citation: Citation, item: Item) -> Cited | None:
        source = self.profile.sources[citation.source]
        if self._why_citation_is_out(citation, item) is not None:
            return None
        marks = f"{rules.reliability_of(citation, source)}{rules.credibility_of(citation, item)}"
        return Cited(citation.source, self.profile.origin_of(citation), marks)

    def _why_citation_is_out(self, citation: Citation, item: Item) -> Reason | None:
        listing = any(
            Rule.LISTING_COUNTS in self.statute.by_id[name].rules
            for name in (*item.supports, *item.contradicts, *item.disputes)
        )
        return rules.why_citation_is_out(
            citation, item, self.profile.sources[citation.source], self.known_by, listing_counts=listing
        )

    def _counts(self, row: FactRow) -> bool:
        return row.counted and any(one.source == self.source_id for one in row.citations)

    def _why_out(self, item: Item, rows: Sequence[FactRow]) -> Reason | None:
        """Return why a claim does not count: for the item as a whole, else for what this source says of it."""
        if (out := rules.why_item_is_out(item, self.as_of)) is not None:
            return out
        if any(row.counted for row in rows) or item.is_context:
            cited = [one for one in item.sources if one.source == self.source_id]
            return next(filter(None, (self._why_citation_is_out(one, item) for one in cited)), None)
        return next((row.reason for row in rows if row.reason is not None), None)
