"""Warnings about claims: who speaks, how high it is graded, and whether the item says what it is for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from fto_check.advice.registry import warning
from fto_check.advice.subject import Finding, Subject, some
from fto_check.documents.names import fold
from fto_check.profile.models import Attribution, Item
from fto_check.reasoning.rules import credibility_of, grade, reliability_of

_SPOKEN = frozenset({
    Attribution.CHARGED, Attribution.ALLEGED, Attribution.CLAIMED, Attribution.DENIED, Attribution.ADMITTED,
})  # fmt: skip
"""The attributions that are the word of one speaker, and not what a reporter or a court has found."""
_several = re.compile(r";|,? and |/")
_OFFICES = (
    "prosecutor|minister|secretary|president|attorney general|attorney|spokesman|spokeswoman|spokesperson|governor"
    "|general|colonel|commissioner|police chief|chief|judge|director|mayor|ambassador|police|army|ministry|department"
)
_NAME = r"\b[A-Z][\w'’-]{1,30}"  # no longer, so that the time grows with the text and not with its square
_official = re.compile(rf"(?:{_NAME}(?:'s|’s)? )?\b(?:(?i:{_OFFICES}))s?\b(?: (?:of|for|de|del|la|{_NAME})){{0,4}}")


@warning("FTO219")
def one_speaker(subject: Subject) -> Iterator[Finding]:
    """Find one speaker whose words several sources hand on, each counted as an origin of its own.

    Two papers that quote one prosecutor are one voice, and a denial in three papers is one denial. Where sources of one
    charge, allegation, claim, admission or denial do not say their `origin`, each counts by itself, so that one word
    would confirm itself. Give them one `origin`; where a paper heard or saw it itself, its own id as `origin` says so.

    The speaker is the one whom `attributed_by` names, or else an official named in the claim; several names are several
    speakers. Items of one incident by the same speaker are looked at together, and only sources that count.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          daily: {title: B, publisher: Q, kind: press, reliability: B, published: 2020}
        evidence:
          charge:    # FTO219
            claim: A prosecutor charged two members with the bombing.
            attribution: charged
            attributed_by: State prosecutor
            incident: bridge-2020
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper, daily]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020, origin: the-charge}
          daily: {title: B, publisher: Q, kind: press, reliability: B, published: 2020, origin: the-charge}
        evidence:
          charge:
            claim: A prosecutor charged two members with the bombing.
            attribution: charged
            attributed_by: State prosecutor
            incident: bridge-2020
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper, daily]
    """
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    shown: dict[tuple[str, str], str] = {}
    for item_id, item in subject.items.items():
        speaker = _speaker(item)
        if speaker is not None and not item.is_context:
            key = (fold(speaker), item.incident or item_id)
            told[key].append(item_id)
            shown.setdefault(key, speaker)
    for key, items in told.items():
        sources = dict.fromkeys(name for item_id in items for name in _undeclared(subject, subject.live[item_id]))
        if len(sources) > 1:
            yield Finding(
                f"one speaker ({shown[key]}) counts as the origins {some(sources)}",
                ("evidence", items[0]),
                "give these sources or citations one 'origin'; its own id for one that heard or saw it itself",
                at_key=True,
            )


def _speaker(item: Item) -> str | None:
    """Return the one speaker whose word an item hands on; None for no speaker, or several."""
    if item.attribution not in _SPOKEN:
        return None
    if item.attributed_by is not None:
        return None if _several.search(item.attributed_by) else item.attributed_by
    officials = {fold(found.group()): found.group() for found in _official.finditer(item.claim)}
    return next(iter(officials.values())) if len(officials) == 1 else None


def _undeclared(subject: Subject, item: Item) -> Iterable[str]:
    """Return the sources of an item that count and do not say where their information comes from."""
    sources = subject.profile.sources
    for citation in item.sources:
        source = sources[citation.source]
        counts = grade(reliability_of(citation, source), credibility_of(citation, item)) is not None
        if citation.origin is None and source.origin is None and counts and source.kind != "listing":
            yield citation.source


@warning("FTO220")
def accusation_graded_high(subject: Subject) -> Iterator[Finding]:
    """Find a charge or an allegation that is graded 1 or 2, without a note that says why.

    What somebody says without showing it is possibly true, a 3. It is a 2 where an origin of another kind bears it out,
    and seldom a 1; a reader wants to know which, since one grade can tip a status. Grade it 3, or write in `note` what
    bears it out.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: The police say that it blew up a bridge.
            attribution: alleged
            supports: [explosive_or_firearm]
            credibility: 2    # FTO220
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: The police say that it blew up a bridge.
            attribution: alleged
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        accuses = item.attribution in (Attribution.CHARGED, Attribution.ALLEGED)
        if accuses and item.credibility <= 2 and item.note is None and not item.is_context:
            yield Finding(
                f"'{item_id}' is {item.attribution}, and graded {item.credibility} without a note",
                ("evidence", item_id, "credibility"),
                "an accusation is a 3; write in 'note' what bears it out, if something does",
            )


@warning("FTO221")
def item_without_place(subject: Subject) -> Iterator[Finding]:
    """Find an item that names no element and does not say which criterion it belongs to.

    It counts for nothing, and no table of evidence has a place for it: most often `supports` was forgotten. Name the
    elements that the fact speaks for or against, or say with `about` that it is context, and of which criterion.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          base: {claim: It is led from abroad., credibility: 2, sources: [paper]}    # FTO221

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          base: {claim: It is led from abroad., about: [foreign], credibility: 2, sources: [paper]}
    """
    for item_id, item in subject.items.items():
        if item.is_context and not item.about:
            yield Finding(
                f"'{item_id}' names no element, and no criterion that it belongs to",
                ("evidence", item_id),
                "name elements under 'supports', 'contradicts' or 'disputes', or say 'about: [foreign]'",
                at_key=True,
            )
