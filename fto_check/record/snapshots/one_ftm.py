"""One organization out of a file of FollowTheMoney entities, with the sanctions that name it.

The file is read twice, line by line: a sanction may stand before the organization that it names. Only what is asked for
is kept, so that memory does not grow with the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fto_check.documents.names import NEAR, fold, likeness
from fto_check.problems.problems import FtoCheckError
from fto_check.record.snapshots.ftm import MAX_LINE, SUBJECTS, entity_of, one_text, telling, texts_of
from fto_check.record.snapshots.reading import Progress, SnapshotFile, open_source

MOST_FOUND = 10
"""Organizations of one name that are kept: a reader chooses among them by their ids."""
MOST_SANCTIONS = 100
"""Sanctions of one organization that are kept: no group is on so many lists."""
LONG_WORD = 4
"""Letters of a word that a near name must share: to compare every name takes a minute."""
_EXPORT = "take the entities.ftm.json of a dataset from its page on opensanctions.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmSubject:
    """An organization as a file has it; every value is text from outside."""

    id: str
    name: str
    names: tuple[str, ...]
    """Its other names."""
    countries: tuple[str, ...]
    founded: tuple[str, ...]
    dissolved: tuple[str, ...]
    datasets: tuple[str, ...]
    seen: str | None
    """The day on which it was last seen in its datasets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmListing:
    """A sanction or listing that names an organization; every value is text from outside."""

    authority: str | None
    program: str | None
    first_day: str | None
    last_day: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmEntry:
    """An organization with its listings."""

    subject: FtmSubject
    listings: tuple[FtmListing, ...]


class SubjectNotFoundError(FtoCheckError):
    """A name that no organization of a file has, or several have."""


def read_one(path: str | os.PathLike[str], name: str, *, progress: Progress | None = None) -> FtmEntry:
    """Return the organization with a name or id.

    Raises SubjectNotFoundError, and InvalidDocumentError for a file that cannot be read.
    """
    with open_source(os.fspath(path), progress, expected=_EXPORT) as source:
        subject = _find(source, name)
    with open_source(os.fspath(path), expected=_EXPORT) as source:
        listings = tuple(_listings(source, subject.id))
    return FtmEntry(subject=subject, listings=listings)


def _entities(source: SnapshotFile) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Yield each entity with its line and properties; a line that has none is noted, and an error at the end."""
    for line, text in source.lines(MAX_LINE):
        entity: Any = None
        if text.strip():
            with telling(source.findings, line):
                entity = _entity(text)
        if entity is not None:
            yield line, entity, entity["properties"]
    source.findings.settle()


def _entity(text: str) -> dict[str, Any]:
    entity = entity_of(text)
    if not isinstance(entity, dict):
        raise ValueError("this line is not a JSON object")
    if not isinstance(entity.get("properties"), dict):
        raise ValueError("this object has no properties")
    return entity


def _find(source: SnapshotFile, name: str) -> FtmSubject:
    wanted, sought = fold(name), _Sought(name)
    organizations = 0
    for line, entity, properties in _entities(source):
        with telling(source.findings, line):
            if one_text(entity, "schema") not in SUBJECTS:
                continue
            organizations += 1
            subject = _subject(entity, properties)
            if subject.id == name.strip():
                return subject
            sought.take(subject, wanted)
    source.findings.settle()
    if not organizations:
        source.findings.fail("no organization is in this file", hint=_EXPORT)
    return sought.found()


class _Sought:
    """The organizations that a name may mean, while a file is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.by_name: list[FtmSubject] = []
        self.by_alias: list[FtmSubject] = []
        self.near: list[tuple[float, str]] = []
        self.words = {word for word in fold(name).split() if len(word) >= LONG_WORD}

    def take(self, subject: FtmSubject, wanted: str) -> None:
        """Keep an organization that has the name, or a name like it."""
        if wanted and wanted == fold(subject.name):
            self.by_name.append(subject)
        elif wanted and wanted in map(fold, subject.names):
            self.by_alias.append(subject)
        elif self.words.intersection(fold(subject.name).split()):
            self._take_near(subject)
        del self.by_name[MOST_FOUND:], self.by_alias[MOST_FOUND:]

    def _take_near(self, subject: FtmSubject) -> None:
        alike = likeness(self.name, subject.name)
        if alike >= NEAR:
            self.near = sorted([*self.near, (-alike, subject.name)])[:3]

    def found(self) -> FtmSubject:
        """Return the one organization that has the name, as its main name before others."""
        for some in (self.by_name, self.by_alias):
            if len(some) == 1:
                return some[0]
            if some:
                listed = "; ".join(f"{one.name} ({one.id})" for one in some)
                raise SubjectNotFoundError(f"the file has several organizations by this name, give the id: {listed}")
        near = "; ".join(name for _, name in self.near)
        hint = f" (it has names like it: {near})" if near else ""
        raise SubjectNotFoundError(f"no organization of the file has the name or id '{self.name}'{hint}")


def _subject(entity: dict[str, Any], properties: dict[str, Any]) -> FtmSubject:
    names = texts_of(properties, "name")
    caption = entity.get("caption")
    name = caption if isinstance(caption, str) and caption in names else next(iter(names), None)
    if name is None:
        raise ValueError("this organization has no name")
    others = (
        *names, *texts_of(properties, "alias"), *texts_of(properties, "abbreviation"),
        *texts_of(properties, "weakAlias"), *texts_of(properties, "previousName"),
    )  # fmt: skip
    seen = entity.get("last_seen")
    return FtmSubject(
        id=one_text(entity, "id"),
        name=name,
        names=tuple(other for other in dict.fromkeys(others) if other != name),
        countries=texts_of(properties, "mainCountry")
        or (*texts_of(properties, "country"), *texts_of(properties, "jurisdiction")),
        founded=texts_of(properties, "incorporationDate"),
        dissolved=texts_of(properties, "dissolutionDate"),
        datasets=texts_of(entity, "datasets"),
        seen=seen if isinstance(seen, str) else None,
    )


def _listings(source: SnapshotFile, subject: str) -> Iterator[FtmListing]:
    found = 0
    for line, entity, properties in _entities(source):
        if entity.get("schema") != "Sanction":
            continue
        with telling(source.findings, line):
            if subject not in texts_of(properties, "entity"):
                continue
            found += 1
            if found > MOST_SANCTIONS:
                return
            yield FtmListing(
                authority=_first(properties, "authority"),
                program=_first(properties, "program"),
                first_day=_first(properties, "startDate") or _first(properties, "listingDate"),
                last_day=_first(properties, "endDate"),
                url=_first(properties, "sourceUrl"),
            )
    source.findings.settle()


def _first(properties: dict[str, Any], key: str) -> str | None:
    return next(iter(texts_of(properties, key)), None)
