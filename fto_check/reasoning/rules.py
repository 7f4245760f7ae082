"""What counts and how much: the evidence rules, each a short function that knows a profile and not the statute.

A rule's docstring is its manual. The words are those of the Admiralty code (NATO AJP-2.1): the reliability of a source,
A to F, and the credibility of a piece of information, 1 to 6.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum

from fto_check.documents.dates import DateSpan, years_before
from fto_check.documents.names import fold
from fto_check.profile.models import Attribution, Citation, Item, Organization, Reliability, Source
from fto_check.reasoning.reasons import Code, Reason, because

FRESH_YEARS = 5
"""How far back support of something in the present tense may lie.

The statute has no limit; this checklist takes the review cycle of 8 U.S.C. § 1189(a)(4)(C), and says so.
"""

NEEDS_ATTRIBUTION = frozenset({Attribution.UNATTRIBUTED, Attribution.DENIED, Attribution.ACQUITTED})

DENIED = frozenset({Attribution.DENIED, Attribution.ACQUITTED})
"""An item so attributed that disputes an element counts as a dispute whoever acted."""


class Grade(IntEnum):
    """What a citation weighs."""

    WEAK = 1
    STRONG = 2
    CONFIRMED = 3

    def __str__(self) -> str:
        return {Grade.WEAK: "weak", Grade.STRONG: "strong", Grade.CONFIRMED: "confirmed"}[self]


def reliability_of(citation: Citation, source: Source) -> Reliability:
    """Return the source's own standing, or the citation's where it gives one."""
    return citation.reliability or source.reliability


def credibility_of(citation: Citation, item: Item) -> int:
    """Return the item's credibility, or the citation's where it gives one."""
    return citation.credibility or item.credibility


def grade(reliability: Reliability, credibility: int) -> Grade | None:
    """Weigh a citation by its two grades; None: it does not count.

    A1 is confirmed by itself; A or B with 1 or 2 is strong; any other mix of A, B, C, F with 1, 2, 3 is weak. A source
    that is D or E, or a claim that is 4, 5 or 6, does not count.

    Passes: B2 (a newspaper of record on a public fact) is strong. Fails: D2 (an unknown publisher) does not count.
    """
    if reliability in (Reliability.D, Reliability.E) or credibility > 3:
        return None
    if reliability is Reliability.A and credibility == 1:
        return Grade.CONFIRMED
    if reliability in (Reliability.A, Reliability.B) and credibility <= 2:
        return Grade.STRONG
    return Grade.WEAK


def why_item_is_out(item: Item, day: date) -> Reason | None:
    """Say why a whole item does not count on a day, or None.

    A retracted item stays visible and stops counting. An item is known on a day if its earliest day is not after it;
    an undated fact stays.

    Passes: `when: 2015` on 2015-06-01. Fails: `when: 2016-03` on 2015-06-01.
    """
    if item.retracted is not None:
        return because(Code.RETRACTED, item.retracted)
    if item.when is not None and item.when.starts_after(day):
        return because(Code.AFTER_THE_DAY, day)
    return None


def why_citation_is_out(
    citation: Citation, item: Item, source: Source, known_by: date | None, *, listing_counts: bool
) -> Reason | None:
    """Say why a citation does not count, or None.

    With `known_by`, a source counts only if the latest day of its `published` is not after that day; an undated one
    does not count then. A source of kind `listing` proves a listing and nothing else: a conclusion is not evidence of
    itself. Last, the two grades have to let it (see `grade`).

    Passes: published 2019-05, known by 2019-12-31. Fails: published 2019 known by 2019-06-30 (it may have come later).
    """
    if source.kind == "listing" and not listing_counts:
        return because(Code.LISTING)
    if known_by is not None:
        if source.published is None or source.published.latest is None:
            return because(Code.UNDATED, known_by)
        if source.published.latest > known_by:
            return because(Code.PUBLISHED_LATER, source.published.text, known_by)
    reliability, credibility = reliability_of(citation, source), credibility_of(citation, item)
    if grade(reliability, credibility) is None:
        if reliability in (Reliability.D, Reliability.E):
            return because(Code.UNRELIABLE, reliability)
        return because(Code.NOT_CREDIBLE, credibility)
    return None


def needs_attribution(item: Item, organization: Organization) -> bool:
    """Say whether an act still has to be shown to be the organization's own.

    It is taken to be, unless the item names another actor or its attribution is unattributed, denied or acquitted. The
    organization's own name or alias names no other.

    Passes (nothing to show): `attribution: charged`, no actor. Fails: `actor: a splinter`, or `attribution: denied`.
    """
    return item.attribution in NEEDS_ATTRIBUTION or other_actor(item, organization) is not None


def other_actor(item: Item, organization: Organization) -> str | None:
    """Return the folded name of the actor of an item, None for the organization itself."""
    if item.actor is None:
        return None
    actor = fold(item.actor)
    return None if actor in {fold(name) for name in (organization.name, *organization.aliases)} else actor


def exists_on(organization: Organization, day: date) -> bool:
    """Return whether an organization may be taken to exist on a day.

    Passes: a day from the earliest day of `founded` to the latest day of `dissolved`. Fails: a day before or after.
    """
    founded, dissolved = organization.founded, organization.dissolved
    if founded is not None and founded.starts_after(day):
        return False
    return dissolved is None or dissolved.latest is None or dissolved.latest >= day


def why_before_its_end(item: Item, organization: Organization, day: date) -> Reason | None:
    """Return why an item does not show that a dissolved organization still exists, or None.

    Passes: `when: 2001/..` of an organization dissolved in 2017. Fails: `when: 2001`, or no `when`.
    """
    dissolved = organization.dissolved
    if dissolved is None or dissolved.latest is None or dissolved.latest >= day:
        return None
    open_end = item.when is not None and item.when.latest is None
    latest = item.when.latest if item.when is not None else None
    if open_end or (latest is not None and latest > dissolved.latest):
        return None
    return because(Code.BEFORE_ITS_END, dissolved.text)


def why_listing_ended(item: Item, day: date) -> Reason | None:
    """Return why an item does not show a listing on a day, or None.

    Passes: a single day, from which the listing holds until an item says otherwise. Fails: `when: 1997/2014` on a day
    of 2015.
    """
    if item.when is not None and item.when.is_closed_range and item.when.latest is not None and item.when.latest < day:
        return because(Code.LISTING_ENDED, item.when.text)
    return None


def reach_of(item: Item, source: Source) -> date | None:
    """Return the earliest day of the last part of the time that a fact takes, as a source has it; None if undated.

    A range with an open end lasts until its source was published.
    """
    span = item.when
    if span is None:
        return None
    if span.last_begins is None:
        return source.published.earliest if source.published is not None else span.earliest
    return span.last_begins


def is_recent(item: Item, source: Source, day: date) -> bool:
    """Say whether a fact, as this source has it, reaches into the five years before a day, both ends included.

    By when it happened; an open range reaches to its source's publication; an undated fact lies there altogether. A
    fact on an unknown day up to another (`/2020-12`) is never recent.

    Passes: `when: 2009/2022` on 2026-11-24. Fails: `when: 2019`, whatever the source's date.
    """
    start = years_before(day, FRESH_YEARS)
    span: DateSpan | None = item.when
    if span is None:
        span = source.published
        if span is None:
            return False
    if span.unknown_start:
        return False
    latest = span.latest
    if latest is None:
        published = source.published.latest if source.published is not None else None
        latest = published or span.earliest
    earliest = span.earliest or date.min
    return earliest <= day and latest is not None and latest >= start


def stale_from(day: date) -> date:
    """Return the first day on which a fact of a day does not reach into the last five years."""
    year = day.year + FRESH_YEARS
    if year >= date.max.year:
        return date.max
    if (day.month, day.day) in ((2, 28), (2, 29)):  # five years before 29 February is 28 February
        return date(year, 3, 1)
    return day.replace(year=year) + timedelta(days=1)
