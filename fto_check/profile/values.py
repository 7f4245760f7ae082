"""The values in a profile: text, dates, countries, addresses and ids, each checked as a model reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from fto_check.documents.dates import DateError, DateSpan, RangeReversedError, parse_day, parse_span
from fto_check.problems.inert import FORBIDDEN
from fto_check.problems.problems import clip

_one_line = re.compile(f"[{FORBIDDEN}\ufeff\\t\\r\\n]")
_many_lines = re.compile(f"[{FORBIDDEN}\ufeff\\t]")
_source_id = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_item_id = re.compile(r"\w[\w.-]*")
_warning_code = re.compile(r"FTO2\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of a value, on its way through pydantic to the problem that an author reads."""

    code: str
    """A key of `CODES`."""
    message: str
    hint: str | None = None
    stands_alone: bool = False
    """Whether the message is whole by itself; otherwise the name of the field goes before it."""


FAULT = "fault"
"""The type of pydantic's error that carries a Fault, and the key of its context under which the Fault stands."""
EMPTY = "empty"
"""The type of pydantic's error for a list or mapping without entries; its context has the hint under this key."""


def refuse(fault: Fault) -> PydanticCustomError:
    """Return the error of a fault. Its template stays fixed: an author's text in the message may hold braces."""
    return PydanticCustomError(FAULT, "see the context", {FAULT: fault})


def kind_of(value: Any) -> str:
    """Return the kind of a value in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a truth value"
    return "text" if isinstance(value, str) else "a mapping" if isinstance(value, dict) else "a list"


def check_line(value: Any) -> str:
    """Return a value as one line of text without forbidden characters."""
    return _check_text(value, _one_line)


def check_lines(value: Any) -> str:
    """Return a value as text of any number of lines without forbidden characters."""
    return _check_text(value, _many_lines)


def _check_text(value: Any, forbidden: re.Pattern[str]) -> str:
    if isinstance(value, bool):
        message = f"'{str(value).lower()}' is a truth value here, not text; put it in quotes"
        raise refuse(Fault(code="FTO101", message=message, stands_alone=True))
    if not isinstance(value, str):
        raise refuse(Fault(code="FTO101", message=f"text is wanted here, not {kind_of(value)}"))
    text = value.strip()
    if not text:
        raise refuse(Fault(code="FTO109", message="the text is empty"))
    if found := forbidden.search(text):
        character = found.group()
        name = "a line break" if character in "\r\n" else f"the character U+{ord(character):04X}"
        raise refuse(Fault(code="FTO109", message=f"{name} is not allowed in this text"))
    return text


def _check_span(value: Any) -> DateSpan:
    text = check_line(value)
    try:
        return parse_span(text)
    except DateError as error:
        raise _refuse_date(error) from None


def _check_day(value: Any) -> date:
    text = check_line(value)
    try:
        return parse_day(text)
    except DateError as error:
        raise _refuse_date(error) from None


def _refuse_date(error: DateError) -> PydanticCustomError:
    code = "FTO115" if isinstance(error, RangeReversedError) else "FTO104"
    return refuse(Fault(code=code, message=str(error), stands_alone=error.stands_alone))


_NOT_OF_THE_STANDARD = {"UK": "the United Kingdom is 'GB'", "EN": "the United Kingdom is 'GB'", "EL": "Greece is 'GR'"}
"""The codes that are often written for a country although the standard has another, with a hint at the right one."""


@cache
def _countries_by_name() -> Mapping[str, Any]:
    import iso3166

    countries: dict[str, Any] = {}
    for country in iso3166.countries:
        countries[country.name.casefold()] = country
        countries[country.apolitical_name.casefold()] = country
    return countries


def _check_country(value: Any) -> str:
    import iso3166

    text = check_line(value)
    if text in iso3166.countries_by_alpha2:
        return text
    found = iso3166.countries.get(text, None) or _countries_by_name().get(text.casefold())
    meant = _NOT_OF_THE_STANDARD.get(text.upper())
    hint = f"'{found.alpha2}' is {found.apolitical_name}" if found is not None else meant or "as in MX, NO, XK"
    message = f"'{clip(text)}' is not a country code of ISO 3166-1 alpha-2"
    raise refuse(Fault(code="FTO105", message=message, hint=hint, stands_alone=True))


def _check_url(value: Any) -> str:
    from pydantic import HttpUrl

    text = check_line(value)
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
        raise refuse(Fault(code="FTO107", message=f"this is not a web address: {clip(wrong)}", hint=hint))
    return text


def _check_source_id(value: Any) -> str:
    hint = "lower-case letters, digits and single hyphens, as in doj-verdict-2024"
    return _check_id(value, _source_id, "an id", hint)


def _check_item_id(value: Any) -> str:
    return _check_id(value, _item_id, "an id", "letters, digits, hyphens, as in helicopter-2015")


def _check_warning_code(value: Any) -> str:
    return _check_id(
        value, _warning_code, "the code of a warning", "only warnings can be silenced: FTO2 and two digits"
    )


def _check_id(value: Any, form: re.Pattern[str], what: str, hint: str) -> str:
    text = check_line(value)
    if not form.fullmatch(text):
        raise refuse(Fault(code="FTO108", message=f"'{clip(text)}' is not {what}", hint=hint, stands_alone=True))
    return text


def entries(hint: str) -> BeforeValidator:
    """Return the check that a list or mapping has an entry; the hint is for one without."""

    def check(value: Any) -> Any:
        if value in ([], {}):
            raise PydanticCustomError(EMPTY, "it is empty", {EMPTY: hint})
        return value

    return BeforeValidator(check)


Line = Annotated[str, BeforeValidator(check_line)]
Lines = Annotated[str, BeforeValidator(check_lines)]
Span = Annotated[DateSpan, BeforeValidator(_check_span)]
Day = Annotated[date, BeforeValidator(_check_day)]
Country = Annotated[str, BeforeValidator(_check_country)]
Url = Annotated[str, BeforeValidator(_check_url)]
SourceId = Annotated[str, BeforeValidator(_check_source_id)]
ItemId = Annotated[str, BeforeValidator(_check_item_id)]
WarningCode = Annotated[str, BeforeValidator(_check_warning_code)]
