"""Warnings about the sources and items on which a criterion or an element rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from fto_check.advice.registry import Needs, warning
from fto_check.advice.subject import Finding, Subject, both, some
from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.rules import why_citation_is_out

FOREIGN = "foreign"
"""The id of the criterion whose other side is that the organization is domestic."""
AT_HOME = "US"
"""The country in which an organization is domestic."""
_OPINION = {"opinion": "opinion pieces", "social": "social media"}


@warning("FTO211")
def opinion_only(subject: Subject) -> Iterator[Finding]:
    """Find an element that rests on opinion pieces or social media only.

    They show that something was said, and seldom that it is so. Look for what they rest on: a court, a report, a
    reporter's own account. Only citations that count are looked at; a post is evidence of what its author announced,
    and there `ignore` with that reason is right. Told once for the item that names the elements first.

    Fails::

        sources:
          column: {title: A, publisher: P, kind: opinion, reliability: C, published: 2020}
        evidence:
          arms:
            claim: It has arms.
            supports: [capability]    # FTO211
            credibility: 3
            sources: [column]

    Passes::

        sources:
          column: {title: A, publisher: P, kind: opinion, reliability: C, published: 2020}
          paper: {title: B, publisher: Q, kind: press, reliability: B, published: 2020}
        evidence:
          arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [column, paper]}
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str | int, ...]] = {}
    for item_id, item in subject.live.items():
        for index, name in enumerate(item.supports):
            found = set(_counting_kinds(subject, item, name))
            if found:
                kinds[name] |= found
                first.setdefault(name, ("evidence", item_id, "supports", index))
    silenced = {name for item in subject.live.values() if subject.code in item.ignore for name in item.supports}
    together: dict[str | int, list[str]] = defaultdict(list)
    for name, place in first.items():
        if kinds[name] <= _OPINION.keys() and name not in silenced:
            together[place[1]].append(name)
    for names in together.values():
        what = both([_OPINION[kind] for kind in sorted({kind for name in names for kind in kinds[name]})])
        verb = "rests" if len(names) == 1 else "rest"
        yield Finding(
            f"{both(names)} {verb} on {what} only", first[names[0]], "look for what they rest on, and cite it"
        )


def _counting_kinds(subject: Subject, item: Item, name: str) -> Iterator[str]:
    listing_counts = Rule.LISTING_COUNTS in subject.statute.by_id[name].rules
    for citation in item.sources:
        source = subject.profile.sources[citation.source]
        if why_citation_is_out(citation, item, source, None, listing_counts=listing_counts) is None:
            yield source.kind


@warning("FTO212", needs=Needs.DAY)
def one_origin(subject: Subject) -> Iterator[Finding]:
    """Find a criterion that is met, and falls with one origin.

    If that one source is wrong, so is the answer; its confidence is low. Look for an independent source, one whose
    information came from somewhere else. Criteria that rest on the same origins are told together. It is an answer
    about the day and the sources that were asked for (`--as-of`, `--known-by`).

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          base: {claim: It sits abroad., supports: [foreign_base], credibility: 2, sources: [paper]}    # FTO212
          looked: {claim: Nothing else was found., about: [foreign], credibility: 2, sources: [paper]}

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: It sits abroad., supports: [foreign_base], credibility: 2, sources: [paper, study]}
          looked: {claim: Nothing else was found., about: [foreign], credibility: 2, sources: [paper]}
    """
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for criterion in subject.assessment.criteria if subject.assessment is not None else ():
        if criterion.status is Status.MET and criterion.rests_on and subject.supporters(criterion.id):
            together[criterion.rests_on].append(criterion.id)
    for origins, criteria in together.items():
        items = [items for criterion in criteria for items in subject.supporters(criterion).items()]
        citing = (item_id for item_id, item in items if _cites(subject.profile, item, origins))
        where = next(citing, items[0][0])
        upon = f"the origin '{origins[0]}'" if len(origins) == 1 else f"each of the origins {some(origins)}"
        yield Finding(
            f"{both(criteria)} {'is' if len(criteria) == 1 else 'are'} met only with {upon}",
            ("evidence", where),
            "look for an independent source of the same facts",
            at_key=True,
        )


