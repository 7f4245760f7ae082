"""OFAC's SDN.XML, as the Treasury publishes it (US government work, public domain)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from fto_check.record.snapshots.reading import EXPECTED, MAX_ROWS, Findings, SnapshotFile, quoted, tidy
from fto_check.record.snapshots.sdn_csv import OTHER_KINDS, check_tagged
from fto_check.record.snapshots.shapes import Listed, OfacSnapshot

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Levels and elements of one entry: the format needs four levels, and the longest entries some hundred elements.
MAX_DEPTH = 16
MAX_ELEMENTS = 20_000
MAX_TOKEN = 1024 * 1024  # bytes of one text, tag or comment, which the parser keeps whole

_ROOT, _ENTRY = "sdnList", "sdnEntry"
# OFAC's own misspelling, and the right spelling in case OFAC corrects it.
_PUBLICATION = frozenset({"publshInformation", "publishInformation"})
_DAMAGED = "the file is damaged or was cut short: download it again"
_number = re.compile(r"[0-9]{1,9}")


@dataclass
class _ListEntries:
    findings: Findings
    entries: int = 0
    announced: int | None = None
    published: date | None = None
    found: dict[int, Listed | None] = field(default_factory=dict)


class _Blocks:
    """The file for the XML parser, in which no single text, tag or comment may be huge."""

    def __init__(self, source: SnapshotFile) -> None:
        self._source = source
        self._since_event = 0

    def read(self, size: int = -1, /) -> bytes:
        block = self._source.read(size)
        self._since_event += len(block)
        if self._since_event > MAX_TOKEN:
            self._source.findings.fail(f"a text or tag of more than {MAX_TOKEN // 1024} KiB", hint=_DAMAGED)
        return block

    def event(self) -> None:
        self._since_event = 0


def read_sdn_xml(source: SnapshotFile) -> OfacSnapshot:
    """Read SDN.XML under any namespace; it states its day and how many entries it has.

    Streamed: memory grows with the entities kept, `MAX_ROWS` entries at most. A document type or entity declaration
    is refused. Raises InvalidDocumentError.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException

    findings = source.findings
    collected = _ListEntries(findings)
    try:
        _stream(source, collected)
    except ParseError as error:
        line, column = error.position
        findings.fail(f"this is not whole XML: {str(error).partition(':')[0]}", line, column + 1, _DAMAGED)
    except DefusedXmlException:
        findings.fail("the XML declares a document type or entities", hint="OFAC's own file has no such declaration")
    except (ValueError, LookupError):  # the encoding that the XML declares
        findings.fail("the XML declares an encoding that cannot be read", hint="OFAC's own file is UTF-8")
    _check_count(collected)
    findings.settle()
    check_tagged(findings, collected.found.values())
    return OfacSnapshot(
        path=source.path,
        format="sdn-xml",
        published=collected.published,
        rows=collected.entries,
        listed=tuple(entity for entity in collected.found.values() if entity),
        without_aliases=False,
        problems=findings.settle(),
    )


def _stream(source: SnapshotFile, collected: _ListEntries) -> None:
    from defusedxml.ElementTree import iterparse

    blocks, findings = _Blocks(source), source.findings
    depth = elements = 0
    root: Element | None = None
    for event, element in iterparse(blocks, events=("start", "end"), forbid_dtd=True):
        blocks.event()
        if event == "start":
            depth, elements = depth + 1, elements + 1
            if root is None:
                root = element
                _check_root(_local(root), findings)
            if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
                findings.fail(f"more than {MAX_DEPTH} levels or {MAX_ELEMENTS} elements in one entry", hint=_DAMAGED)
            continue
        depth -= 1
        if depth == 1 and root is not None:
            _take(element, collected)
            root.clear()
            elements = 0


def _check_root(name: str, findings: Findings) -> None:
    if name == "Sanctions":
        findings.fail("this is SDN_ADVANCED.XML", hint="take SDN.XML from the same page")
    if name == "sanctionsData":
        findings.fail("this is SDN_ENHANCED.XML", hint="take SDN.XML from the same page")
    if name != _ROOT:
        findings.fail(f"the XML starts with {quoted(name)}, not '{_ROOT}'", hint=EXPECTED)


def _take(element: Element, collected: _ListEntries) -> None:
    """Collect the content of a child of the root."""
    name = _local(element)
    if name in _PUBLICATION:
        collected.published = _publish_date(element.findtext("{*}Publish_Date") or "", collected.findings)
        count = (element.findtext("{*}Record_Count") or "").strip()
        collected.announced = int(count) if _number.fullmatch(count) else None
    elif name == _ENTRY:
        collected.entries += 1
        if collected.entries > MAX_ROWS:
            collected.findings.fail(f"more than {MAX_ROWS} entries", hint=EXPECTED)
        _take_entry(element, collected)


def _take_entry(element: Element, collected: _ListEntries) -> None:
    findings, place = collected.findings, f"entry {collected.entries} of the file"
    try:
        number, name, kind = (_text(element, tag) for tag in ("uid", "lastName", "sdnType"))
        if not _number.fullmatch(number):
            findings.error(f"{place} has no number: {quoted(number)}", hint=_DAMAGED)
        elif not name:
            findings.error(f"{place}, uid {number}, has no name", hint=_DAMAGED)
        elif kind.casefold() not in OTHER_KINDS | {"entity"}:
            findings.error(f"{place}, uid {number}, is of no known kind: {quoted(kind)}", hint=_DAMAGED)
        elif int(number) in collected.found:
            findings.error(f"{place} has the uid {number}, which stands before", hint=_DAMAGED)
        else:
            collected.found[int(number)] = _entity(element, int(number), name) if kind.casefold() == "entity" else None
    except ValueError as error:
        findings.error(f"{place}: {error}", hint=_DAMAGED)


def _entity(element: Element, uid: int, name: str) -> Listed:
    tags = dict.fromkeys(tidy(program.text or "") for program in element.iterfind("{*}programList/{*}program"))
    strong: dict[str, None] = {}
    weak: dict[str, None] = {}
    for aka in element.iterfind("{*}akaList/{*}aka"):
        alias = _text(aka, "lastName")
        if alias and alias != name:
            (weak if _text(aka, "category").casefold() == "weak" else strong)[alias] = None
    weak = {alias: None for alias in weak if alias not in strong}
    return Listed(uid, name, (*strong, *weak), tuple(weak), tuple(tag for tag in tags if tag))


def _text(element: Element, tag: str) -> str:
    return tidy(element.findtext(f"{{*}}{tag}") or "")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _publish_date(text: str, findings: Findings) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%m/%d/%Y").date()
    except ValueError:
        findings.warn(f"the day of publication cannot be read: {quoted(text)}", hint="month/day/year, as in 12/19/2018")
        return None


def _check_count(collected: _ListEntries) -> None:
    if collected.announced is None:
        collected.findings.error("the file does not say how many entries it has (Record_Count)", hint=_DAMAGED)
    elif collected.announced != collected.entries:
        message = f"the file announces {collected.announced} entries and has {collected.entries}"
        collected.findings.error(message, hint=_DAMAGED)
