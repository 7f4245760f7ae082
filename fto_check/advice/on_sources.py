"""Warnings about the sources: unused, circular, undated, not archived, or one text twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from fto_check.advice.registry import warning
from fto_check.advice.subject import Finding, Subject
from fto_check.law.nodes import Rule
from fto_check.profile.models import Source


@warning("FTO201", can_be_ignored=False)
def unused_source(subject: Subject) -> Iterator[Finding]:
    """Find a source that nothing cites.

    It bears nothing out, and a reader takes it for more than it is. Cite it where it says something, or take it out.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          other: {title: B, publisher: P, kind: press, reliability: B, published: 2020}    # FTO201
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          other: {title: B, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper, other]}
    """
    cited = {citation.source for item in subject.profile.evidence.values() for citation in item.sources}
    for source_id in subject.profile.sources:
        if source_id not in cited:
            yield Finding(
                f"nothing cites the source '{source_id}'",
                ("sources", source_id),
                "cite it, or take it out",
                at_key=True,
            )


# Where the official lists themselves stand, whatever kind a profile calls them.
_lists = re.compile(
    r"https?://(www\.)?(state\.gov/(foreign-terrorist-organizations|executive-order-13224)"
    r"|sanctionssearch\.ofac\.treas\.gov|treasury\.gov/ofac/downloads)"
)


@warning("FTO203")
def circular_listing(subject: Subject) -> Iterator[Finding]:
    """Find an official list that is cited as proof of an element.

    That an organization is listed is the conclusion in question, and no evidence of itself: the citation does not
    count. Cite what the listing rests on; the listing is shown beside the answer as the official record. Where the law
    asks for a listing (the principal of an alias, an organization that is supported), it is evidence.

    Fails::

        sources:
          list: {title: Designations, publisher: State, kind: listing, reliability: A, published: 2020}
        evidence:
          arms:
            claim: It has arms.
            supports: [capability]
            credibility: 3
            sources: [list]    # FTO203

    Passes::

        sources:
          list: {title: Designations, publisher: State, kind: listing, reliability: A, published: 2020}
        evidence:
          principal:
            claim: Its principal is designated.
            supports: [principal_designated]
            credibility: 3
            sources: [list]
    """
    by_id, sources = subject.statute.by_id, subject.profile.sources
    for item_id, item in subject.items.items():
        proved = [name for name in item.supports if Rule.LISTING_COUNTS not in by_id[name].rules]
        for index, citation in enumerate(item.sources if proved else ()):
            source = sources[citation.source]
            if source.kind == "listing" or _lists.match(source.url or ""):
                yield Finding(
                    f"'{citation.source}' is an official list, which is no evidence for {proved[0]}",
                    ("evidence", item_id, "sources", index),
                    "cite what the listing rests on; the list itself is shown as the official record",
                )


@warning("FTO205", reminder=True, together="without a day of publication")
def undated_source(subject: Subject) -> Iterator[Finding]:
    """Find a source that does not say when it could be known.

    What was known on a day is asked with `--known-by`, and there a source without `published`, or with an open end,
    does not count. A month or a year is enough: it then counts from its last day. Told only of sources that an item
    with elements cites. Where no date can be found, `ignore` the rule in an item that cites them. A reminder, given
    only where `remind` in the settings or `--fail-on` names the code.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B}    # FTO205
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
    """
    counting = subject.sources(item for item in subject.live.values() if not item.is_context)
    for name, source in counting.items():
        if source.published is None or source.published.latest is None:
            yield Finding(
                f"'{name}' has no day of publication",
                ("sources", name),
                "add 'published', if only a year: an undated source does not count under --known-by",
                at_key=True,
            )


@warning("FTO206")
def source_before_event(subject: Subject) -> Iterator[Finding]:
    """Find a source that was published before the event that it is cited for.

    It cannot report what had not happened yet: one of the two dates is wrong, or the wrong source is cited. `when` is
    the day of the fact, and not of the report on it. Only what is certain is told, so a partial date or an open range
    counts in the author's favour, and an act on an unknown day (`/2020-04`) may have come before its source.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020-03}
        evidence:
          raid:
            claim: It made a raid.
            when: 2020-04
            supports: [capability]
            credibility: 3
            sources: [paper]    # FTO206

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          raid:
            claim: It made a raid.
            when: 2020-04
            supports: [capability]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        for index, citation in enumerate(item.sources if item.when is not None else ()):
            published = subject.profile.sources[citation.source].published
            if published is None or published.latest is None or item.when is None or item.when.unknown_start:
                continue
            if item.when.starts_after(published.latest):
                yield Finding(
                    f"'{citation.source}' was published {published.text}, and is cited for an event of "
                    f"{item.when.text}",
                    ("evidence", item_id, "sources", index),
                    "one of the dates is wrong; 'when' is the day of the fact, and not of the report on it",
                )


