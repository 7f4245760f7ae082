"""Warnings about the evidence: what makes no file invalid and is worth a look, each rule a short function.

A rule's docstring is its manual: what it finds, why it matters and what to do, then an example that fails and one that
passes, as the sources and the evidence of a profile. `# FTO2xx` marks the line that the warning points at.

An author silences a rule for an item by `ignore: {FTO2xx: reason}` there. A source is silenced by any item that cites
it, a criterion by any item that supports an element of it. No rule but the one on unused sources looks at retracted
items.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from fto_check.errors import Problem, Severity
from fto_check.profile import Attribution, Item, Profile, Source
from fto_check.report import Assessment
from fto_check.rules import NEEDS_ATTRIBUTION, why_citation_is_out
from fto_check.source import Document, KeyPath
from fto_check.status import Status
from fto_check.statute import Rule, Statute


class Finding(NamedTuple):
    """What a rule found: what is so, at which keys (`at_key`: at the last key itself), and what would be right."""

    message: str
    keys: KeyPath
    hint: str
    at_key: bool = False


@dataclass(frozen=True)
class Subject:
    """A valid profile as one rule sees it; without a `today` or an assessment some rules are not asked."""

    code: str
    profile: Profile
    statute: Statute
    today: date | None
    assessment: Assessment | None
    live: Mapping[str, Item]
    """The items that are not retracted, silenced or not."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items that are not retracted and do not ignore the rule."""
        return {item_id: item for item_id, item in self.live.items() if self.code not in item.ignore}

    def sources(self, items: Iterable[Item]) -> Mapping[str, Source]:
        """Return the sources that some items cite and no item silences, in the order of the file."""
        cited = {citation.source for item in items for citation in item.sources}
        cited -= {citation.source for item in self.live.values() if self.code in item.ignore
                  for citation in item.sources}  # fmt: skip
        return {source_id: source for source_id, source in self.profile.sources.items() if source_id in cited}

    def supporters(self, criterion: str) -> Mapping[str, Item]:
        """Return the items that support an element of a criterion; none if one of them silences the rule."""
        found = {
            item_id: item
            for item_id, item in self.live.items()
            if any(
                self.statute.criterion_of(name) == criterion and name not in self.statute.exceptions
                for name in item.supports
            )
        }
        return {} if any(self.code in item.ignore for item in found.values()) else found


Advice = Callable[[Subject], Iterator[Finding]]


def advise(
    profile: Profile, statute: Statute, document: Document, *, today: date | None, assessment: Assessment | None
) -> list[Problem]:
    """Return the warnings about a valid profile's evidence, rule by rule.

    Without `today` nothing is said of the future; without an assessment nothing of the criteria.
    """
    live = {item_id: item for item_id, item in profile.evidence.items() if item.retracted is None}
    problems = []
    for code, rule in RULES.items():
        subject = Subject(code, profile, statute, today, assessment, live)
        for found in rule(subject):
            place = document.locate(found.keys, at_key=found.at_key)
            problems.append(Problem(code, Severity.WARNING, found.message, place, found.hint))
    return problems


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
                f"nothing cites the source '{source_id}'", ("sources", source_id), "cite it, or take it out", True
            )


# Where the official lists themselves stand, whatever kind a profile calls them.
_lists = re.compile(
    r"https?://(www\.)?(state\.gov/(foreign-terrorist-organizations|executive-order-13224)"
    r"|sanctionssearch\.ofac\.treas\.gov|treasury\.gov/ofac/downloads)"
)


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


def undated_source(subject: Subject) -> Iterator[Finding]:
    """Find sources that do not say when they could be known.

    What was known on a day is asked with `--known-by`, and there a source without `published`, or with an open end,
    does not count. A month or a year is enough: it then counts from its last day. Told once for a file, and only of
    sources that an item with elements cites. Where no date can be found, `ignore` the rule in an item that cites them.

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
    undated = [name for name, source in counting.items() if source.published is None or source.published.latest is None]
    if undated:
        yield Finding(
            f"{_count(undated, 'source')} without a day of publication: {_some(undated)}",
            ("sources", undated[0]),
            "add 'published', if only a year: an undated source does not count under --known-by",
            True,
        )


def source_before_event(subject: Subject) -> Iterator[Finding]:
    """Find a source that was published before the event that it is cited for.

    It cannot report what had not happened yet: one of the two dates is wrong, or the wrong source is cited. Only what
    is certain is told, so a partial date or an open range counts in the author's favour.

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
            if published is None or published.latest is None or item.when is None:
                continue
            if item.when.starts_after(published.latest):
                yield Finding(
                    f"'{citation.source}' was published {published}, and is cited for an event of {item.when}",
                    ("evidence", item_id, "sources", index),
                    "one of the dates is wrong, or it says this of something earlier",
                )


