"""What is said of one item, incident, source or origin, line under line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fto_check.law.statute import Statute
from fto_check.manuals.wording import say
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment, CitationFinding
from fto_check.runs.facts import FactEffect
from fto_check.runs.named import FactPlace, Named, NamedIncident, NamedItem, NamedOrigin, RouteStanding
from fto_check.runs.parts import PartKind
from fto_check.runs.sources import SourceEntry
from fto_check.views.blocks import SaidLine, Tone
from fto_check.views.item_words import relations_words, searches_words
from fto_check.views.report_words import (
    EFFECTS,
    elements_words,
    grade_words,
    limits_words,
    out_words,
    place_words,
    provision_words,
)
from fto_check.views.source_words import changes_words, regraded_words, source_lines
from fto_check.views.words import count, span_text

ALL_ELEMENTS = 100
"""The elements that a fact is said to speak for: all of them, since the question is about this fact."""
CONTEXT = "Context: it names no element, and counts for nothing."


def kind_of(named: Named) -> PartKind:
    """Return what a thing is."""
    match named:
        case NamedItem():
            return PartKind.ITEM
        case NamedIncident():
            return PartKind.INCIDENT
        case NamedOrigin():
            return PartKind.ORIGIN
        case SourceEntry():
            return PartKind.SOURCE


def named_lines(named: Named, assessment: Assessment) -> Iterator[SaidLine]:
    """Yield everything that is said of a thing."""
    match named:
        case NamedItem():
            yield from _item_lines(named, assessment)
        case NamedIncident():
            yield from _incident_lines(named, assessment)
        case NamedOrigin():
            yield from _origin_lines(named, assessment.statute)
        case SourceEntry():
            yield from source_lines(named, assessment.statute)


def _item_lines(named: NamedItem, assessment: Assessment) -> Iterator[SaidLine]:
    statute, item = assessment.statute, named.item
    yield SaidLine(item.claim)
    about = [span_text(item.when)] if item.when is not None else []
    about += [where] if (where := place_words(item)) is not None else []
    about += [str(item.attribution)] if item.attribution is not None else []
    about += [f"as told by {item.attributed_by}"] if item.attributed_by is not None else []
    if about:
        yield SaidLine(" · ".join(about), tone=Tone.DIM)
    yield from (SaidLine(said, tone=Tone.DIM) for said in (*searches_words(item), *relations_words(item)))
    if not named.places:
        yield SaidLine(CONTEXT)
    for place in named.places:
        yield from _place_lines(place, assessment)
    yield from _citation_lines(named, assessment.profile)
    if item.note is not None:
        yield SaidLine(item.note, tone=Tone.DIM)
    if named.places:
        yield SaidLine(f"Without it: {changes_words(named.without, statute)}", tone=Tone.STRONG)
        yield from (SaidLine(said) for said in regraded_words(named.regraded, statute))


_VERBS = {
    FactEffect.FOR: ("speaks for", "would speak for"),
    FactEffect.AGAINST: ("speaks against", "would speak against"),
    FactEffect.EITHER: ("can be read both ways on", "could be read both ways on"),
}
"""What a fact does at the elements that it names, where it counts and where it does not."""


def _place_lines(place: FactPlace, assessment: Assessment) -> Iterator[SaidLine]:
    """Yield what a fact does under one criterion."""
    row, criterion = place.row, place.criterion
    number = [one.id for one in assessment.criteria].index(criterion.id) + 1
    head = (
        f"{number}  {criterion.finding.node.label} ({criterion.status.words}) {provision_words(assessment, criterion)}"
    )
    counts = f"counts, {grade_words(row)}" if row.counted else "does not count"
    yield SaidLine(f"{head}: {EFFECTS[row.effect]} {counts}", tone=Tone.STRONG)
    if said := elements_words(row, ALL_ELEMENTS):
        counting, not_counting = _VERBS[row.effect]
        yield SaidLine(f"{counting if row.counted else not_counting} {said}", 1)
    if not row.counted:
        yield SaidLine(out_words(row), 1)
    yield from (SaidLine(said, 1, Tone.DIM) for said in limits_words(row))


def _citation_lines(named: NamedItem, profile: Profile) -> Iterator[SaidLine]:
    if not named.citations:
        if cited := ", ".join(dict.fromkeys(citation.source for citation in named.item.sources)):
            yield SaidLine(f"It cites {cited}.")
        return
    origins = {citation.origin for citation in named.citations}
    yield SaidLine(f"It cites {count(len(origins), 'origin')}:", tone=Tone.STRONG)
    yield from (SaidLine(_citation_words(citation, profile), 1) for citation in named.citations)


def _citation_words(citation: CitationFinding, profile: Profile) -> str:
    parts = [f"{citation.marks}  {citation.source}"]
    parts += [f"at {citation.at}"] if citation.at is not None else []
    parts.append(profile.sources[citation.source].publisher)
    parts += [f"origin {citation.origin}"] if citation.origin != citation.source else []
    parts += [f"not counted: {say(citation.reason)}"] if citation.reason is not None else []
    return " · ".join(parts)


def _incident_lines(named: NamedIncident, assessment: Assessment) -> Iterator[SaidLine]:
    statute = assessment.statute
    counted = sum(one.counted for one in named.facts)
    yield SaidLine(f"{count(len(named.facts), 'item')} of one act, of which {counted} {_counts(counted)}")
    for one in named.facts:
        yield SaidLine(f"{_sign(one)} {one.item.claim} [{one.id}]", 1)
        yield from (SaidLine(said, 2, Tone.DIM) for said in _fact_words(one))
    if named.standings:
        yield SaidLine("What it can carry:", tone=Tone.STRONG)
        yield from (SaidLine(_standing_words(one), 1) for one in named.standings)
    yield SaidLine(f"Without it: {changes_words(named.without, statute)}", tone=Tone.STRONG)


def _counts(number: int) -> str:
    return "counts" if number == 1 else "count"


def _sign(named: NamedItem) -> str:
    return EFFECTS[named.places[0].row.effect] if named.places else "·"


def _fact_words(named: NamedItem) -> Iterator[str]:
    """Yield under which criteria a fact counts, and why it does not under others."""
    if not named.places:
        yield "context"
    for place in named.places:
        row = place.row
        said = f"{grade_words(row)} · {elements_words(row, ALL_ELEMENTS)}" if row.counted else out_words(row)
        yield f"{place.criterion.finding.node.heading}: {said}"


def _standing_words(standing: RouteStanding) -> str:
    label = standing.route.label
    if standing.carries:
        return f"{label}: the status rests on it"
    if standing.qualifies:
        return f"{label}: it has all parts, and the status does not rest on it"
    return f"{label}: set aside" + (f", since {say(standing.reason)}" if standing.reason is not None else "")


def _origin_lines(named: NamedOrigin, statute: Statute) -> Iterator[SaidLine]:
    number = len(named.sources)
    once = ", which count once" if number > 1 else ""
    yield SaidLine(f"{count(number, 'source')} {'goes' if number == 1 else 'go'} back to it{once}:")
    yield from _indented(named.sources, statute)
    yield SaidLine(f"Without it: {changes_words(named.without, statute)}", tone=Tone.STRONG)


def _indented(sources: Sequence[SourceEntry], statute: Statute) -> Iterator[SaidLine]:
    """Yield the lines of some sources, each under its id."""
    for entry in sources:
        yield SaidLine(f"{entry.source.reliability}  {entry.id}", 1, Tone.STRONG)
        yield from (line._replace(level=line.level + 2) for line in source_lines(entry, statute, brief=True))
