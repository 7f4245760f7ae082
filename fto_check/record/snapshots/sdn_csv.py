"""OFAC's SDN.CSV with ALT.CSV beside it, as the Treasury publishes them (US government work, public domain)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fto_check.problems.problems import Location, Problem, Severity
from fto_check.record.snapshots.reading import (
    CODE,
    EXPECTED,
    MAX_ROWS,
    Findings,
    SnapshotFile,
    open_source,
    quoted,
    tidy,
)
from fto_check.record.snapshots.shapes import Listed, OfacSnapshot

SDN_COLUMNS = 12
ALT_COLUMNS = 5
MAX_LINE = 64 * 1024  # bytes of one row: twelve columns, of which only the remarks are long
OTHER_KINDS = frozenset({"individual", "vessel", "aircraft"})
MOST_LOST = 10
"""Rows that a stray quote may cost: OFAC's own files have one now and then, a damaged file many."""
ALT_TYPES = frozenset({"aka", "fka", "nka"})

_NULL = "-0-"
_END = "\x1a"
# Characters after which SDN.CSV cuts the remarks, in the middle of a word too; the rest is in SDN_COMMENTS.CSV.
_REMARKS_LIMIT = 1000
_DAMAGED = "the file is damaged or was cut short: download it again"
_number = re.compile(r"[0-9]{1,9}")
_tag = re.compile(r"\bFTO\b")
# The closing quote is the last one: names hold apostrophes, as in 'KATA'IB HIZBALLAH'.
_weak_alias = re.compile(r"[afn]\.k\.a\. '(.+)'\.?")


def read_sdn_csv(source: SnapshotFile) -> OfacSnapshot:
    """Read SDN.CSV, and the file beside it that is named alt.csv in any case.

    The format has no header, twelve columns, one row a line, `-0-` for nothing, and a last line of the byte 0x1A.
    Memory grows with the entities kept, `MAX_ROWS` rows at most. Raises InvalidDocumentError.
    """
    findings = source.findings
    found: dict[int, Listed | None] = {}
    for line, row in _rows(source, SDN_COLUMNS):
        _collect(row, line, found, findings)
    findings.settle()
    check_tagged(findings, found.values())
    problems = findings.settle()
    beside = _alt_beside(source.path)
    aliases, more = _read_alt(beside, found) if beside else ({}, (_no_alt(source.path),))
    listed = (_with_aliases(entity, aliases.get(entity.uid, [])) for entity in found.values() if entity)
    return OfacSnapshot(
        path=source.path,
        format="sdn-csv",
        published=None,
        rows=len(found),
        listed=tuple(listed),
        without_aliases=beside is None,
        problems=problems + more,
    )


def name_of_kind(line: str) -> str | None:
    """Return the kind of file that a first line of comma separated values belongs to: `sdn`, a file's name, or None."""
    row = _split(line.rstrip("\r\n"))
    if row is None or not row:
        return None
    if [cell.strip() for cell in row[:3]] == ["id", "schema", "name"]:
        return "targets.simple.csv"
    if not _number.fullmatch(row[0].strip()):
        return None
    if len(row) == ALT_COLUMNS and row[2].strip() in ALT_TYPES:
        return "ALT.CSV"
    return {SDN_COLUMNS: "sdn", 6: "ADD.CSV", 2: "SDN_COMMENTS.CSV"}.get(len(row))


