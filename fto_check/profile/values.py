"""The values in a profile: text, dates, countries, addresses and ids, each checked as a model reads it.

They come as text from YAML, and as JSON and Python have them: a number where text is wanted, a date, a span.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, TypeGuard

from pydantic import BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from fto_check.documents.dates import DateError, DateSpan, RangeReversedError, parse_day, parse_span
from fto_check.documents.labels import nfc
from fto_check.problems.characters import is_visible, named, odd_character, without_ignorable
from fto_check.problems.inert import FORBIDDEN
from fto_check.problems.problems import clip

_one_line = re.compile(f"[{FORBIDDEN}\ufeff\\t\\r\\n]")
_many_lines = re.compile(f"[{FORBIDDEN}\ufeff\\t]")
_source_id = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_LETTERS = (
    r"\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u1680\u2000-\u206f\u20a0-\u20cf\u2190-\u245f"
    r"\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\ufdd0-\ufdef\ufe00-\ufe19\ufe30-\ufe6f\ufeff"
    r"\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff"
)
"""The signs beyond ASCII that stand in texts and are no letters, for a regular expression's brackets."""
ITEM_ID = rf"[^\x00-/:-@\[-^`\x7b-\x7f{_NO_LETTERS}][^\x00-,/:-@\[-^`\x7b-\x7f{_NO_LETTERS}]*"
r"""The ids of items, as a pattern that editors read as Python does: their \w is ASCII."""
_item_id = re.compile(ITEM_ID)
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


_KINDS: dict[type, str] = {
    type(None): "nothing", bool: "a truth value", int: "a number", float: "a number", str: "text", dict: "a mapping",
    date: "a date",
}  # fmt: skip


def kind_of(value: Any) -> str:
    """Return the kind of a value in words."""
    return next((word for kind, word in _KINDS.items() if isinstance(value, kind)), "a list")


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
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        value = str(value)  # as JSON and Python give what YAML gives as text
    if not isinstance(value, str):
        raise refuse(Fault(code="FTO101", message=f"text is wanted here, not {kind_of(value)}"))
    text = value.strip()
    if not text:
        raise refuse(Fault(code="FTO109", message="the text is empty"))
    if not is_visible(text):
        raise refuse(Fault(code="FTO109", message=f"the text shows nothing: it has {named(text[0])}"))
    text = nfc(text)
    if found := forbidden.search(text):
        character = found.group()
        name = "a line break" if character in "\r\n" else f"the character {named(character)}"
        raise refuse(Fault(code="FTO109", message=f"{name} is not allowed in this text"))
    return text


def _check_span(value: Any) -> DateSpan:
    if isinstance(value, DateSpan):
        return value
    text = value.isoformat() if _is_date(value) else check_line(value)
    try:
        return parse_span(text)
    except DateError as error:
        raise _refuse_date(error, text) from None


def _is_date(value: Any) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _check_day(value: Any) -> date:
    if _is_date(value):
        return value
    text = check_line(value)
    try:
        return parse_day(text)
    except DateError as error:
        raise _refuse_date(error, text) from None


def _refuse_date(error: DateError, text: str) -> PydanticCustomError:
    code = "FTO115" if isinstance(error, RangeReversedError) else "FTO104"
    return refuse(Fault(code=code, message=str(error), hint=_hint_for_date(text), stands_alone=error.stands_alone))


_years = re.compile(r"(\d{4}) ?(?:-|–|to|until) ?(\d{4})", re.ASCII)
_about = re.compile(r"(?:c\.|ca\.|circa|about|around|approx\.|~)? ?(\d{4})(?:\?|~|s)?", re.ASCII | re.IGNORECASE)
_dashes = re.compile("[‐‑‒–—―−]")


def _hint_for_date(text: str) -> str | None:
    """Return what to write for years with a dash between them, an uncertain year, or a date with other hyphens."""
    if found := _years.fullmatch(text):
        return f"write {found[1]}/{found[2]}"
    if (found := _about.fullmatch(text)) and 1 < int(found[1]) < 9999:
        year = int(found[1])
        return f"write {year:04d}, or the range in which it lies, such as {year - 1:04d}/{year + 1:04d}"
    odd = odd_character(text)
    if odd is None:
        return None
    hyphens = _dashes.sub("-", text)
    try:
        parse_span(hyphens)
    except ValueError:
        return f"{odd} does not belong there"
    return f"write {hyphens}: {odd} is no hyphen"


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


def country_code(name: str) -> str | None:
    """Return the code of a country that is written out; None for no country."""
    import iso3166

    found = iso3166.countries.get(name, None) or _countries_by_name().get(name.casefold())
    return found.alpha2 if found is not None else None


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
    hint = "letters, digits, hyphens, as in helicopter-2015"
    text = _check_id(value, _item_id, "an id", hint)
    if not all(sign.isascii() or _is_of_word(sign) for sign in text):
        raise _refuse_id(text, "an id", hint)
    return text


def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN" and bool(without_ignorable(sign))


def _check_warning_code(value: Any) -> str:
    return _check_id(
        value, _warning_code, "the code of a warning", "only warnings can be silenced: FTO2 and two digits"
    )


def _check_id(value: Any, form: re.Pattern[str], what: str, hint: str) -> str:
    text = check_line(value)
    if not form.fullmatch(text):
        raise _refuse_id(text, what, hint)
    return text


def _refuse_id(text: str, what: str, hint: str) -> PydanticCustomError:
    odd = odd_character(text)
    hint = f"{odd} does not belong there; {hint}" if odd is not None else hint
    return refuse(Fault(code="FTO108", message=f"'{clip(text)}' is not {what}", hint=hint, stands_alone=True))


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
