"""What an author writes: the models of a profile, frozen, with unknown keys forbidden.

They know neither the statute (see `references`) nor lines (see `validation`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from fto_check.documents.dates import DateSpan, RangeReversedError, parse_day, parse_span
from fto_check.law.status import Status
from fto_check.problems.inert import FORBIDDEN
from fto_check.problems.problems import clip, did_you_mean

SOURCE_KINDS = (
    "statute", "court", "government", "intergovernmental", "academic", "think_tank", "ngo", "press", "reference",
    "opinion", "social", "listing",
)  # fmt: skip
SourceKind = Literal[
    "statute", "court", "government", "intergovernmental", "academic", "think_tank", "ngo", "press", "reference",
    "opinion", "social", "listing",
]  # fmt: skip


class Reliability(StrEnum):
    """How far a source can be trusted in general (NATO AJP-2.1, the Admiralty code), worded for open sources."""

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
    """How an act came to be laid at the door of its author."""

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
        """What the word means, in a few words."""
        return _ATTRIBUTION_MEANING[self.value]


_ATTRIBUTION_MEANING = {
    "convicted": "a court convicted its author or members of it",
    "found": "a court or a commission found it in its reasons",
    "charged": "a prosecutor has charged it",
    "acquitted": "a court acquitted those charged",
    "admitted": "its author admitted it",
    "claimed": "its author claimed it",
    "denied": "the one accused denies it",
    "assessed": "an agency or researcher concludes it",
    "alleged": "somebody says so without showing it",
    "reported": "press or observers report it",
    "unattributed": "nobody has been shown to be its author",
}


_one_line = re.compile(f"[{FORBIDDEN}\ufeff\\t\\r\\n]")
_many_lines = re.compile(f"[{FORBIDDEN}\ufeff\\t]")
_source_id = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_item_id = re.compile(r"\w[\w.-]*")
_warning_code = re.compile(r"FTO2\d\d")


def kind_of(value: Any) -> str:
    """Say in words what sort of value something is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a truth value"
    return "text" if isinstance(value, str) else "a mapping" if isinstance(value, dict) else "a list"


def _text(value: Any, forbidden: re.Pattern[str]) -> str:
    if isinstance(value, bool):
        word = str(value).lower()
        raise _wrong("text_bool", f"'{word}' is a truth value here, not text; put it in quotes")
    if not isinstance(value, str):
        raise _wrong("text_type", f"text is wanted here, not {kind_of(value)}")
    text = value.strip()
    if not text:
        raise _wrong("text_empty", "the text is empty")
    if found := forbidden.search(text):
        character = found.group()
        name = "a line break" if character in "\r\n" else f"the character U+{ord(character):04X}"
        raise _wrong("text_forbidden", f"{name} is not allowed in this text")
    return text


def _check_line(value: Any) -> str:
    return _text(value, _one_line)


def _check_lines(value: Any) -> str:
    return _text(value, _many_lines)


def _check_span(value: Any) -> DateSpan:
    text = _text(value, _one_line)
    try:
        return parse_span(text)
    except RangeReversedError as error:
        raise _wrong("range_reversed", str(error)) from None
    except ValueError as error:
        raise _wrong("date", str(error)) from None


def _check_day(value: Any) -> date:
    try:
        return parse_day(_text(value, _one_line))
    except ValueError as error:
        raise _wrong("date", str(error)) from None


# What is often written for a country, and what the standard has.
_NOT_OF_THE_STANDARD = {"UK": "the United Kingdom is 'GB'", "EN": "the United Kingdom is 'GB'", "EL": "Greece is 'GR'"}


@cache
def _countries_by_name() -> Mapping[str, Any]:
    import iso3166

    return {name.casefold(): country for country in iso3166.countries
            for name in (country.name, country.apolitical_name)}  # fmt: skip


def _check_country(value: Any) -> str:
    import iso3166

    text = _text(value, _one_line)
    if text in iso3166.countries_by_alpha2:
        return text
    found = iso3166.countries.get(text, None) or _countries_by_name().get(text.casefold())
    meant = _NOT_OF_THE_STANDARD.get(text.upper())
    hint = f"'{found.alpha2}' is {found.apolitical_name}" if found is not None else meant or "as in MX, NO, XK"
    raise _wrong("country", f"'{clip(text)}' is not a country code of ISO 3166-1 alpha-2", hint)


def _check_url(value: Any) -> str:
    from pydantic import HttpUrl

    text = _text(value, _one_line)
    wrong = "an address has no spaces or angle brackets" if re.search(r"[\s<>\"\\]", text) else None
    if wrong is None:
        try:
            HttpUrl(text)
        except ValidationError as error:
            details = error.errors()[0]
            wrong = "its scheme is not http or https" if details["type"] == "url_scheme" else details["msg"]
    if wrong is not None:
        hint = "only http and https addresses, as in https://www.example.org/report"
        if ":" not in text and "." in text:
            wrong, hint = "it has no scheme", f"write https://{clip(text)}"
        raise _wrong("web_address", f"this is not a web address: {clip(wrong)}", hint)
    return text


