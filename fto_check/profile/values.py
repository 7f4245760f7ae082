"""The values in a profile: text, dates, countries, addresses and ids, each checked as a model reads it.

They come as text from YAML, and as JSON and Python have them: a number where text is wanted, a date, a span.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
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
_LONGEST_ID = 40
"""The characters of an id that is made from a text for a hint."""
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
    find_hint: Callable[[], str | None] | None = None
    """The search for the hint, in place of one: a file can have more faults than are told, and a search takes time."""
    unpack: bool = False
    """Whether a list or mapping stands where a text belongs, so that the hint takes the text out of it."""


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
    text = (value if isinstance(value, str) else _as_text(value)).strip()
    if text and text.isascii() and text.isprintable():  # as most are
        return text
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


def _as_text(value: Any) -> str:
    """Return a number as text, as JSON and Python give what YAML gives as text."""
    if isinstance(value, bool):
        message = f"'{str(value).lower()}' is a truth value here, not text; put it in quotes"
        raise refuse(Fault(code="FTO101", message=message, stands_alone=True))
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return str(value)
    raise refuse(Fault(code="FTO101", message=f"text is wanted here, not {kind_of(value)}", unpack=True))


def _check_span(value: Any) -> DateSpan:
    if isinstance(value, DateSpan):
        return value
    text = value.isoformat() if _is_date(value) else check_line(value)
    try:
        return parse_span(text)
    except DateError as error:
        raise _refuse_date(error) from None


def _is_date(value: Any) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _check_day(value: Any) -> date:
    if _is_date(value):
        return value
    text = check_line(value)
    try:
        return parse_day(text)
    except DateError as error:
        raise _refuse_date(error) from None


def _refuse_date(error: DateError) -> PydanticCustomError:
    code = "FTO115" if isinstance(error, RangeReversedError) else "FTO104"
    return refuse(Fault(code=code, message=str(error), find_hint=lambda: error.hint, stands_alone=error.stands_alone))


def _check_country(value: Any) -> str:
    import iso3166

    text = check_line(value)
    if text in iso3166.countries_by_alpha2:
        return text
    message = f"'{clip(text)}' is not a country code of ISO 3166-1 alpha-2"
    raise refuse(Fault(code="FTO105", message=message, find_hint=lambda: _hint_for_country(text), stands_alone=True))


def _hint_for_country(text: str) -> str | None:
    from fto_check.profile.countries import hint_for_country

    return hint_for_country(text)


def _check_url(value: Any) -> str:
    from pydantic import HttpUrl

    text = check_line(value)
    wrong = without_ignorable(text) != text or re.search(r"[\s<>\"\\]", text) is not None
    try:
        if not wrong:
            HttpUrl(text)
    except ValidationError:
        wrong = True
    if wrong:
        from fto_check.profile.addresses import fault_of_address

        message, hint = fault_of_address(text)
        raise refuse(Fault(code="FTO107", message=f"this is not a web address: {message}", hint=hint))
    return text


def _check_source_id(value: Any) -> str:
    text = check_line(value)
    if not _source_id.fullmatch(text):
        from fto_check.profile.citing import repaired_id

        example = "lower-case letters, digits and single hyphens, as in doj-verdict-2024"
        raise _refuse_id(text, "an id", repaired_id(text), example)
    return text


def _check_item_id(value: Any) -> str:
    text = check_line(value)
    if not _item_id.fullmatch(text) or not (
        text.isascii() or all(sign.isascii() or _is_of_word(sign) for sign in text)
    ):
        plain = without_ignorable(text)
        repaired = re.sub(rf"[\x00-,/:-@\[-^`\x7b-\x7f{_NO_LETTERS}]+", "-", plain).strip("-.")
        raise _refuse_id(text, "an id", repaired, "letters, digits, hyphens, as in helicopter-2015")
    return text


def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN" and bool(without_ignorable(sign))


def _check_warning_code(value: Any) -> str:
    text = check_line(value)
    if not _warning_code.fullmatch(text):
        repaired = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
        example = "only warnings can be silenced: FTO2 and two digits"
        raise _refuse_id(text, "the code of a warning", repaired if _warning_code.fullmatch(repaired) else "", example)
    return text


def _refuse_id(text: str, what: str, repaired: str, example: str) -> PydanticCustomError:
    """Return the error of a text that is no id: with the id that it may be, or else an example."""
    odd = odd_character(text)
    wrong = f"; {odd} does not belong there" if odd is not None else ""
    hint = f"write {repaired}{wrong}" if repaired and len(repaired) <= _LONGEST_ID else f"{example}{wrong}"
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
