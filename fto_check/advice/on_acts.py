"""Warnings about acts: their dates, their incidents, their attribution."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from fto_check.advice.registry import Needs, warning
from fto_check.advice.subject import Finding, Subject, some
from fto_check.law.nodes import Rule
from fto_check.profile.models import Attribution, Item
from fto_check.reasoning.rules import NEEDS_ATTRIBUTION


@warning("FTO208", needs=Needs.TODAY)
def future_event(subject: Subject) -> Iterator[Finding]:
    """Find an event that lies in the future.

    A fact is what has happened; the date is most likely mistyped. A plan or a threat is dated by when it was made. The
    calendar of the run decides, not `--as-of`.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B}
        evidence:
          raid:
            claim: It made a raid.
            when: 9999-05    # FTO208
            about: [threat]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B}
        evidence:
          raid:
            claim: It made a raid.
            when: 2020-05/..
            about: [threat]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        if subject.today is not None and item.when is not None and item.when.starts_after(subject.today):
            yield Finding(
                f"this is dated {item.when.text}, after today ({subject.today})",
                ("evidence", item_id, "when"),
                "a fact has happened; date a plan or a threat by when it was made",
            )


@warning("FTO210")
def act_without_incident(subject: Subject) -> Iterator[Finding]:
    """Find a single day's act that has no incident label.

    The law asks for the parts of an activity in the same conduct. A fact without a label is about the organization as
    such, and joins the facts of every incident: the weapon of one day's act would complete another's. Give all facts
    of one act the same `incident`. A fact about the organization (its base, its arsenal) has none, and seldom a
    single day: `when` is the day of the fact, and not of the report on it.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:    # FTO210
            claim: It blew up a bridge.
            when: 2020-05-01
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: It blew up a bridge.
            when: 2020-05-01
            incident: bridge-2020
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        if item.incident is not None or item.when is None or not item.when.is_day:
            continue
        parts = [name for name in item.supports if subject.statute.is_below(name, Rule.OVER_INCIDENTS)]
        # A listing is no act: its day is the day from which it holds, and without a label it serves every gift.
        parts = [name for name in parts if Rule.LISTING_COUNTS not in subject.statute.by_id[name].rules]
        if parts:
            yield Finding(
                f"a single day's act that supports {parts[0]} has no incident label",
                ("evidence", item_id),
                "without 'incident' it joins every act; 'when' is the day of the fact, and not of the report on it",
                at_key=True,
            )


@warning("FTO213")
def disowned_act(subject: Subject) -> Iterator[Finding]:
    """Find an act that is acquitted, denied or unattributed, and yet supports that it is the organization's own.

    The two statements exclude each other: an acquittal or a denial speaks against `attributable`, and what nobody is
    named for says nothing of it. Put the element into `contradicts` or `disputes`, or correct the attribution.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          denial:
            claim: It denied the bombing.
            incident: bridge-2020
            attribution: denied
            supports: [attributable]    # FTO213
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          denial:
            claim: It denied the bombing.
            incident: bridge-2020
            attribution: denied
            contradicts: [attributable]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        for index, name in enumerate(item.supports):
            if item.attribution in NEEDS_ATTRIBUTION and name in subject.statute.attribution:
                yield Finding(
                    f"an act that is {item.attribution} supports {name}",
                    ("evidence", item_id, "supports", index),
                    "put the element into 'contradicts' or 'disputes', or correct the attribution",
                )


_ACCUSED = frozenset({Attribution.CHARGED, Attribution.ALLEGED, Attribution.REPORTED})
_DENIED = frozenset({Attribution.DENIED, Attribution.ACQUITTED})
_SETTLED = frozenset({Attribution.CONVICTED, Attribution.FOUND, Attribution.ADMITTED})


