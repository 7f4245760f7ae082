"""The tables of facts of a dossier: a group for each role, a card for each fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fto_check.manuals.wording import say
from fto_check.profile.models import Item
from fto_check.reasoning.findings import Assessment, CitationFinding
from fto_check.runs.dossier import Dossier
from fto_check.runs.facts import CriterionFacts, FactEffect, FactRow, cited_in
from fto_check.runs.roles import Role, by_role
from fto_check.views.date_words import span_words
from fto_check.views.html.notes import Footnotes, short_publisher
from fto_check.views.html.scene import anchor_of
from fto_check.views.report_words import limits_words, out_words
from fto_check.views.words import country_name

ROLE_WORDS = {
    Role.FOR: "Counts for it",
    Role.EITHER: "Can be read either way",
    Role.AGAINST: "Speaks against it",
    Role.OUT: "Shown, not counted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """One citation of a fact: its grades, its place in the source, why it does not count."""

    number: int
    marks: str
    at: str | None
    out: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementGroup:
    """The elements at which a fact speaks in one way."""

    effect: FactEffect
    counted: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCard:
    """A fact in the table of a criterion."""

    id: str
    anchor: str
    first: str | None
    """Where its claim stands, if that is under a criterion before; None if it stands here."""
    first_number: int
    claim: str
    incident: str | None
    effect: FactEffect
    counted: bool
    remarks: tuple[str, ...]
    """Why it does not count, or what limits it."""
    note: str | None
    cited: tuple[CitedPlace, ...]
    """Its citations, where there is more to say of them than their numbers."""
    when: str
    where: str
    by: str
    about_by: str
    """How it is attributed, and the other actor."""
    grade: str
    origins: int
    numbers: tuple[int, ...]
    elements: tuple[ElementGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    """The facts of one role."""

    role: Role
    title: str
    cards: tuple[FactCard, ...]


def fact_groups(dossier: Dossier, number: int, facts: CriterionFacts, notes: Footnotes) -> list[FactGroup]:
    """Return the table of one criterion."""
    return [
        FactGroup(
            role=role, title=ROLE_WORDS[role], cards=tuple(_card(dossier, number, row, notes) for row in rows)
        )
        for role, rows in by_role(facts)
    ]  # fmt: skip


def _card(dossier: Dossier, number: int, row: FactRow, notes: Footnotes) -> FactCard:
    item, assessment = row.item, dossier.assessment
    first = dossier.first_under[row.id]
    cited = cited_in(row, assessment)
    return FactCard(
        id=row.id,
        anchor=anchor_of(dossier, row.id, number),
        first=None if first == number else anchor_of(dossier, row.id, first),
        first_number=first,
        claim=item.claim,
        incident=item.incident if item.incident != row.id else None,
        effect=row.effect,
        counted=row.counted,
        remarks=tuple(_remarks(row)),
        note=item.note if first == number else None,
        numbers=tuple(notes.of(cited)),
        cited=tuple(_places(cited, notes)) if first == number else (),
        when=span_words(item.when),
        where=where_words(item),
        by=item.attributed_by or short_publisher(assessment.profile.sources[row.best.source].publisher),
        about_by=about_attribution(item),
        grade=row.best.marks,
        origins=row.origins,
        elements=tuple(_elements(row)),
    )


def _remarks(row: FactRow) -> Iterator[str]:
    if not row.counted:
        yield out_words(row)
    yield from limits_words(row)


def where_words(item: Item) -> str:
    """Return place and countries of a fact."""
    return ", ".join(filter(None, [item.place, *map(country_name, item.where)]))


def about_attribution(item: Item) -> str:
    """Return how a fact is attributed, and to whom if not to the organization."""
    parts = [
        str(item.attribution) if item.attribution is not None else "",
        f"actor: {item.actor}" if item.actor else "",
    ]
    return " · ".join(filter(None, parts))


def _places(cited: list[CitationFinding], notes: Footnotes) -> Iterator[CitedPlace]:
    """Yield the citations of a fact, if they differ in grade, have a place, or do not all count."""
    if len({one.marks for one in cited}) == 1 and not any(one.at or one.reason for one in cited):
        return
    for one in cited:
        yield CitedPlace(
            number=notes.number(one.source), marks=one.marks, at=one.at,
            out=say(one.reason) if one.reason is not None else None,
        )  # fmt: skip


def _elements(row: FactRow) -> Iterator[ElementGroup]:
    """Yield the elements of a fact by the way in which it speaks: those where it counts first."""
    groups: dict[tuple[bool, FactEffect], list[str]] = {}
    for one in row.bearings:
        groups.setdefault((one.counted, one.effect), []).append(one.node.label)
    order = list(FactEffect)
    for (counted, effect), labels in sorted(groups.items(), key=lambda pair: (not pair[0][0], order.index(pair[0][1]))):
        yield ElementGroup(effect=effect, counted=counted, labels=tuple(dict.fromkeys(labels)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextCard:
    """A fact that speaks of no element."""

    id: str
    claim: str
    when: str
    by: str
    about: tuple[str, ...]
    numbers: tuple[int, ...]
    note: str | None
    retracted: str | None


def context_cards(assessment: Assessment, notes: Footnotes) -> list[ContextCard]:
    """Return the facts beside the question, in the order of the file."""
    profile, statute = assessment.profile, assessment.statute
    return [
        ContextCard(
            id=item_id,
            claim=item.claim,
            when=span_words(item.when),
            by=item.attributed_by or "",
            about=tuple(statute.by_id[name].label for name in item.about if name in statute.by_id),
            numbers=tuple(dict.fromkeys(notes.number(one.source) for one in item.sources)),
            note=item.note,
            retracted=item.retracted,
        )
        for item_id, item in profile.evidence.items()
        if item.is_context
    ]
