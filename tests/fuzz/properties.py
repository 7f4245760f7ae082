"""What must hold for any input, each property a function that raises where it does not.

They are written once: `test_fuzz` lets Hypothesis choose the input, `guided` lets libFuzzer follow the coverage.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import yaml
from rich.console import Console

from fto_check.cli.config import load_config
from fto_check.documents.textfile import MAX_BYTES
from fto_check.documents.yaml_reader import Document, parse_document
from fto_check.law.statute import load_statute
from fto_check.problems.drawing import draw
from fto_check.problems.problems import CODES, MAX_PROBLEMS, InvalidDocumentError, Location, Problem
from fto_check.profile.loading import load_with_document
from fto_check.record.listing import look_up
from fto_check.record.reading import load_record, read_record
from fto_check.record.refresh import refresh
from fto_check.record.snapshots import read_snapshot
from fto_check.record.tags import compare_tags
from fto_check.record.writing import write_record
from fto_check.runs import diff as comparing
from fto_check.runs import side_by_side as comparison
from fto_check.runs.check import Question, check_paths
from fto_check.runs.decisions import Retrospect, look_back
from fto_check.runs.gates import Gate
from fto_check.runs.report import Report
from fto_check.runs.why import explain_why
from fto_check.views.check.formats import Format, render
from tests.conftest import ROOT

DAY = date(2026, 11, 24)
SECONDS = 20
"""How long one input may take of a processor; a hundred times what the slowest shipped profile does."""
WAITING = 6
"""How many times as long it may take on the clock: other work slows it down too, and what waits takes no processor."""

# No output may hold control and bidirectional characters, or halves of characters.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
COMMAND = re.compile(r"::(error|warning|notice) [^:]*::")
_SARIF = jsonschema.Draft7Validator(json.loads((ROOT / "tests/data/sarif-schema-2.1.0.json").read_text()))
_RECORD = jsonschema.Draft202012Validator(
    json.loads((ROOT / "fto_check/manuals/schemas/report-1.schema.json").read_text())
)


# PyYAML's own parser refuses some texts that libyaml reads: with a tab between tokens, a comment right after | or >, or
# a question mark within braces or brackets. What both read they read alike.
_STRICTER = re.compile(r"\t|[|>][-+\d]*#|\?")


class Hang(Exception):
    """An input that took longer than it may."""


@contextmanager
def in_time(seconds: int = SECONDS) -> Iterator[None]:
    """Raise `Hang` where the time is up; Hypothesis' own deadline looks only at what comes to an end."""

    def ring(number: int, frame: object) -> None:
        raise Hang(f"more than {seconds} seconds")

    before = [(number, signal.signal(number, ring)) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * WAITING)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before:
            signal.signal(number, handler)


def check_reader(raw: bytes) -> None:
    """Hold the two readers against each other: the same data, or both refuse, and every place is in the file."""
    with in_time():
        found = [_parsed(raw, pure=pure) for pure in (False, True)]
        if found[0] is None or found[1] is None:
            # Of several errors each parser meets its own first, so the codes may differ.
            if found[0] is None or not _STRICTER.search(_text_of(raw)):
                assert found == [None, None], f"one reader accepts it: {found}"
            return
        first, second = found[0], found[1]
        assert first.data == second.data
        for event in yaml.parse(first.text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):
            assert not isinstance(event, yaml.AliasEvent), "an alias"
            assert not getattr(event, "anchor", None), "an anchor"
            assert not getattr(event, "tag", None), "a tag"
        assert [problem.code for problem in first.problems] == [problem.code for problem in second.problems]
        for keys in _key_paths(first.data):
            place, other = first.locate(keys, at_key=True), second.locate(keys, at_key=True)
            _check_place(place, first.text)
            _check_place(
                first.locate(keys), first.text
            )  # where there is no value each library has its own place for it
            assert (place.line, place.column) == (other.line, other.column), keys


def _parsed(raw: bytes, *, pure: bool) -> Document | None:
    try:
        document = parse_document(raw, "x.yaml", pure=pure)
    except InvalidDocumentError as error:
        check_problems(error.problems, _text_of(raw))
        return None
    check_problems(document.problems, document.text)
    return document


def _text_of(raw: bytes) -> str:
    return raw[: MAX_BYTES + 1].decode("utf-8-sig", "replace")


def _key_paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    pairs: Iterable[tuple[str | int, Any]] = (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    )
    for key, value in pairs:
        yield from _key_paths(value, (*path, key))