@warning("FTO224", needs=Needs.EXPECTED)
def one_origin_on_an_expected_day(subject: Subject) -> Iterator[Finding]:
    """Find a criterion that falls with one origin on a day for which the profile expects a status.

    The expectation holds, and would not if that one source were wrong: the answer that it pins has a low confidence.
    Look for an independent source of that time. Only the criteria that the line names are looked at, all three for
    `overall`. Silenced by an `ignore` on an item that supports the criterion.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2024}
        evidence:
          base: {claim: It sits abroad., supports: [foreign_base], credibility: 2, sources: [paper, study]}
          looked: {claim: Nothing else was found., about: [foreign], credibility: 2, sources: [paper]}
        expect:
          - {as_of: 2021-01-01, known_by: 2021-01-01, foreign: met}    # FTO224

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: It sits abroad., supports: [foreign_base], credibility: 2, sources: [paper, study]}
          looked: {claim: Nothing else was found., about: [foreign], credibility: 2, sources: [paper]}
        expect:
          - {as_of: 2021-01-01, known_by: 2021-01-01, foreign: met}
    """
    for index, (expectation, falling) in enumerate(zip(subject.profile.expect, subject.expected, strict=False)):
        named = expectation.statuses
        low = [
            criterion.id
            for criterion in subject.statute.criteria
            if criterion.id in falling
            and (criterion.id in named or OVERALL in named)
            and not subject.is_silenced(criterion.id)
        ]
        if low:
            one = "its answer" if len(low) == 1 else "their answers"
            known = f", known by {expectation.known_by.isoformat()}" if expectation.known_by is not None else ""
            yield Finding(
                f"on {expectation.as_of.isoformat()}{known} {both(low)} would lose {one} with one origin",
                ("expect", index, next((name for name in (*low, OVERALL) if name in named), "as_of")),
                "look for an independent source that was known by then",
                at_key=True,
            )


def _cites(profile: Profile, item: Item, origins: Collection[str]) -> bool:
    return any(profile.origin_of(citation) in origins for citation in item.sources)


@warning("FTO214", needs=Needs.DAY, reminder=True)
def one_sided(subject: Subject) -> Iterator[Finding]:
    """Find a criterion that is met, with nothing on the other side.

    A reminder and no fault: a fair opponent would say something, and a reader wants to know that one looked. Add what
    speaks against it (`contradicts`), what can be read both ways (`disputes`), or an item without elements on that
    criterion (`about: [threat]`): one that says where one looked, with `searched`, where nothing was found. Told once
    for a file, and of `foreign` only where the profile has the United States among the countries of the organization:
    nobody calls the others domestic. Given only where `remind` in the settings or `--fail-on` names the code.

    Fails::

        organization: {name: A group, countries: [CA, US]}
        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: C., supports: [foreign_base], credibility: 2, sources: [paper, study]}    # FTO214

    Passes::

        organization: {name: A group, countries: [CA, US]}
        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: C., supports: [foreign_base], credibility: 2, sources: [paper, study]}
          looked:
            claim: No report of a base at home was found.
            about: [foreign]
            searched: [{where: the archives of both papers, on: 2026-11-30, for: the group's name with the capital}]
    """
    spoken = {name for item in subject.live.values() for name in item.about}
    for item in subject.live.values():
        exceptions = (name for name in item.supports if name in subject.statute.exceptions)
        spoken |= {subject.statute.criterion_of(name) for name in (*item.contradicts, *item.disputes, *exceptions)}
    if AT_HOME not in subject.profile.organization.countries:
        spoken.add(FOREIGN)
    criteria = subject.assessment.criteria if subject.assessment is not None else ()
    met = [criterion.id for criterion in criteria if criterion.status is Status.MET and criterion.id not in spoken]
    bare = {name: items for name in met if (items := subject.supporters(name))}
    if bare:
        where = next(iter(next(iter(bare.values()))))
        yield Finding(
            f"nothing in the file stands on the other side of {both(list(bare))}",
            ("evidence", where),
            f"add what speaks against it, or an item 'about: [{next(iter(bare))}]' with 'searched': where one looked",
            at_key=True,
        )