_archives = re.compile(r"https?://(web\.|www\.)?(archive\.(org|today|is|ph|md|li|fo|vn)|perma\.cc|webcitation\.org)/")


def no_archived_copy(subject: Subject) -> Iterator[Finding]:
    """Find sources on the web without an archived copy.

    Pages move and vanish, and then nobody can check the claim. Save a copy in a web archive and give its address in
    `archived`. Told once for a file, and only of sources that are cited. An address in an archive is a copy itself.

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
    missing = [
        name
        for name, source in subject.sources(subject.live.values()).items()
        if source.url is not None and source.archived is None and not _archives.match(source.url)
    ]
    if missing:
        yield Finding(
            f"{_count(missing, 'source')} without an archived copy: {_some(missing)}",
            ("sources", missing[0]),
            "save the page in a web archive, and give the copy's address in 'archived'",
            True,
        )


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
            credibility: 3
            sources: [paper]

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B}
        evidence:
          raid:
            claim: It made a raid.
            when: 2020-05/..
            credibility: 3
            sources: [paper]
    """
    for item_id, item in subject.items.items():
        if subject.today is not None and item.when is not None and item.when.starts_after(subject.today):
            yield Finding(
                f"this is dated {item.when}, after today ({subject.today})",
                ("evidence", item_id, "when"),
                "a fact has happened; date a plan or a threat by when it was made",
            )


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
    for source_id, source in subject.sources(subject.live.values()).items():
        same: dict[str, str] = {}
        labels: list[tuple[str, ...]] = [("title", source.publisher.casefold(), source.title.casefold())]
        if source.url is not None:
            labels.append(("url", _address(source.url)))
        for label in labels:
            for other in seen[label]:
                if profile.origin_of(other) == profile.origin_of(source_id):
                    continue
                if label[0] == "url" or _may_be_one_day(source, profile.sources[other]):
                    same[other] = "address" if label[0] == "url" else "publisher and title"
            seen[label].append(source_id)
        if same:
            other, what = next(iter(same.items()))
            yield Finding(
                f"'{source_id}' has the {what} of '{other}', and counts as an origin of its own",
                ("sources", source_id),
                f"if they are one text: origin: {profile.origin_of(other)}",
                True,
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


def act_without_incident(subject: Subject) -> Iterator[Finding]:
    """Find a single day's act that has no incident label.

    The law asks for the parts of an activity in the same conduct. A fact without a label is about the organization as
    such, and joins the facts of every incident: the weapon of one day's act would complete another's. Give all facts
    of one act the same `incident`. A fact about the organization (its base, its arsenal) has none, and seldom a
    single day.

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
        if parts:
            yield Finding(
                f"a single day's act that supports {parts[0]} has no incident label",
                ("evidence", item_id),
                "without 'incident' it is taken as a fact about the organization, and joins every act",
                True,
            )


_OPINION = {"opinion": "opinion pieces", "social": "social media"}


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
        what = _and([_OPINION[kind] for kind in sorted({kind for name in names for kind in kinds[name]})])
        verb = "rests" if len(names) == 1 else "rest"
        yield Finding(
            f"{_and(names)} {verb} on {what} only", first[names[0]], "look for what they rest on, and cite it"
        )


def _counting_kinds(subject: Subject, item: Item, name: str) -> Iterator[str]:
    listing_counts = Rule.LISTING_COUNTS in subject.statute.by_id[name].rules
    for citation in item.sources:
        source = subject.profile.sources[citation.source]
        if why_citation_is_out(citation, item, source, None, listing_counts=listing_counts) is None:
            yield source.kind


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
        upon = f"the origin '{origins[0]}'" if len(origins) == 1 else f"each of the origins {_some(origins)}"
        yield Finding(
            f"{_and(criteria)} {'is' if len(criteria) == 1 else 'are'} met only with {upon}",
            ("evidence", where),
            "look for an independent source of the same facts",
            True,
        )


def _cites(profile: Profile, item: Item, origins: Collection[str]) -> bool:
    return any(profile.origin_of(citation.source) in origins for citation in item.sources)


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


def one_sided(subject: Subject) -> Iterator[Finding]:
    """Find a criterion that is met, with nothing on the other side.

    A reminder and no fault: a fair opponent would say something, and a reader wants to know that one looked. Add what
    speaks against it (`contradicts`), what can be read both ways (`disputes`), or an item without elements that says
    where one looked (`about: [threat]`). Told once for a file.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: C., supports: [foreign_base], credibility: 2, sources: [paper, study]}    # FTO214

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
          study: {title: B, publisher: Q, kind: academic, reliability: B, published: 2020}
        evidence:
          base: {claim: C., supports: [foreign_base], credibility: 2, sources: [paper, study]}
          looked: {claim: No report of a base at home., about: [foreign], credibility: 2, sources: [paper]}
    """
    spoken = {name for item in subject.live.values() for name in item.about}
    for item in subject.live.values():
        exceptions = (name for name in item.supports if name in subject.statute.exceptions)
        spoken |= {subject.statute.criterion_of(name) for name in (*item.contradicts, *item.disputes, *exceptions)}
    criteria = subject.assessment.criteria if subject.assessment is not None else ()
    met = [criterion.id for criterion in criteria if criterion.status is Status.MET and criterion.id not in spoken]
    bare = {name: items for name in met if (items := subject.supporters(name))}
    if bare:
        where = next(iter(next(iter(bare.values()))))
        yield Finding(
            f"nothing in the file stands on the other side of {_and(list(bare))}",
            ("evidence", where),
            f"add what speaks against it, or an item 'about: [{next(iter(bare))}]' that says where one looked",
            True,
        )


_ACCUSED = frozenset({Attribution.CHARGED, Attribution.ALLEGED, Attribution.REPORTED})
_DENIED = frozenset({Attribution.DENIED, Attribution.ACQUITTED})
_SETTLED = frozenset({Attribution.CONVICTED, Attribution.FOUND, Attribution.ADMITTED})


def denial_aside(subject: Subject) -> Iterator[Finding]:
    """Find a denial or an acquittal that does not weigh against the accusation that it answers.

    Both are in the file with the same `incident`, and yet the denial neither contradicts nor disputes an element that
    the accusation supports, a branch above it, or that the act is the organization's own (`attributable`): the
    accusation counts as if nobody had answered it. Put what the denial denies into its `contradicts`.

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
                f"'{item_id}' ({item.attribution}) does not weigh against the accusation {_some(aside)}",
                ("evidence", item_id),
                "put what it denies into 'contradicts': an element of the accusation, or attributable",
                True,
            )


