"""What an author writes: the models of a profile, frozen, with unknown keys forbidden.

They know neither the statute (see `references`) nor lines (see `validation`). A model's docstring is its description in
the JSON Schema; `manuals/schemas/profile-fields.yaml` describes each field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from fto_check.law.status import Status
from fto_check.problems.problems import clip
from fto_check.profile.values import (
    Country,
    Day,
    Fault,
    ItemId,
    Line,
    Lines,
    SourceId,
    Span,
    Url,
    WarningCode,
    check_line,
    entries,
    refuse,
)

SourceKind = Literal[
    "statute", "court", "government", "intergovernmental", "academic", "think_tank", "ngo", "press", "reference",
    "opinion", "social", "listing",
]  # fmt: skip
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)


class Reliability(StrEnum):
    """The reliability of a source in general: the Admiralty code of NATO AJP-2.1, worded for open sources."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


RELIABILITY_MEANING: Mapping[str, str] = MappingProxyType({
    "A": "completely reliable: the text of a court, parliament or international body itself, or reporting of record",
    "B": "usually reliable: an official release, an established agency or paper, peer-reviewed work",
    "C": "fairly reliable: a retelling, a local or partisan outlet on something official",
    "D": "not usually reliable: an unidentified publisher, or an outlet about its adversary",
    "E": "unreliable",
    "F": "cannot be judged",
})  # fmt: skip
CREDIBILITY_MEANING: Mapping[str, str] = MappingProxyType({
    "1": "confirmed by independent sources",
    "2": "probably true",
    "3": "possibly true: an allegation",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
})  # fmt: skip


class Attribution(StrEnum):
    """The way in which an act was attributed to its author."""

    CONVICTED = "convicted"
    FOUND = "found"
    CHARGED = "charged"
    ACQUITTED = "acquitted"
    ADMITTED = "admitted"
    CLAIMED = "claimed"
    DENIED = "denied"
    ASSESSED = "assessed"
    ALLEGED = "alleged"
    REPORTED = "reported"
    UNATTRIBUTED = "unattributed"

    @property
    def meaning(self) -> str:
        """The meaning of the word, in a few words."""
        return _ATTRIBUTION_MEANING[self]


_ATTRIBUTION_MEANING = {
    Attribution.CONVICTED: "a court convicted its author or members of it",
    Attribution.FOUND: "a court or a commission found it in its reasons",
    Attribution.CHARGED: "a prosecutor has charged it",
    Attribution.ACQUITTED: "a court acquitted those charged",
    Attribution.ADMITTED: "its author admitted it",
    Attribution.CLAIMED: "its author claimed it",
    Attribution.DENIED: "the one accused denies it",
    Attribution.ASSESSED: "an agency or researcher concludes it",
    Attribution.ALLEGED: "somebody says so without showing it",
    Attribution.REPORTED: "press or observers report it",
    Attribution.UNATTRIBUTED: "nobody has been shown to be its author",
}


def _hint_for(text: str, *, is_status: bool = False) -> str:
    """Return what to write for a word that is no credibility, or no status."""
    from fto_check.profile.choices import hint_for_credibility, hint_for_status

    if is_status:
        return hint_for_status(text) or "write " + ", ".join(str(status) for status in Status)
    return hint_for_credibility(text) or "from 1 (confirmed) to 6 (cannot be judged), as in 2"


def _check_credibility(value: Any) -> int:
    text = check_line(value)
    if text not in CREDIBILITY_MEANING:
        message = f"'{clip(text)}' is not a credibility"
        raise refuse(Fault(code="FTO106", message=message, find_hint=partial(_hint_for, text), stands_alone=True))
    return int(text)


def _check_status(value: Any) -> Status:
    if isinstance(value, Status):
        return value
    text = check_line(value)
    try:
        return Status[text.replace("-", "_").upper()]
    except KeyError:
        message = f"'{clip(text)}' is not a status"
        hint = partial(_hint_for, text, is_status=True)
        raise refuse(Fault(code="FTO106", message=message, find_hint=hint, stands_alone=True)) from None


def _read_short_citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


_day_key = re.compile(r"(?:as[\s_-]?of|known[\s_-]?by)\b|(?:date|day)$", re.IGNORECASE)


def split_expectation(value: Any) -> Any:
    """Return an expectation with its statuses, whose keys are node ids, in a mapping of their own."""
    if not isinstance(value, dict):
        return value
    # A misspelt day stays with the days, so that it is an unknown key and no node: no node has a name like it.
    days = {key: value[key] for key in value if _day_key.match(str(key)) is not None}
    return {**days, "statuses": {key: status for key, status in value.items() if key not in days}}


Credibility = Annotated[int, BeforeValidator(_check_credibility)]
Expected = Annotated[Status, BeforeValidator(_check_status)]


