"""The State Department's list as OpenSanctions exports it: FollowTheMoney entities, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fto_check.record.snapshots.reading import EXPECTED, MAX_ROWS, Findings, SnapshotFile, quoted, tidy
from fto_check.record.snapshots.shapes import Dated, Period, StateSnapshot

DATASET = "us_state_terrorist_orgs"
MAX_LINE = 1024 * 1024  # bytes of one line, which is held in memory whole

SUBJECTS = frozenset({"Organization", "LegalEntity", "Company", "PublicBody"})
_EXPORT = f"take entities.ftm.json of the dataset {DATASET} from its page on opensanctions.org"
_FORM = "each line is a JSON object with id, schema, datasets and properties, and each property a list of texts"
_day = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Group:
    line: int
    name: str
    aliases: tuple[str, ...]
    previous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sanction:
    line: int
    of: tuple[str, ...]
    period: Period


@dataclass
class _DatasetEntities:
    findings: Findings
    rows: int = 0
    seen: date | None = None
    groups: dict[str, _Group] = field(default_factory=dict)
    sanctions: dict[str, _Sanction] = field(default_factory=dict)


def read_ftm(source: SnapshotFile) -> StateSnapshot:
    """Read the entities of the dataset us_state_terrorist_orgs, also out of a collection with others.

    A sanction belongs to the dataset if it names it or names none. Its days are `startDate`, or `listingDate` where
    `startDate` is missing, and `endDate`. The format has no end mark and no count, so a file that was cut between two
    complete organizations cannot be distinguished from a whole one: compare the number of organizations.
    Memory grows with the entities kept, `MAX_ROWS` at most. Raises InvalidDocumentError.
    """
    collected = _DatasetEntities(source.findings)
    for line, text in source.lines(MAX_LINE):
        if text.strip():
            collected.rows += 1
            _take_line(text, line, collected)
    if not collected.groups and not collected.sanctions:
        source.findings.error(f"no entity of the dataset {DATASET}", hint=_EXPORT)
    source.findings.settle()  # or the entities of a bad line would be reported as missing
    listed = _join(collected)
    return StateSnapshot(source.path, "ftm", collected.seen, collected.rows, listed, source.findings.settle())


def _take_line(text: str, line: int, collected: _DatasetEntities) -> None:
    with telling(collected.findings, line):
        _take_entity(entity_of(text), line, collected)


@contextmanager
def telling(findings: Findings, line: int) -> Iterator[None]:
    """Note what is wrong with the entity of a line, at its place."""
    try:
        yield
    except RecursionError:
        findings.error("JSON that is nested too deeply", line, 1, _FORM)
    except json.JSONDecodeError as error:
        findings.error(f"this is not JSON: {error.msg}", line, error.colno, _FORM)
    except ValueError as error:
        findings.error(str(error), line, 1, _FORM)


def entity_of(text: str) -> Any:
    """Return the entity of a line. Raises ValueError, and RecursionError where it is nested too deeply."""
    try:
        return json.loads(text.rstrip("\r\n"))
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise ValueError(f"this is not JSON: {error}") from None


def _take_entity(entity: Any, line: int, collected: _DatasetEntities) -> None:
    """Collect a group or sanction of the dataset. Raises ValueError for an entity of another form."""
    if not isinstance(entity, dict):
        raise ValueError("this line is not a JSON object")
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        raise ValueError("this object has no properties")
    if any(isinstance(value, list) and any(isinstance(part, dict) for part in value) for value in properties.values()):
        collected.findings.fail("this is targets.nested.json, which lacks delisted groups", line, 1, _EXPORT)
    uid, schema = one_text(entity, "id"), one_text(entity, "schema")
    datasets = texts_of(entity, "datasets")
    is_sanction = schema == "Sanction"
    if DATASET not in datasets and not (is_sanction and not datasets):
        return
    if not is_sanction and schema not in SUBJECTS:
        return
    if uid in collected.groups or uid in collected.sanctions:
        raise ValueError(f"the id {quoted(uid)} stands twice")
    if len(collected.groups) + len(collected.sanctions) >= MAX_ROWS:
        collected.findings.fail(f"more than {MAX_ROWS} entities", line, 1, EXPECTED)
    seen = _last_seen(entity, line, collected.findings)
    if is_sanction:
        collected.sanctions[uid] = _sanction(properties, line, collected.findings)
    else:
        collected.groups[uid] = _group(entity, properties, line)
    if seen is not None:
        collected.seen = max(seen, collected.seen or seen)


def _last_seen(entity: dict[str, Any], line: int, findings: Findings) -> date | None:
    return (
        _one_day([one_text(entity, "last_seen")], "last_seen", line, findings)
        if entity.get("last_seen") is not None
        else None
    )


def _group(entity: dict[str, Any], properties: dict[str, Any], line: int) -> _Group:
    names = texts_of(properties, "name")
    if not names:
        raise ValueError("this organization has no name")
    caption = one_text(entity, "caption") if entity.get("caption") is not None else names[0]
    name = caption if caption in names else names[0]
    others = dict.fromkeys(other for other in (*names, *texts_of(properties, "alias")) if other != name)
    return _Group(line, name, tuple(others), tuple(dict.fromkeys(texts_of(properties, "previousName"))))


def _sanction(properties: dict[str, Any], line: int, findings: Findings) -> _Sanction:
    of = texts_of(properties, "entity")
    if not of:
        raise ValueError("this sanction names no organization")
    begin = "startDate" if texts_of(properties, "startDate") else "listingDate"
    starts, ends = texts_of(properties, begin), texts_of(properties, "endDate")
    if not starts:
        findings.warn("this sanction has no first day", line, 1, "startDate, or listingDate of a delisted group")
    designated, delisted = _one_day(starts, begin, line, findings), _one_day(ends, "endDate", line, findings)
    if designated and delisted and delisted < designated:
        findings.warn(f"this sanction ends on {delisted}, before it starts on {designated}: neither is used", line)
        designated = delisted = None
    url = next(iter(texts_of(properties, "sourceUrl")), None)
    return _Sanction(line, of, Period(designated, delisted, not ends, url))


def _one_day(texts: Iterable[str], key: str, line: int, findings: Findings) -> date | None:
    """Return the one day that dates name; a warning, and None, where they name none or several."""
    days: set[date] = set()
    for text in texts:
        try:
            days.add(date.fromisoformat(match[1] if (match := _day.fullmatch(text)) else ""))
        except ValueError:
            findings.warn(f"{key} is not a full day: {quoted(text)}", line, 1, "year-month-day, as in 2025-02-20")
            return None
    if len(days) > 1:
        findings.warn(f"{key} has several days: {', '.join(map(str, sorted(days)))}", line)
    return days.pop() if len(days) == 1 else None


def _join(collected: _DatasetEntities) -> tuple[Dated, ...]:
    """Return the groups with the periods of their sanctions; each needs the other, or the file lacks a part."""
    findings = collected.findings
    periods: dict[str, list[Period]] = {uid: [] for uid in collected.groups}
    for sanction in collected.sanctions.values():
        for uid in dict.fromkeys(sanction.of):
            if uid in periods:
                periods[uid].append(sanction.period)
            else:
                message = f"this sanction names an organization that the file lacks: {quoted(uid)}"
                findings.error(message, sanction.line, 1, _EXPORT)
    for uid, group in collected.groups.items():
        if not periods[uid]:
            findings.error(f"no sanction says the status of {quoted(group.name)}", group.line, 1, _EXPORT)
    return tuple(
        Dated(uid, group.name, group.aliases, group.previous, tuple(sorted(periods[uid], key=_order)))
        for uid, group in collected.groups.items()
    )


def _order(period: Period) -> tuple[date, bool]:
    return period.designated or period.delisted or date.max, period.active


def texts_of(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return a list of texts, empty if it is not there. Raises ValueError if it is something else."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"{key} is not a list of texts")
    return tuple(text for text in map(tidy, value) if text)


def one_text(data: dict[str, Any], key: str) -> str:
    """Return a text. Raises ValueError if it is not there, or is something else."""
    value = data.get(key)
    if not isinstance(value, str) or not tidy(value):
        raise ValueError(f"{key} is not a text" if key in data else f"this object has no {key}")
    return tidy(value)