def _answers(subject: Subject, denial: Item, accusation: Item) -> bool:
    """Say whether a denial speaks against anything that an accusation supports, or against whose act it was."""
    answered = {*subject.statute.attribution, *accusation.supports}
    answered |= {above for name in accusation.supports for above in subject.statute.ancestors(name)}
    exceptions = subject.statute.exceptions.intersection(denial.supports)
    excepted = {subject.statute.parents[name] for name in exceptions}
    return bool(answered & {*denial.contradicts, *denial.disputes, *excepted})


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
"""A longer label has no likeness to another: its forms would take the square of its length."""


def _slips(label: str) -> Iterator[str]:
    """Yield the forms of a label of which another has one too if a single slip lies between them.

    They are its words, and its words without one letter of one that is long enough to be recognized without it.
    """
    words = re.findall(r"[^\W_]+", label.casefold())
    yield "-".join(words)
    for number, word in enumerate(words if len(label) <= LONGEST_LABEL else ()):
        for index in range(len(word) if word.isalpha() and len(word) > 3 else 0):
            yield "-".join([*words[:number], word[:index] + word[index + 1 :], *words[number + 1 :]])


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _some(names: Collection[str], limit: int = 3) -> str:
    """Name the first few, and count the others."""
    quoted = [f"'{name}'" for name in names]
    return _and(quoted) if len(quoted) <= limit else f"{', '.join(quoted[:limit])} and {len(quoted) - limit} more"


def _count(names: Collection[str], noun: str) -> str:
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}"


RULES: Mapping[str, Advice] = MappingProxyType({
    "FTO201": unused_source,
    "FTO203": circular_listing,
    "FTO205": undated_source,
    "FTO206": source_before_event,
    "FTO207": no_archived_copy,
    "FTO208": future_event,
    "FTO209": one_text_two_origins,
    "FTO210": act_without_incident,
    "FTO211": opinion_only,
    "FTO212": one_origin,
    "FTO213": disowned_act,
    "FTO214": one_sided,
    "FTO215": denial_aside,
    "FTO216": near_incident,
})  # fmt: skip