def _check_source_id(value: Any) -> str:
    text = _text(value, _one_line)
    if not _source_id.fullmatch(text):
        hint = "lower-case letters, digits and single hyphens, as in doj-verdict-2024"
        raise _wrong("id", f"'{clip(text)}' is not an id", hint)
    return text


def _check_item_id(value: Any) -> str:
    text = _text(value, _one_line)
    if not _item_id.fullmatch(text):
        hint = "letters, digits, hyphens, as in helicopter-2015"
        raise _wrong("id", f"'{clip(text)}' is not an id", hint)
    return text


def _check_warning_code(value: Any) -> str:
    text = _text(value, _one_line)
    if not _warning_code.fullmatch(text):
        hint = "only warnings can be silenced: FTO2 and two digits"
        raise _wrong("id", f"'{clip(text)}' is not the code of a warning", hint)
    return text


def _check_credibility(value: Any) -> int:
    text = _text(value, _one_line)
    if text not in CREDIBILITY_MEANING:
        allowed = ", ".join(f"{grade} ({meaning.partition(':')[0]})" for grade, meaning in CREDIBILITY_MEANING.items())
        raise _wrong("choice", f"'{clip(text)}' is not a credibility", f"write {allowed}")
    return int(text)


def _check_status(value: Any) -> Status:
    text = _text(value, _one_line)
    try:
        return Status[text.replace("-", "_").upper()]
    except KeyError:
        hint = did_you_mean(text, [str(s) for s in Status]) or "write " + ", ".join(str(s) for s in Status)
        raise _wrong("choice", f"'{clip(text)}' is not a status", hint) from None


def _short_citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


def split_expectation(value: Any) -> Any:
    """Move the statuses of an expectation, whose keys are node ids, into a mapping of their own."""
    if not isinstance(value, dict):
        return value
    # One that is misspelt stays with them, to be told as such: no node has a name like it.
    days = {key: value[key] for key in value if str(key).replace("-", "_").casefold() in ("as_of", "known_by")}
    return {**days, "statuses": {key: status for key, status in value.items() if key not in days}}


def _check_some(value: Any) -> Any:
    if value in ([], {}):
        raise _wrong("too_short", "empty")
    return value


def _wrong(kind: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return an error whose message is not a template: what an author wrote may hold braces."""
    return PydanticCustomError("wrong", "see the context", {"kind": kind, "message": message, "hint": hint or ""})


Line = Annotated[str, BeforeValidator(_check_line)]
Lines = Annotated[str, BeforeValidator(_check_lines)]
Span = Annotated[DateSpan, BeforeValidator(_check_span)]
Day = Annotated[date, BeforeValidator(_check_day)]
Country = Annotated[str, BeforeValidator(_check_country)]
Url = Annotated[str, BeforeValidator(_check_url)]
SourceId = Annotated[str, BeforeValidator(_check_source_id)]
ItemId = Annotated[str, BeforeValidator(_check_item_id)]
WarningCode = Annotated[str, BeforeValidator(_check_warning_code)]
Credibility = Annotated[int, BeforeValidator(_check_credibility)]
Expected = Annotated[Status, BeforeValidator(_check_status)]


class _ProfileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Review(_ProfileModel):
    """Who looked at it, and when."""

    by: Line
    on: Day


class Organization(_ProfileModel):
    """The organization that a profile is about."""

    name: Line
    aliases: tuple[Line, ...] = ()
    countries: tuple[Country, ...] = ()
    founded: Span | None = None
    dissolved: Span | None = None
    record: Line | None = None
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
    """A place in a source; with its own grade where that differs from the source's or the item's."""

    source: SourceId
    at: Line | None = None
    credibility: Credibility | None = None
    reliability: Reliability | None = None


class Item(_ProfileModel):
    """One fact, what it speaks for and against, and where it can be read."""

    claim: Line
    credibility: Credibility
    sources: Annotated[tuple[Annotated[Citation, BeforeValidator(_short_citation)], ...], BeforeValidator(_check_some)]
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
    ignore: dict[WarningCode, Line] = {}
    reviewed: Review | None = None
    retracted: Lines | None = None

    LISTS: ClassVar = ("supports", "contradicts", "disputes")

    @property
    def is_context(self) -> bool:
        """Whether it names no element: such an item is shown and never counted."""
        return not (self.supports or self.contradicts or self.disputes)


class Expectation(_ProfileModel):
    """What the checker must find on a day: statuses by node id, `overall` among them."""

    as_of: Day
    known_by: Day | None = None
    statuses: Annotated[dict[str, Expected], BeforeValidator(_check_some)]


class Profile(_ProfileModel):
    """An organization with the facts about it; it holds no verdict but the expectations that pin one."""

    organization: Organization
    sources: dict[SourceId, Source]
    evidence: dict[ItemId, Item]
    expect: tuple[Annotated[Expectation, BeforeValidator(split_expectation)], ...] = ()

    def origin_of(self, source_id: str) -> str:
        """Return the label of the first place that a source's information came from; its own id by default."""
        return self.sources[source_id].origin or source_id
