"""The reasons behind a profile's answers as a page: the derivation, what would change it, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fto_check.law.statute import Statute
from fto_check.manuals.wording import say_confidence
from fto_check.profile.left_out import Omission
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import EvidenceFinding, NodeFinding
from fto_check.runs.facts import FactEffect
from fto_check.runs.named import NamedAnswer
from fto_check.runs.over_time import ReasonedTurn
from fto_check.runs.why import Why
from fto_check.views.blocks import SaidLine
from fto_check.views.date_words import span_words
from fto_check.views.html.flip_words import CHANGE_TITLES, alternatives, pair_groups, wants
from fto_check.views.html.page import render_page
from fto_check.views.html.tree import SIDE_EFFECTS, tree_of
from fto_check.views.why.named_words import kind_of, named_lines
from fto_check.views.words import WHY_WORDS, given_words, judged_on, remark, without_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFact:
    """An item that the derivation names."""

    id: str
    claim: str
    when: str
    effect: FactEffect
    counted: bool
    remarks: tuple[str, ...]
    """Why it does not count, or what limits it, at each element where that is so."""
    sources: tuple[tuple[str, str, str | None], ...]
    """Of each citation the two grades, the title and the address."""
    note: str | None


def render(why: Why | None, named: NamedAnswer | None = None) -> str:
    """Return the page of one derivation, and of what is said of the things in the profile that were named."""
    if why is None:
        assert named is not None, "one of the two is asked for"
        return _named_page(named)
    assessment, statute = why.assessment, why.assessment.statute
    old = {criterion.id: criterion.status for criterion in assessment.criteria}
    return render_page(
        "why.html",
        path=why.path,
        a=assessment,
        blocks=_blocks(named),
        notice=statute.notice,
        day_words=judged_on(assessment.as_of, assessment.known_by),
        given=" ".join(given_words(assessment)),
        confidence=[
            (one.finding.node.label, one.status, f"{one.confidence} confidence: {say_confidence(one)}")
            for one in assessment.criteria
            if one.confidence is not None
        ],
        trees=[tree_of(finding, assessment, lambda item: f"f-{item}") for finding in why.shown],
        facts=list(_facts(why)),
        alternatives=alternatives(why.flips, statute),
        pairs=list(pair_groups(why.pairs, old, statute)),
        wants=list(wants(why.missing, old, statute)),
        CHANGE_TITLES=CHANGE_TITLES,
    )


def _named_page(named: NamedAnswer) -> str:
    assessment = named.assessment
    return render_page(
        "named.html",
        path=named.path,
        a=assessment,
        blocks=_blocks(named),
        notice=assessment.statute.notice,
        day_words=judged_on(assessment.as_of, assessment.known_by),
        given=" ".join(given_words(assessment)),
    )


def _blocks(named: NamedAnswer | None) -> list[tuple[str, str, list[SaidLine]]]:
    """Return what is said of each thing: what it is, its id, the lines."""
    if named is None:
        return []
    return [(kind_of(one).value.capitalize(), one.id, list(named_lines(one, named.assessment))) for one in named.named]


def _facts(why: Why) -> Iterator[CitedFact]:
    """Yield the items below the nodes that are shown, each once, in the order of the file."""
    named: dict[str, list[tuple[NodeFinding, EvidenceFinding]]] = {}
    for finding in why.shown:
        for node in finding.walk():
            for found in node.evidence:
                named.setdefault(found.item, []).append((node, found))
    profile = why.assessment.profile
    for item_id, item in profile.evidence.items():
        if item_id in named:
            at = named[item_id]
            first = next((found for _, found in at if found.counted), at[0][1])
            yield CitedFact(
                id=item_id, claim=item.claim, when=span_words(item.when), effect=SIDE_EFFECTS[first.side],
                counted=first.counted, remarks=tuple(_remarks(at)), note=item.note, sources=tuple(
                    (one.marks, profile.sources[one.source].title, profile.sources[one.source].url)
                    for one in first.citations
                ),
            )  # fmt: skip


def _remarks(named: Sequence[tuple[NodeFinding, EvidenceFinding]]) -> Iterator[str]:
    """Yield what is remarked on an item, with the elements where it is."""
    said: dict[str, list[str]] = {}
    for node, found in named:
        if (one := remark(found)) is not None:
            said.setdefault(one, []).append(node.node.brief)
    for one, names in said.items():
        yield one if len(names) == len(named) else f"{', '.join(names)}: {one}"


def render_turns(
    path: str, profile: Profile, statute: Statute, found: Sequence[ReasonedTurn], omission: Omission | None = None
) -> str:
    """Return the page of the days on which a status changed."""
    given = without_words(omission.parts, omission) if omission is not None else None
    return render_page(
        "turns.html", path=path, profile=profile, statute=statute, turns=found, given=given, notice=statute.notice,
        WHY_WORDS=WHY_WORDS,
    )  # fmt: skip