class _ProfileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: Any) -> Any:
        """Take an optional key without a value for one that is left out, whatever its value would be."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in data.items() if value is not None or key not in optional}


def key_of(field: str) -> str:
    """Return the key of a profile for a field of a model: `for` is a word of Python, and its field is `for_`."""
    return field.removesuffix("_")


class Review(_ProfileModel):
    """Who looked at it, and when."""

    by: Line
    on: Day


NO_RECORD = "none"
"""What `record` says for an organization that is none of the official record, whatever name it shares."""


class Organization(_ProfileModel):
    """The organization that a profile is about."""

    name: Line
    aliases: tuple[Line, ...] = ()
    countries: tuple[Country, ...] = ()
    founded: Span | None = None
    dissolved: Span | None = None
    record: Line | None = None
    predecessors: tuple[Line, ...] = ()
    successors: tuple[Line, ...] = ()
    summary: Lines | None = None
    reviewed: Review | None = None


class Source(_ProfileModel):
    """A document that was read, with its own standing (Admiralty A to F)."""

    title: Line
    publisher: Line
    kind: SourceKind
    reliability: Reliability
    reason: Line | None = None
    published: Span | None = None
    url: Url | None = None
    archived: Url | None = None
    retrieved: Day | None = None
    language: Line | None = None
    origin: Line | None = None
    note: Lines | None = None


class Citation(_ProfileModel):
    """A place in a source; with a grade or an origin of its own where that differs from the source's or the item's."""

    source: SourceId
    at: Line | None = None
    credibility: Credibility | None = None
    reliability: Reliability | None = None
    origin: Line | None = None


class Search(_ProfileModel):
    """A search that found nothing: where one looked, on which day, and for what, so that a reader can look again."""

    where: Line
    on: Day
    for_: Line = Field(alias="for")

    def __str__(self) -> str:
        return f"{self.where}, {self.on.isoformat()}: {self.for_}"


NO_GRADE = 6
"""The credibility of an item that tells of a search: there is no source, and so nothing that could be judged."""


_NO_SOURCE = "each claim needs a source; for a search that found nothing write 'searched' in place of 'sources'"


MOST_CITATIONS = 100
"""The citations of an item: `why` weighs all of them anew without each. None in `profiles/` has more than 7."""


class Item(_ProfileModel):
    """One fact, what it speaks for and against, and where it can be read."""

    claim: Line
    credibility: Credibility
    sources: Annotated[tuple[Annotated[Citation, BeforeValidator(_read_short_citation)], ...], entries(_NO_SOURCE)]
    searched: Annotated[tuple[Search, ...], entries("say where one looked, or leave the key out")] = ()
    supports: tuple[Line, ...] = ()
    contradicts: tuple[Line, ...] = ()
    disputes: tuple[Line, ...] = ()
    about: tuple[Line, ...] = ()
    incident: Line | None = None
    when: Span | None = None
    where: tuple[Country, ...] = ()
    place: Line | None = None
    actor: Line | None = None
    attributed_by: Line | None = None
    attribution: Attribution | None = None
    note: Lines | None = None
    borne_out_by: tuple[ItemId, ...] = ()
    contradicted_by: tuple[ItemId, ...] = ()
    ignore: dict[WarningCode, Line] = {}
    reviewed: Review | None = None
    retracted: Lines | None = None

    LISTS: ClassVar = ("supports", "contradicts", "disputes")
    """The fields that name nodes of the statute."""
    RELATIONS: ClassVar = ("borne_out_by", "contradicted_by")
    """The fields that name other items of the file: shown, and never weighed."""

    @model_validator(mode="before")
    @classmethod
    def _read_search(cls, data: Any) -> Any:
        """Take an item that tells of a search as one without sources and without a grade."""
        if not isinstance(data, dict) or data.get("searched") is None:
            return data
        left_out = {"sources": (), "credibility": NO_GRADE}
        return {**data, **{key: value for key, value in left_out.items() if data.get(key) is None}}

    @property
    def is_context(self) -> bool:
        """Whether the item names no element or tells of a search; a report shows such an item and never counts it."""
        return bool(self.searched) or not (self.supports or self.contradicts or self.disputes)


class Expectation(_ProfileModel):
    """What the checker must find on a day: statuses by node id, `overall` among them."""

    as_of: Day
    known_by: Day | None = None
    statuses: Annotated[dict[str, Expected], entries("name a status, as in overall: met")]


class Profile(_ProfileModel):
    """An organization with the facts about it; it holds no verdict but the expectations that pin one."""

    organization: Organization
    sources: dict[SourceId, Source]
    evidence: dict[ItemId, Item]
    expect: tuple[Annotated[Expectation, BeforeValidator(split_expectation)], ...] = ()

    def origin_of_source(self, source_id: str) -> str:
        """Return the label of the origin of a source's information: the source's own id by default."""
        return self.sources[source_id].origin or source_id

    def origin_of(self, citation: Citation) -> str:
        """Return the label of the origin of what is cited: the citation's own, or else that of its source."""
        return citation.origin or self.origin_of_source(citation.source)

    @property
    def origins(self) -> frozenset[str]:
        """The labels of the origins of all citations, and of the sources that nothing cites."""
        citations = [citation for item in self.evidence.values() for citation in item.sources]
        left = self.sources.keys() - {citation.source for citation in citations}
        return frozenset([*map(self.origin_of, citations), *map(self.origin_of_source, left)])
