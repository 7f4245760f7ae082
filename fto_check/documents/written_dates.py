"""Dates as people write them, read as the dates that a profile takes: `May 2015`, `05/01/2023`, `2023 - present`.

Only hints are made of them: a date that has two readings gives both, and the author chooses.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from fto_check.documents.dates import parse_span
from fto_check.problems.characters import odd_character, without_ignorable
from fto_check.problems.problems import either

LONGEST = 60
"""The characters of a text that is read as a date."""
_DASHES = re.compile("[‐‑‒–—―−﹘﹣－]")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_of_words = [
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH},? (?:of )?{_YEAR}",
        rf"{_MONTH}-{_YEAR}",
        rf"{_YEAR},?[ -]{_MONTH}",
        rf"{_DAY}(?:[ -]|\. | of ){_MONTH}(?:,? |-|, )(?:of )?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_YEAR},?[ -]{_MONTH}[ -]{_DAY}",
    )
]
_in_order = re.compile(rf"{_YEAR}(?P<gap>[-/._ ]?)(?P<month>\d\d?)(?:(?P=gap)(?P<day>\d\d?))?")
_turned = re.compile(rf"(?P<first>\d\d?)(?P<gap>[-/._ ])(?P<second>\d\d?)(?P=gap){_YEAR}")
_turned_month = re.compile(rf"(?P<month>\d\d?)[-/._ ]{_YEAR}")
_with_time = re.compile(r"(\d{4}-\d\d-\d\d)[t ]\d\d:?\d\d.*")
_unknown_part = re.compile(rf"{_YEAR}(?:-(?P<month>\d\d))?(?:-(?:00|xx|\?\?|uu|__))+")
_decade = re.compile(r"(?:the |early |mid |mid-|late |in the |during the )*(?P<decade>[12]\d\d)(?:0'?s|x|u|\?)")
_quarter = re.compile(rf"(?:q(?P<first>[1-4])[ -/]?{_YEAR}|(?P<year_2>[12]\d{{3}})[ -/]?q(?P<second>[1-4]))")
_half = re.compile(rf"(?:(?P<word>first|second) half (?:of )?{_YEAR}|h(?P<number>[12]) (?P<year_2>[12]\d{{3}}))")
_third = re.compile(rf"(?P<part>early|mid|middle of|late|end of|beginning of)[ -](?:in )?{_YEAR}")
_THIRDS = {"early": (1, 4), "beginning of": (1, 4), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12),
           "end of": (9, 12)}  # fmt: skip
_about = re.compile(
    r"(?:circa|ca\.?|c\.?|about|around|approx\.?|approximately|roughly|~|est\.?|maybe|probably) ?(?P<rest>.+)"
)
_uncertain = re.compile(r"(?P<rest>.+?) ?(?:[?~%]|\(\?\)|\(approx\.?\)|approx\.?|or so)")
_prefix = re.compile(r"(?:on|in|during|year|the year|dated|published)(?: the)? (?P<rest>.+)")
_NOW = r"(?:present|now|today|ongoing|current|date|open|\.\.|\.\.\.|…|\?|\*|onwards?|on)"
_since = re.compile(r"(?:(?:since|from|after|starting) (?P<a>.+?)(?: on(?:wards?)?)?"
                    rf"|(?P<b>.+?) ?(?:-|/|to|until|till) ?{_NOW}"
                    r"|(?P<c>.+?)(?: onwards?|\+| ?[-/])|(?P<d>.+?) \(ongoing\))")  # fmt: skip
_until = re.compile(
    r"(?:until|till|up to|to|through|before|by|pre|prior to|no later than|not after|\?/|unknown/|-|<=?) ?-?(?P<rest>.+)"
)
_short_end = re.compile(rf"{_YEAR} ?[-/] ?(?P<end>\d\d)")
_days_of_month = re.compile(
    rf"(?P<first>\d\d?) ?(?:-|to|and) ?(?P<last>\d\d?)(?:th|st|nd|rd)? (?P<rest>{_MONTH},? {_YEAR})"
)
_days_after_month = re.compile(rf"{_MONTH} (?P<first>\d\d?) ?(?:-|to|and) ?(?P<last>\d\d?),? {_YEAR}")
_short_month_end = re.compile(rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?/(?P<end>\d\d)")
_season = re.compile(rf"(?:early |late |mid-?)?(?:spring|summer|autumn|fall|winter) (?:of )?{_YEAR}")
_weekday = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?=\S)")
_UNKNOWN = frozenset({"unknown", "n/a", "na", "none", "tbd", "?", "-", "unclear", "undated", "n.d.", "nd", "no date"})


def hint_for_date(text: str, *, day: bool = False) -> str | None:
    """Return what to write for a text that is no date; `day` where only a single day will do."""
    if len(text) > LONGEST:
        return None
    odd = odd_character(text)
    plain = _plain(text)
    found = tuple(one for one in _read(plain) if not day or _is_day(one))
    if found:
        return f"write {_choice(found)}" + (f": {odd} {_no_sign(text)}" if odd is not None else "")
    if odd is not None:
        return f"{odd} does not belong there"
    if plain in _UNKNOWN:
        return "leave the key out, or give the last day that it can be, as in /2009-04"
    if day:
        spans = _read(plain)
        first = parse_span(spans[0]).earliest if spans else None
        return f"write one of its days, as in {first.isoformat()}" if first is not None else None
    return None


def _choice(found: tuple[str, ...]) -> str:
    """Return dates as alternatives, each with its meaning where they differ in more than the reading."""
    first = found[0]
    if len(found) == 2 and first.startswith("../"):
        return f"{first} for what lasted until then, {found[1]} for one day up to then that nobody gives"
    if len(found) == 2 and re.fullmatch(r"\d{4}", first):
        return f"{first}, or the range in which it lies, such as {found[1]}"
    return either(found) + (", whichever is meant" if len(found) > 1 else "")


def _no_sign(text: str) -> str:
    return (
        "is no hyphen"
        if _DASHES.search(text) and not _DASHES.sub("-", text).strip("0123456789-")
        else ("does not belong there")
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", without_ignorable(text))
    text = _weekday.sub("", " ".join(_DASHES.sub("-", folded).casefold().split()))
    return text.strip(" .,;'\"“”")


def _read(text: str) -> tuple[str, ...]:
    """Return the dates and ranges that a text may mean, without those that the calendar does not have."""
    for reader in _READERS:
        found = tuple(one for one in reader(text) if _is_span(one))
        if found:
            return found
    return ()


def _is_span(text: str) -> bool:
    try:
        parse_span(text)
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    return parse_span(text).is_day


def _itself(text: str) -> tuple[str, ...]:
    return (text,)


def _single(text: str) -> tuple[str, ...]:
    """Return the readings of one date, in whatever order its parts are written."""
    if found := _with_time.fullmatch(text):
        return (found[1],)
    if found := _unknown_part.fullmatch(text):
        return (f"{found['year']}-{found['month']}" if found["month"] and found["month"] != "00" else found["year"],)
    for pattern in _of_words:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            return (_join(found["year"], _MONTHS[found["month"]], parts.get("day")),)
    if found := _in_order.fullmatch(text):
        if found["gap"] or found["day"]:
            straight = _join(found["year"], found["month"], found["day"])
            return (
                (straight,)
                if _is_span(straight) or not found["day"]
                else (_join(found["year"], found["day"], found["month"]),)
            )
        return ()
    if found := _turned.fullmatch(text):
        day_first = _join(found["year"], found["second"], found["first"])
        month_first = _join(found["year"], found["first"], found["second"])
        if found["gap"] == ".":  # only day, month and year are written with dots
            return (day_first,)
        return tuple(dict.fromkeys((month_first, day_first)))
    if found := _turned_month.fullmatch(text):
        return (_join(found["year"], found["month"], None),)
    return ()


def _join(year: str, month: str | int, day: str | None) -> str:
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day is not None else "")


def _part_of_time(text: str) -> tuple[str, ...]:
    """Return the range of a decade, a quarter, a half or a third of a year."""
    if found := _decade.fullmatch(text):
        return (f"{found['decade']}0/{found['decade']}9",)
    if found := _season.fullmatch(text):  # its months lie elsewhere south of the equator
        return (found["year"],)
    if found := _quarter.fullmatch(text):
        year, number = found["year"] or found["year_2"], int(found["first"] or found["second"])
        return (f"{year}-{3 * number - 2:02d}/{year}-{3 * number:02d}",)
    if found := _half.fullmatch(text):
        second = found["word"] == "second" or found["number"] == "2"
        year = found["year"] or found["year_2"]
        return (f"{year}-07/{year}-12" if second else f"{year}-01/{year}-06",)
    if found := _third.fullmatch(text):
        first, last = _THIRDS[found["part"]]
        return (f"{found['year']}-{first:02d}/{found['year']}-{last:02d}",)
    return ()


def _loose(text: str) -> tuple[str, ...]:
    """Return the date of a text that says that it is uncertain, or begins with a preposition."""
    for pattern in (_about, _uncertain):
        if found := pattern.fullmatch(text):
            return tuple(wide for one in _one(found["rest"]) for wide in _around(one))
    found = _prefix.fullmatch(text)
    return _one(found["rest"]) if found else ()


def _around(text: str) -> tuple[str, ...]:
    """Return a date, and the range in which it lies if it is only about right."""
    if not re.fullmatch(r"\d{4}", text) or not 1 < int(text) < 9999:
        return (text,)
    return (text, f"{int(text) - 1:04d}/{int(text) + 1:04d}")


def _one(text: str) -> tuple[str, ...]:
    """Return the readings of a text that is one date and no range; several only for a date with two readings."""
    if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", text) and _is_span(text):
        return (text,)
    return tuple(one for one in _single(text) or _part_of_time(text) if _is_span(one))


def _range(text: str) -> tuple[str, ...]:
    """Return the range of a text with a beginning and an end."""
    short = _short_end.fullmatch(text)
    if short is not None and int(short["end"]) > int(short["year"][2:]):
        return (f"{short['year']}/{short['year'][:2]}{short['end']}",)
    if found := _short_month_end.fullmatch(text):
        month = found["month"] if found["day"] else found["end"]
        return (f"{text.partition('/')[0]}/{_join(found['year'], month, found['end'] if found['day'] else None)}",)
    for pattern in (_days_of_month, _days_after_month):
        if found := pattern.fullmatch(text):
            month = _MONTHS[found["month"]]
            first, last = (_join(found["year"], month, found[name]) for name in ("first", "last"))
            return (f"{first}/{last}",)
    for head, tail in _split(text):
        lasts = _one(tail)
        firsts = _one(head) or (_one(f"{head} {lasts[0][:4]}") if lasts else ())
        if len(firsts) == len(lasts) == 1:
            start, end = firsts[0].partition("/")[0], lasts[0].rpartition("/")[2]
            turned = parse_span(start).starts_after(_last_day(end))
            return (f"{end}/{start}" if turned else f"{start}/{end}",)
    return ()


def _last_day(text: str) -> date:
    latest = parse_span(text).latest
    assert latest is not None
    return latest


def _split(text: str) -> list[tuple[str, str]]:
    """Return the ways in which a text falls into a beginning and an end, at any word or sign for a range."""
    text = re.sub(r"^(?:from|between) ", "", text)
    return [
        (text[: found.start()].strip(), text[found.end() :].strip())
        for found in re.finditer(r" ?(?:->|--|-|/|\.\.+|;|\b(?:to|until|till|through|thru|and|or)\b) ?", text)
    ]


def _open(text: str) -> tuple[str, ...]:
    """Return the range of a text that has a beginning or an end only."""
    if found := _since.fullmatch(text):
        rest = next(part for part in found.groups() if part is not None)
        return tuple(f"{one.partition('/')[0]}/.." for one in _one(rest.strip()) or _loose(rest.strip())[:1])
    return ()


def _up_to(text: str) -> tuple[str, ...]:
    found = _until.fullmatch(text)
    return tuple(f"{sign}{one}" for one in _one(found["rest"]) for sign in ("../", "/")) if found else ()


_READERS: tuple[Callable[[str], tuple[str, ...]], ...] = (
    _itself, _single, _part_of_time, _open, _range, _up_to, _loose,
)  # fmt: skip