@warning("FTO226")
def source_before_latest_day(subject: Subject) -> Iterator[Finding]:
    """Find an act on an unknown day of which a source told before the last day that it may have been.

    `when: /2020-12` is one day up to the end of 2020-12, and the act counts only from there on. What a source tells of
    has happened by then: the end is the day of the first source at the latest. Where that source tells of something
    earlier, cite it elsewhere. Only what is certain is told: the whole of `published` lies before the end.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020-03}
        evidence:
          plot:
            claim: On a day that nobody gives, it planned a raid.
            when: /2020-12    # FTO226
            supports: [planning]
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020-03}
        evidence:
          plot:
            claim: On a day that nobody gives, it planned a raid.
            when: /2020-03
            supports: [planning]
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        if item.when is None or not item.when.unknown_start or item.when.latest is None:
            continue
        cited = {one.source: subject.profile.sources[one.source].published for one in item.sources}
        dated = {name: span for name, span in cited.items() if span is not None and span.latest is not None}
        first = min(dated, key=lambda name: dated[name].latest or date.max, default=None)
        if first is not None and (dated[first].latest or date.max) < item.when.latest:
            yield Finding(
                f"'{first}' was published {dated[first].text}, before the end of {item.when.text}",
                ("evidence", item_id, "when"),
                f"it had happened by then: write /{dated[first].text.rpartition('/')[2]}",
            )


_archives = re.compile(r"https?://(web\.|www\.)?(archive\.(org|today|is|ph|md|li|fo|vn)|perma\.cc|webcitation\.org)/")


@warning("FTO207", reminder=True, together="without an archived copy")
def no_archived_copy(subject: Subject) -> Iterator[Finding]:
    """Find a source on the web without an archived copy.

    Pages move and vanish, and then nobody can check the claim. Save a copy in a web archive and give its address in
    `archived`. Told only of sources that are cited. An address in an archive is a copy itself. A reminder, given only
    where `remind` in the settings or `--fail-on` names the code.

    Fails::

        sources:
          paper:    # FTO207
            title: A
            publisher: P
            kind: press
            reliability: B
            published: 2020
            url: https://example.org/a
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}

    Passes::

        sources:
          paper:
            title: A
            publisher: P
            kind: press
            reliability: B
            published: 2020
            url: https://example.org/a
            archived: https://web.archive.org/web/2020/https://example.org/a
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
    """
    for name, source in subject.sources(subject.live.values()).items():
        if source.url is not None and source.archived is None and not _archives.match(source.url):
            yield Finding(
                f"'{name}' has no archived copy",
                ("sources", name),
                "save the page in a web archive, and give the copy's address in 'archived'",
                at_key=True,
            )


@warning("FTO209")
def one_text_two_origins(subject: Subject) -> Iterator[Finding]:
    """Find two sources that are one text and count as two origins.

    Sources with the same address, or with the same publisher and title, hand on the same information: they are one
    voice and should share an `origin`. Editions with different dates of publication are different texts, if their
    addresses differ too.

    Fails::

        sources:
          first: {title: A, publisher: P, kind: press, reliability: B, published: 2020, origin: x}
          again: {title: a, publisher: P, kind: press, reliability: B, published: 2020-05}    # FTO209
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [first, again]}

    Passes::

        sources:
          first: {title: A, publisher: P, kind: press, reliability: B, published: 2020, origin: x}
          again: {title: a, publisher: P, kind: press, reliability: B, published: 2020-05, origin: x}
          later: {title: A, publisher: P, kind: press, reliability: B, published: 2021}
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [first, again, later]}
    """
    profile = subject.profile
    seen: dict[tuple[str, ...], list[str]] = defaultdict(list)
    citations = [citation for item in subject.live.values() for citation in item.sources]
    undeclared = {citation.source for citation in citations if citation.origin is None}
    for source_id, source in subject.sources(subject.live.values()).items():
        if source_id not in undeclared:
            continue  # each citation says where its information comes from
        same: dict[str, str] = {}
        labels: list[tuple[str, ...]] = [("title", source.publisher.casefold(), source.title.casefold())]
        if source.url is not None:
            labels.append(("url", _address(source.url)))
        for label in labels:
            for other in seen[label]:
                if profile.origin_of_source(other) == profile.origin_of_source(source_id):
                    continue
                if label[0] == "url" or _may_be_one_day(source, profile.sources[other]):
                    same[other] = "address" if label[0] == "url" else "publisher and title"
            seen[label].append(source_id)
        if same:
            other, what = next(iter(same.items()))
            yield Finding(
                f"'{source_id}' has the {what} of '{other}', and counts as an origin of its own",
                ("sources", source_id),
                f"if they are one text: origin: {profile.origin_of_source(other)}",
                at_key=True,
            )


def _address(url: str) -> str:
    host, slash, rest = re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).partition("#")[0].partition("/")
    return (host.casefold() + slash + rest).rstrip("/")


def _may_be_one_day(source: Source, other: Source) -> bool:
    """Say whether two sources may have been published on one day; one without a date may always."""
    first, second = source.published, other.published
    if first is None or second is None:
        return True
    starts = max(first.earliest or date.min, second.earliest or date.min)
    return starts <= min(first.latest or date.max, second.latest or date.max)