def _rows(source: SnapshotFile, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each good row with its line number; note the bad ones, and a damaged end of the file."""
    findings, line, text, ended, count = source.findings, 1, "\n", False, 0
    for line, text in source.lines(MAX_LINE):
        bare = text.rstrip("\r\n")
        if ended and bare:
            findings.fail("text after the end mark (0x1A)", line, 1, _DAMAGED)
        if bare == _END:
            ended = True
        elif bare and (row := _row(bare, line, columns, findings)):
            count += 1
            if count > MAX_ROWS:
                findings.fail(f"more than {MAX_ROWS} rows", line, 1, EXPECTED)
            yield line, row
    if not ended and not text.endswith("\n"):
        findings.error("the last row has no line end", line, len(text) + 1, _DAMAGED)
    elif not ended:
        hint = "OFAC's own file ends with it; where it is missing, rows cut off at the end go unnoticed"
        findings.warn("the end mark (a line of the byte 0x1A) is missing", line, 1, hint)


def _row(text: str, line: int, columns: int, findings: Findings) -> list[str] | None:
    try:
        tidy(text)
    except ValueError as error:
        findings.error(str(error), line, 1, _DAMAGED)
        return None
    row = _split(text)
    if row is None:
        _lose(text, line, findings)
        return None
    if len(row) != columns:
        findings.error(f"{len(row)} columns where the format has {columns}", line, 1, _DAMAGED)
        return None
    return [_value(cell) for cell in row]


def _lose(text: str, line: int, findings: Findings) -> None:
    """Note a row that a stray quote makes unreadable: only a warning, unless it may be a tagged one's."""
    message = "a quote that is not closed on its line, or text after one"
    if _tag.search(text):
        findings.error(f"{message}, in a row that is tagged FTO", line, 1, _DAMAGED)
        return
    findings.lost += 1
    if findings.lost > MOST_LOST:
        findings.error(f"{message}, as in {MOST_LOST} rows before", line, 1, _DAMAGED)
    else:
        findings.warn(
            f"{message}: this row is left out", line, 1, "the publisher's own slip; SDN.XML has the whole row"
        )


def _split(line: str) -> list[str] | None:
    # Line by line, so that a quote that is never closed cannot swallow the rest of the file.
    try:
        return next(csv.reader([line], strict=True), None)
    except csv.Error:
        return None


def _value(cell: str) -> str:
    text = tidy(cell)
    return "" if text == _NULL else text


def _collect(row: list[str], line: int, found: dict[int, Listed | None], findings: Findings) -> None:
    """Add a row under its number: the entity, or None for a person, vessel or aircraft."""
    number, name, kind, program, remarks = row[0], row[1], row[2], row[3], row[11]
    if not _number.fullmatch(number):
        findings.error(f"{quoted(number)} is not an entry's number", line, 1, _DAMAGED)
    elif not name:
        findings.error(f"entry {number} has no name", line, 1, _DAMAGED)
    elif kind and kind not in OTHER_KINDS:
        hint = f"nothing for an entity, or {', '.join(sorted(OTHER_KINDS))}"
        findings.error(f"{quoted(kind)} is no kind of entry", line, 1, hint)
    elif int(number) in found:
        findings.error(f"entry {number} stands twice", line, 1, _DAMAGED)
    else:
        weak = tuple(alias for alias in weak_aliases(remarks) if alias != name)
        found[int(number)] = None if kind else Listed(int(number), name, weak, weak, split_tags(program))


def split_tags(program: str) -> tuple[str, ...]:
    """Return the tags of a Program cell, such as `SDNTK] [FTO] [SDGT`, where the outermost brackets are missing."""
    tags = (tag.strip("[] ") for tag in re.split(r"\]\s*\[|;", program))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def weak_aliases(remarks: str) -> tuple[str, ...]:
    """Return the names that stand in Remarks as `a.k.a. 'HQN'`; one that the limit of 1,000 characters cut is none."""
    parts = remarks.split("; ")
    if len(remarks) >= _REMARKS_LIMIT - 1:
        parts.pop()
    matches = (_weak_alias.fullmatch(part.strip()) for part in parts)
    return tuple(dict.fromkeys(match[1] for match in matches if match))


def check_tagged(findings: Findings, entities: Iterable[Listed | None]) -> None:
    """Note an error if no entity is tagged FTO: OFAC's other lists have the same form."""
    if not any(entity is not None and entity.is_tagged for entity in entities):
        findings.error("no entity is tagged FTO, so this is not OFAC's SDN list", hint=EXPECTED)


def _alt_beside(path: str) -> str | None:
    try:
        names = sorted(entry.name for entry in Path(path).parent.iterdir() if entry.name.casefold() == "alt.csv")
    except OSError:
        return None
    # Where several differ by case, OFAC's own spelling sorts first.
    return str(Path(path).with_name(names[0])) if names else None


def _no_alt(path: str) -> Problem:
    hint = "put ALT.CSV of the same day into the same folder, or take SDN.XML, which holds them"
    return Problem(CODE, Severity.WARNING, "no ALT.CSV beside it: most aliases are unknown", Location(path), hint)


def _read_alt(path: str, found: dict[int, Listed | None]) -> tuple[dict[int, list[str]], tuple[Problem, ...]]:
    """Return the aliases of each entity by its number, and the warnings."""
    aliases: dict[int, list[str]] = {}
    strangers = 0
    with open_source(path) as source:
        for line, (number, _, kind, name, _) in _rows(source, ALT_COLUMNS):
            if not _number.fullmatch(number) or kind not in ALT_TYPES or not name:
                expected = f"an entry's number, a number, one of {', '.join(sorted(ALT_TYPES))}, a name, a remark"
                source.findings.error("this is not a row of ALT.CSV", line, 1, expected)
            elif int(number) not in found:
                strangers += 1
            elif found[int(number)]:
                aliases.setdefault(int(number), []).append(name)
        if strangers:
            message = f"{strangers} rows belong to entries that the SDN file lacks"
            source.findings.warn(message, hint="take both files of the same day")
        return aliases, source.findings.settle()


def _with_aliases(entity: Listed, names: list[str]) -> Listed:
    strong = (name for name in names if name != entity.name)
    return replace(entity, aliases=tuple(dict.fromkeys((*strong, *entity.weak))))
