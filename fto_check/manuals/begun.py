"""What a profile begins with: names, countries and dates that a file or the official record has, each with its source.

Everything here becomes context, which counts for nothing: what a list or a database says is where reading begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter, ValidationError

from fto_check.documents.dates import DateError, DateSpan, parse_span
from fto_check.documents.names import fold, forms
from fto_check.law.statute import Statute
from fto_check.profile.values import Country, Line, Url
from fto_check.record.entry import CONFIDENCE_MEANING, Entry
from fto_check.record.snapshots.one_ftm import FtmEntry, FtmListing

DATABASE = "opensanctions"
_address_id = re.compile(r"[A-Za-z0-9-]{1,100}")
_full_day = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ].*)?", re.ASCII)
_line, _country, _url = TypeAdapter(Line), TypeAdapter(Country), TypeAdapter(Url)


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunSource:
    """A source that a profile begins with."""

    id: str
    title: str
    publisher: str
    kind: str
    reliability: str
    reason: str
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunItem:
    """An item of context that a profile begins with."""

    id: str
    claim: str
    source: str
    about: tuple[str, ...]
    credibility: int
    at: str | None = None
    when: str | None = None


@dataclass(slots=True, kw_only=True)
class Beginning:
    """The beginning of a profile; every value is valid where it stands."""

    name: str
    aliases: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    founded: str | None = None
    dissolved: str | None = None
    origin: str = DATABASE
    """The id of the source that the names, countries and dates are from."""
    sources: list[BegunSource] = field(default_factory=list)
    items: list[BegunItem] = field(default_factory=list)
    listed_as: str | None = None
    """The id in the official record, where it is known; None where the name has to find it."""
    left_out: list[str] = field(default_factory=list)
    """The values that no profile can hold, each with what it should have been."""


# -- from a file of entities -------------------------------------------------------------------------------------------


def begin_from_ftm(entry: FtmEntry, statute: Statute, asked: str) -> Beginning:
    """Return the beginning of a profile of an organization that a file of entities has; `asked` is how it was found."""
    subject, left = entry.subject, list[str]()
    every = tuple(node.id for node in statute.criteria)
    begun = Beginning(name=_valid(subject.name, _line, "a name", left) or asked, left_out=left)
    begun.aliases = _aliases(begun.name, subject.names, left)
    codes = (_valid(code.upper(), _country, "a country", left) for code in subject.countries)
    begun.countries = list(dict.fromkeys(code for code in codes if code is not None))
    begun.founded, begun.dissolved = _span(subject.founded, left), _span(subject.dissolved, left)
    _drop_reversed(begun)
    begun.sources.append(_database(entry, left))
    where = _valid(subject.id, _line, "an id", left)
    number = len(begun.aliases)
    others = f" and {number} other name{'s' if number > 1 else ''}" if number else ""
    begun.items.append(_item("entry", f"OpenSanctions has an entry for it, by this name{others}.", every, at=where))
    if begun.countries:
        said = f"OpenSanctions links it with {', '.join(_country_names(begun.countries))}."
        begun.items.append(_item("countries", said, every[:1], at=where))
    for name, span, what in (("founding", begun.founded, "founding"), ("end", begun.dissolved, "end")):
        if span is not None:
            said = f"OpenSanctions gives {span} as the date of its {what}."
            begun.items.append(_item(name, said, every[:1], at=where, when=span))
    for number, listing in enumerate(entry.listings, 1):
        _add_listing(begun, listing, number, every)
    return begun


def _item(
    name: str, claim: str, about: tuple[str, ...], *, at: str | None = None, when: str | None = None
) -> BegunItem:  # fmt: skip
    return BegunItem(id=name, claim=claim, source=DATABASE, about=about, credibility=3, at=at, when=when)


def _database(entry: FtmEntry, left: list[str]) -> BegunSource:
    subject = entry.subject
    datasets = ", ".join(filter(None, (_valid(name, _line, "a dataset", left) for name in subject.datasets)))
    known = _address_id.fullmatch(subject.id) is not None
    return BegunSource(
        id=DATABASE,
        title="Entry in OpenSanctions" + (f" ({datasets})" if datasets else ""),
        publisher="OpenSanctions",
        kind="reference",
        reliability="C",
        reason="a database that gathers official lists, read from a downloaded file",
        published=_span([subject.seen] if subject.seen is not None else [], left),
        url=f"https://www.opensanctions.org/entities/{subject.id}/" if known else None,
    )


def _add_listing(begun: Beginning, listing: FtmListing, number: int, about: tuple[str, ...]) -> None:
    left = begun.left_out
    authority = _valid(listing.authority, _line, "an authority", left) or "An authority that is not named"
    program = _valid(listing.program, _line, "a program", left)
    first, last = (_span([day] if day is not None else [], left) for day in (listing.first_day, listing.last_day))
    name = f"listing-{number}"
    begun.sources.append(
        BegunSource(
            id=name,
            title=program or "A listing",
            publisher=authority,
            kind="listing",
            reliability="C",
            reason="as OpenSanctions gives it: read the list itself, and grade that",
            published=first,
            url=_valid(listing.url, _url, "a web address", left),
        )
    )
    named = f"the list {program}" if program is not None else "a list"
    days = f" since {first}" if first is not None else ""
    days = f" from {first} to {last}" if first is not None and last is not None else days
    days = f" until {last}" if first is None and last is not None else days
    was = "was" if last is not None else "is"
    claim = f"It {was} on {named} of {authority}{days}."
    begun.items.append(BegunItem(id=name, claim=claim, source=name, about=about, credibility=3, when=first))


def _aliases(name: str, others: Iterable[str], left: list[str]) -> list[str]:
    """Return the other names, each once however it is written."""
    known, kept = {fold(name)}, list[str]()
    for other in others:
        valid = _valid(other, _line, "a name", left)
        if valid is not None and (folded := fold(valid) or valid) not in known:
            known.add(folded)
            kept.append(valid)
    return kept


def _valid(text: str | None, kind: TypeAdapter[str], what: str, left: list[str]) -> str | None:
    """Return a text as a profile can hold it; one that none can is left out, and noted."""
    if text is None:
        return None
    try:
        return kind.validate_python(text)
    except ValidationError:
        left.append(f"'{text[:60]}' is not {what}")
        return None


def _span(texts: Sequence[str], left: list[str]) -> str | None:
    """Return dates as one: itself, or the range from the first of several to the last."""
    spans: list[DateSpan] = []
    for text in texts:
        found = _full_day.fullmatch(text)
        try:
            spans.append(parse_span(found[1] if found is not None else text))
        except DateError:
            left.append(f"'{text[:60]}' is not a date")
    known = sorted(
        (one for one in spans if one.earliest is not None), key=lambda one: (one.earliest or date.min, one.text)
    )
    if not known:
        return None
    return known[0].text if len({one.text for one in known}) == 1 else f"{known[0].text}/{known[-1].text}"


def _drop_reversed(begun: Beginning) -> None:
    """Leave out an end that lies before the founding."""
    if begun.founded is None or begun.dissolved is None:
        return
    end = parse_span(begun.dissolved)
    if end.latest is not None and parse_span(begun.founded).starts_after(end.latest):
        begun.left_out.append(f"'{begun.dissolved}' is an end before the founding in {begun.founded}")
        begun.dissolved = None


def _country_names(codes: Iterable[str]) -> Iterator[str]:
    import iso3166

    for code in codes:
        yield iso3166.countries_by_alpha2[code].apolitical_name


# -- from the official record ------------------------------------------------------------------------------------------


def begin_from_record(name: str, entries: Sequence[Entry], statute: Statute) -> Beginning:
    """Return the beginning of a profile of an organization of the official record, by its designations."""
    every = tuple(node.id for node in statute.criteria)
    own = entries[-1]
    is_id = any(name == entry.id for entry in entries)
    begun = Beginning(name=_plain(own.name) if is_id else name, origin=_source_id(own), listed_as=own.id)
    names = (form for entry in entries for form in (*_without_remarks(entry.name), *entry.aliases))
    begun.aliases = _aliases(begun.name, names, begun.left_out)
    for entry in entries:
        begun.sources.append(_designation(entry))
        begun.items.extend(_decisions(entry, every))
    return begun


def _source_id(entry: Entry) -> str:
    return f"designation-{entry.id}"


def _plain(headline: str) -> str:
    """Return the name at the head of a headline such as "X (Y, formerly Z), aka W"."""
    return next(iter(_without_remarks(headline)), headline)


def _without_remarks(headline: str) -> list[str]:
    names = [" ".join(form.split()) for form in forms(headline)[1:]]
    return [name for name in names if name and "designation" not in name]


def _designation(entry: Entry) -> BegunSource:
    published = entry.federal_register or "notice not seen"
    return BegunSource(
        id=_source_id(entry),
        title=f"Foreign Terrorist Organization designation of {entry.name} ({published})",
        publisher="US Department of State",
        kind="listing",
        reliability="B",
        reason=f"as the official record of fto-check has it; {entry.confidence} confidence: "
        f"{CONFIDENCE_MEANING[entry.confidence]}",
        published=entry.designated.isoformat(),
        url=entry.source_url or None,
    )


def _decisions(entry: Entry, about: tuple[str, ...]) -> Iterator[BegunItem]:
    source, credibility = _source_id(entry), 1 if entry.is_certain else 2
    day = entry.designated.isoformat()
    claim = f"It was designated as a foreign terrorist organization under Section 219, with effect from {day}."
    yield BegunItem(
        id=f"designated-{entry.id}", claim=claim, source=source, about=about, credibility=credibility, when=day
    )
    if entry.delisted is not None:
        day = entry.delisted.isoformat()
        why = f": {entry.delisted_reason}" if entry.delisted_reason else ""
        claim = f"The designation ended on {day}{why}."
        yield BegunItem(id=f"delisted-{entry.id}", claim=claim, source=source, about=about, credibility=2, when=day)


# -- as lines of a profile ---------------------------------------------------------------------------------------------


def organization_lines(begun: Beginning, quoted: Callable[[str], str]) -> Iterator[str]:
    """Yield the other names, countries and dates, with the source that each is from."""
    if begun.aliases:
        yield f"  aliases:   # from {begun.origin}"
        yield from (f"    - {quoted(alias)}" for alias in begun.aliases)
    if begun.countries:
        yield f"  countries: [{', '.join(begun.countries)}]   # from {begun.origin}: keep those where it is based"
    if begun.founded is not None:
        yield f"  founded: {begun.founded}   # from {begun.origin}"
    if begun.dissolved is not None:
        yield f"  dissolved: {begun.dissolved}   # from {begun.origin}"


def source_lines(begun: Beginning, quoted: Callable[[str], str]) -> Iterator[str]:
    """Yield the sources."""
    for source in begun.sources:
        yield f"  {source.id}:"
        yield f"    title: {quoted(source.title)}"
        yield f"    publisher: {quoted(source.publisher)}"
        yield f"    kind: {source.kind}"
        yield f"    reliability: {source.reliability}"
        yield f"    reason: {quoted(source.reason)}"
        if source.published is not None:
            yield f"    published: {source.published}"
        if source.url is not None:
            yield f"    url: {quoted(source.url)}"


def item_lines(begun: Beginning, quoted: Callable[[str], str]) -> Iterator[str]:
    """Yield the items, which are context."""
    for item in begun.items:
        at = f"{{source: {item.source}, at: {quoted(item.at)}}}" if item.at is not None else item.source
        yield f"  {item.id}:"
        yield f"    claim: {quoted(item.claim)}"
        yield f"    about: [{', '.join(item.about)}]   # context: it counts for nothing"
        if item.when is not None:
            yield f"    when: {item.when}"
        yield f"    credibility: {item.credibility}"
        yield f"    sources: [{at}]"
