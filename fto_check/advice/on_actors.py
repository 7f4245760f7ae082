"""Warnings about the organization and those who act for it: its end, and the acts of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fto_check.advice.registry import warning
from fto_check.advice.subject import Finding, Subject
from fto_check.documents.dates import DateSpan
from fto_check.documents.names import fold
from fto_check.law.nodes import Rule
from fto_check.profile.models import Item


@warning("FTO222")
def end_without_evidence(subject: Subject) -> Iterator[Finding]:
    """Find an organization with a day of its end, and no item that says so.

    `dissolved` is a fact like any other: it needs a source, and it speaks against something. Add an item of that time
    that contradicts or disputes what ended with the organization (`organized`, `capability`, `intent`), or one without
    elements that says what was found (`about: [foreign]`). Silenced by an `ignore` on any item.

    Fails::

        organization: {name: A group, dissolved: 2016-09}    # FTO222
        sources: {}
        evidence: {}

    Passes::

        organization: {name: A group, dissolved: 2016-09}
        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2016-10}
        evidence:
          end: {claim: It dissolved itself., contradicts: [organized], when: 2016-09, credibility: 2, sources: [paper]}
    """
    dissolved = subject.profile.organization.dissolved
    if dissolved is None or len(subject.items) < len(subject.live):
        return
    if not any(_says_of_end(item, dissolved) for item in subject.live.values()):
        yield Finding(
            f"it is dissolved ({dissolved.text}), and no item of that time says so",
            ("organization", "dissolved"),
            "add an item with a source, such as 'contradicts: [organized]' with 'when'",
        )


def _says_of_end(item: Item, dissolved: DateSpan) -> bool:
    """Return whether an item speaks against something, or is context, and reaches into the time of the end."""
    if item.when is None:
        return "organized" in (*item.contradicts, *item.disputes)
    after = dissolved.latest is not None and item.when.starts_after(dissolved.latest)
    before = item.when.latest is not None and dissolved.starts_after(item.when.latest)
    return not (after or before) and bool(item.contradicts or item.disputes or item.about)


@warning("FTO223")
def act_of_another(subject: Subject) -> Iterator[Finding]:
    """Find an actor whose acts nothing in the file makes the organization's.

    With `actor` an act is somebody else's until an item shows that it is the organization's own, and until then it
    counts for nothing. Add `supports: [attributable]` to an item of the same incident, or to one about the actor
    without an incident; leave `actor` out where it is the organization itself. Where the acts are to stand as
    another's, say so: an item that contradicts or disputes `attributable`. Told once for an actor.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: Its youth wing blew up a bridge.
            incident: bridge-2020
            actor: the youth wing    # FTO223
            supports: [explosive_or_firearm]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          bombing:
            claim: Its youth wing blew up a bridge on its orders.
            incident: bridge-2020
            actor: the youth wing
            supports: [explosive_or_firearm, attributable]
            credibility: 3
            sources: [paper]
    """
    organization = subject.profile.organization
    own = {fold(name) for name in (organization.name, *organization.aliases)}
    answered = [item for item in subject.live.values() if _names_attribution(subject, item)]
    incidents = {item.incident for item in answered} - {None}
    in_general = {fold(item.actor) for item in answered if item.incident is None and item.actor is not None}
    acts: dict[str, list[str]] = defaultdict(list)
    for item_id, item in subject.items.items():
        if item.actor is not None and fold(item.actor) not in own and _is_act(subject, item):
            acts[fold(item.actor)].append(item_id)
    for actor, items in acts.items():
        left = [
            name for name in items
            if actor not in in_general and (act := subject.live[name]).incident not in incidents
            and not _names_attribution(subject, act)
        ]  # fmt: skip
        if left:
            number = "" if len(left) == 1 else f" ({len(left)} items)"
            yield Finding(
                f"nothing makes the acts of '{subject.live[left[0]].actor}' the organization's{number}",
                ("evidence", left[0], "actor"),
                "add 'supports: [attributable]' where it is shown, or 'disputes' or 'contradicts' where it is not",
            )


def _names_attribution(subject: Subject, item: Item) -> bool:
    named = {*item.supports, *item.contradicts, *item.disputes}
    return bool(named & subject.statute.attribution)


def _is_act(subject: Subject, item: Item) -> bool:
    """Return whether an item supports an element that counts of the organization's own acts only."""
    by_id = subject.statute.by_id
    return any(
        subject.statute.is_below(name, Rule.OVER_INCIDENTS) and Rule.ANY_ACTOR not in by_id[name].rules
        for name in item.supports
    )