def check_problems(problems: Iterable[Problem], text: str) -> None:
    """Hold each problem of a file to a known code, a place inside the file, and a drawing that a terminal can bear."""
    problems = list(problems)
    assert len(problems) <= MAX_PROBLEMS + 1
    for problem in problems:
        assert problem.code in CODES
        assert problem.code != "FTO000", problem.message
        _check_place(problem.location, text)
        assert not UNPRINTABLE.search(str(draw(problem)).replace("\n", ""))
        assert all(len(line) < 1000 for line in str(draw(problem)).splitlines()[1:3])


def _check_place(place: Location, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= place.line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
    # A place without an end is that of a file, which has none.
    assert place.end_line == 0 or (place.end_line, place.end_column) >= (place.line, place.column), place
    assert place.end_line <= len(lines) + 1, place


def check_model(tree: Any) -> None:
    """Read a tree of data as a profile: it is one and can be judged, or every problem of it has a place."""
    raw = json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    check_profile(raw)


def check_profile(raw: bytes) -> None:
    """Load and judge the content of a profile: an answer, or problems with places."""
    with in_time():
        try:
            loaded = load_with_document("x.yaml", load_statute(), raw=raw)
        except InvalidDocumentError as error:
            check_problems(error.problems, _text_of(raw))
            return
        (found,) = _report([("x.yaml", raw)]).profiles
        for problem in found.problems:
            assert problem.code in CODES
            assert problem.code != "FTO000"
            _check_place(problem.location, loaded.document.text)


def _report(files: list[tuple[str, bytes]], known_by: date | None = None) -> Report:
    question = Question(
        load_statute(),
        DAY,
        known_by,
        record=load_record(),
        gates=(Gate.MET, Gate.NOT_ESTABLISHED, Gate.WARNING),
        today=DAY,
    )
    return check_paths(files, question)  # with FTO_CHECK_TRACEBACK a bug is raised here, and not told as FTO000


def check_format(tree: Any, path: str, form: Format) -> None:
    """Write one report of one profile full of hostile text: `check_formats` a small part at a time."""
    with in_time():
        raw = json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
        report = _report([(path, raw)])
        printed = render(report, form)
        check_rendering(printed, form)
        if form is Format.JSON:
            _RECORD.validate(json.loads(printed))


def check_formats(trees: list[Any], path: str) -> None:
    """Write every report of profiles full of hostile text: each is inert, and reads back."""
    with in_time():
        raws = [json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass") for tree in trees]
        report = _report([(f"{number}{path}", raw) for number, raw in enumerate(raws)], date(2026, 11, 20))
        for form in Format:
            check_rendering(render(report, form), form)
            check_rendering(render(report, form, quiet=True), form)
        _RECORD.validate(json.loads(render(report, Format.JSON)))
        for output, written_as in _others(report, raws):
            check_rendering(output, written_as)


def _others(report: Report, raws: list[bytes]) -> Iterator[tuple[Any, Format | None]]:
    """Yield what the other commands write, each with the format that it has to read back as."""
    statute, record = load_statute(), load_record()
    side_by_side = comparison.compare(report, comparison.RowChoice.ALL)
    if report.profiles:
        yield import_module("fto_check.views.compare.json").render(side_by_side), Format.JSON
        yield import_module("fto_check.views.compare.csv").render(side_by_side), Format.CSV
        yield import_module("fto_check.views.compare.markdown").render(side_by_side), Format.MARKDOWN
        yield import_module("fto_check.views.compare.table").render(side_by_side), Format.TABLE
    files = [comparing.SideFile(f"{number}.yaml", raw) for number, raw in enumerate(raws)]
    pairs = [comparing.FilePair("x", files[0], files[-1]), comparing.FilePair("y", files[0], None)]
    differs = comparing.compare(pairs, statute, DAY, None, old="old", new="new")
    yield import_module("fto_check.views.diff.json").render(differs), Format.JSON
    yield import_module("fto_check.views.diff.markdown").render(differs), Format.MARKDOWN
    yield import_module("fto_check.views.diff.table").render(differs), Format.TABLE
    for found in report.profiles[:1]:
        profile = found.assessment.profile
        why = explain_why(found.path, profile, statute, DAY)
        yield import_module("fto_check.views.why.json").render(why), Format.JSON
        yield import_module("fto_check.views.why.table").render(why), Format.TABLE
        listing = look_up(record, profile.organization.name, DAY)
        yield import_module("fto_check.views.record.json").render(listing), Format.JSON
        yield import_module("fto_check.views.record.csv").render(listing), Format.CSV
        yield import_module("fto_check.views.record.table").render(listing), Format.TABLE
        if found.record is not None:
            past = look_back(found.path, profile, found.record, record, statute, DAY)
            retrospect = Retrospect(DAY, None, record.list_as_of, record.file, statute, (past,))
            yield import_module("fto_check.views.decisions.json").render(retrospect), Format.JSON
            yield import_module("fto_check.views.decisions.table").render(retrospect), Format.TABLE


def check_rendering(rendered: Any, form: Format | None) -> None:
    """Hold an output to what its readers ask for: it parses, and no terminal and no runner acts on it."""
    printed = rendered if isinstance(rendered, str) else _on_paper(rendered)
    printed.encode()
    assert not (found := UNPRINTABLE.search(printed)), f"{form}: {found!r}"
    for line in printed.splitlines():
        assert not re.match(r"\s*::", line) or (form is Format.GITHUB and COMMAND.match(line)), line
        assert not re.search(r"##[\[a-zA-Z]", line), line
    if form is Format.JSON:
        json.loads(printed)
    elif form is Format.NDJSON:
        kinds = [json.loads(line)["type"] for line in printed.splitlines()]
        assert (kinds[0], kinds[-1]) == ("run", "summary")
    elif form is Format.CSV:
        rows = list(csv.reader(io.StringIO(printed, newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(re.match(r"\s*[=+\-@]", cell) for row in rows for cell in row)
    elif form is Format.JUNIT:
        assert {element.tag for element in ET.fromstring(printed).iter()} <= {
            "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
        }  # fmt: skip
    elif form is Format.SARIF:
        _SARIF.validate(json.loads(printed))
    elif form is Format.GITHUB:
        assert all(COMMAND.match(line) for line in printed.splitlines())


def _on_paper(rendered: Any) -> str:
    console = Console(width=100, file=io.StringIO(), markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(rendered)
    return captured.get()


@contextmanager
def _file(name: str, content: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield os.fspath(path)


def _check_refusal(error: InvalidDocumentError, codes: set[str]) -> None:
    assert error.problems
    assert {problem.code for problem in error.problems} <= codes
    for problem in error.problems:
        assert not UNPRINTABLE.search(str(draw(problem)).replace("\n", ""))


def check_snapshot(raw: bytes, beside: bytes | None = None) -> None:
    """Read a downloaded list: what is in it can be held against the record, or it is refused by a file's problems."""
    with in_time(), _file("SDN.CSV", raw) as path:
        if beside is not None:
            Path(path).with_name("alt.csv").write_bytes(beside)
        try:
            snapshot = read_snapshot(path)
        except InvalidDocumentError as error:
            _check_refusal(error, {"FTO013"})
            return
        record = load_record()
        if snapshot.kind == "ofac":
            tags = compare_tags(record, snapshot, DAY)
            check_rendering(import_module("fto_check.views.record.refresh_json").render(tags), Format.JSON)
            check_rendering(import_module("fto_check.views.record.refresh_table").render(tags), Format.TABLE)
            return
        found = refresh(record, snapshot, DAY)
        check_rendering(import_module("fto_check.views.record.refresh_json").render(found), Format.JSON)
        check_rendering(import_module("fto_check.views.record.refresh_table").render(found), Format.TABLE)
        written = write_record(found.record)
        with _file("record.csv", written.encode()) as kept:
            assert read_record(kept) == found.record


def check_record(raw: bytes) -> None:
    """Read a record of one's own: written out again it is the same, or it is refused by problems with lines."""
    with in_time(), _file("record.csv", raw) as path:
        try:
            record = read_record(path)
        except InvalidDocumentError as error:
            _check_refusal(error, {"FTO001", "FTO002", "FTO009", "FTO010", "FTO014"})
            check_problems(error.problems, _text_of(raw))
            return
        Path(path).write_text(write_record(record), encoding="utf-8", newline="")
        assert read_record(path) == record
        for name in (record.entries[0].name, "x"):
            check_rendering(
                import_module("fto_check.views.record.table").render(look_up(record, name, DAY)), Format.TABLE
            )


def check_config(raw: bytes) -> None:
    """Read a configuration: settings, or problems of the file."""
    with in_time(), _file("pyproject.toml", raw) as path:
        try:
            settings = load_config(Path(path), named=True)
        except InvalidDocumentError as error:
            _check_refusal(error, {"FTO002", "FTO009", "FTO010", "FTO015"})
            return
        settings.excludes(path)