@warning("FTO215")
def denial_aside(subject: Subject) -> Iterator[Finding]:
    """Find a denial or an acquittal that does not weigh against the accusation that it answers.

    Both are in the file with the same `incident`, and yet the denial neither contradicts nor disputes an element that
    the accusation supports, a branch above it, an exception to it, or what the law assumes of such an act (that it is
    the organization's own, `attributable`, or that it was `unlawful`): the accusation counts as if nobody had answered
    it. Put what the denial denies into its `contradicts`, or into `disputes` what it leaves open.

    Only facts with the same label are compared, and an incident that a court convicted for, that was found or that was
    admitted is left alone.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: Police say that it blew up a bridge.
            incident: bridge-2020
            attribution: alleged
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
          denial:    # FTO215
            claim: It denied the bombing.
            incident: bridge-2020
            attribution: denied
            about: [terrorist_activity]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: Police say that it blew up a bridge.
            incident: bridge-2020
            attribution: alleged
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
          denial:
            claim: It denied the bombing.
            incident: bridge-2020
            attribution: denied
            contradicts: [attributable]
            credibility: 3
            sources: [paper]
    """
    settled = {item.incident for item in subject.live.values() if item.attribution in _SETTLED and item.supports}
    accusations: dict[str, list[str]] = defaultdict(list)
    for item_id, item in subject.items.items():
        if item.incident is not None and item.attribution in _ACCUSED and item.supports:
            accusations[item.incident].append(item_id)
    for item_id, item in subject.items.items():
        if item.attribution not in _DENIED or item.incident is None or item.incident in settled:
            continue
        aside = [name for name in accusations[item.incident] if not _answers(subject, item, subject.live[name])]
        if aside:
            yield Finding(
                f"'{item_id}' ({item.attribution}) does not weigh against the accusation {some(aside)}",
                ("evidence", item_id),
                "put what it denies into 'contradicts': an element of the accusation, or attributable",
                at_key=True,
            )


def _answers(subject: Subject, denial: Item, accusation: Item) -> bool:
    """Say whether a denial speaks against what an accusation supports, or against what is assumed of such an act."""
    statute = subject.statute
    above = statute.reach(accusation.supports)
    routes = [route for route in statute.with_rule(Rule.OVER_INCIDENTS) if route.id in above]
    parts = (part for route in routes for top in (route, *statute.parts_of(route)) for part in top.walk())
    assumed = {part.id for part in parts if Rule.ASSUMED in part.rules}
    exceptions = statute.exceptions.intersection((*denial.supports, *denial.disputes))
    excepted = {statute.parents[name] for name in exceptions}
    answered = {*statute.attribution, *accusation.supports, *assumed}
    answered |= {name for supported in accusation.supports for name in statute.ancestors(supported)}
    return bool(answered & {*denial.contradicts, *denial.disputes, *excepted})


@warning("FTO216")
def near_incident(subject: Subject) -> Iterator[Finding]:
    """Find an incident of one fact whose label is nearly that of another incident.

    The parts of an act must be shown of the same act, and a fact with a mistyped label belongs to an act of its own:
    its incident lacks what the others say, and theirs lacks this. Labels are alike that differ by a letter of a word
    (by two that have changed places) or by the signs between words; other numbers are other acts. Write the label as
    the others do, or `ignore` this with the reason that it is another act.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: It blew up a bridge.
            incident: bridge-2020
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
          injured:
            claim: Nine people were hurt.
            incident: brigde-2020    # FTO216
            supports: [endangerment]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: It blew up a bridge.
            incident: bridge-2020
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]
          injured:
            claim: Nine people were hurt.
            incident: bridge-2020
            supports: [endangerment]
            credibility: 3
            sources: [paper]
    """
    items: dict[str, list[str]] = defaultdict(list)
    for item_id, item in subject.live.items():
        if item.incident is not None:
            items[item.incident].append(item_id)
    first: dict[str, str] = {}
    for label in sorted(items, key=lambda label: -len(items[label])):  # of the same number, as they stand in the file
        near = next((first[form] for form in _slips(label) if form in first), None)
        if near is not None and len(items[label]) == 1 and items[label][0] in subject.items:
            yield Finding(
                f"the incident '{label}' has one fact, and its label is nearly '{near}'",
                ("evidence", items[label][0], "incident"),
                f"did you mean '{near}'? Facts about one act share a label",
            )
        for form in _slips(label):
            first.setdefault(form, label)


LONGEST_LABEL = 100
"""The length of a label that is compared with others: the forms of a label take the square of its length."""


def _slips(label: str) -> Iterator[str]:
    """Yield the forms of a label. Two labels with a form in common differ by a single slip.

    The forms are the words of the label, and these words without one letter of a word of at least four letters.
    """
    words = re.findall(r"[^\W_]+", label.casefold())
    yield "-".join(words)
    for number, word in enumerate(words if len(label) <= LONGEST_LABEL else ()):
        for index in range(len(word) if word.isalpha() and len(word) > 3 else 0):
            yield "-".join([*words[:number], word[:index] + word[index + 1 :], *words[number + 1 :]])
