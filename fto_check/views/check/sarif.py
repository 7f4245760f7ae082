"""What needs a hand, for code scanning: problems as results of SARIF 2.1.0, and never a status.

A gate that warnings hit is no result: the warnings are. A run that could not check what it was asked to says so among
its invocations.

Every code is a rule of every log, in the order of `CODES`, so that a rule keeps its index from run to run. A path is
taken as the run has it: relative ones become relative references, which a consumer resolves against the root of the
repository (and so the run should start there); absolute ones become `file:` URIs, which hold on this machine only;
`<stdin>` is a name like another. No result names a line in its fingerprint, but its place in the structure of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fto_check.manuals.codes import manual
from fto_check.problems.inert import inert, inert_markdown
from fto_check.problems.problems import CODES, Location, Problem
from fto_check.runs.report import Report
from fto_check.runs.urgency import Urgency, urgency_of
from fto_check.views import json_text
from fto_check.views.check.fingerprints import Fingerprints
from fto_check.views.words import assumed_words, without_words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "ftoCheck/v1"


def render(report: Report, *, quiet: bool = False) -> str:
    """Return a log of one run; `quiet` leaves out nothing."""
    del quiet
    return json_text.document_of(lambda: _log(report))


def _log(report: Report) -> dict[str, Any]:
    driver = {"name": "fto-check", "version": report.version, "rules": [_rule(code) for code in CODES]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": _results(report.problems),
    }
    given, file = assumed_words(report.assumptions, report.statute), report.list_file
    properties = {
        "assumed": given,
        "without": without_words(report.without),
        "officialRecord": str(file) if file is not None else None,
    }
    if any(properties.values()):
        run["properties"] = {name: value for name, value in properties.items() if value is not None}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(report: Report) -> dict[str, Any]:
    """Return whether the run checked what it was asked to; an empty list of results means nothing otherwise."""
    failures = [problem for problem in report.all_problems if urgency_of(problem) is Urgency.RUN]
    failures += [problem for problem in report.faults if problem not in failures]
    notifications = [_notification(problem) for problem in failures]
    told = {"toolExecutionNotifications": notifications} if notifications else {}
    return {"executionSuccessful": not failures, **told}


def _notification(problem: Problem) -> dict[str, Any]:
    said: dict[str, Any] = {
        "descriptor": {"id": problem.code},
        "level": str(problem.severity),
        "message": {"text": inert(_message(problem))},
    }
    return {**said, "locations": [_location(problem.location)]} if problem.location.path else said


def _message(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def _location(place: Location) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": as_uri(place.path)}, "region": _region(place)}}


def _rule(code: str) -> dict[str, Any]:
    entry = manual(code)
    meaning, told = entry.meaning, " ".join(entry.text.split())
    return {
        "id": code,
        "name": _name(meaning),
        "shortDescription": {"text": _sentence(meaning)},
        "fullDescription": {"text": f"{_sentence(meaning)} {told}".replace("`", "'")},
        "help": {
            "text": f"{code}: {meaning}. {told}".replace("`", "'"),
            "markdown": f"**{code}: {inert_markdown(meaning)}.** {told}",
        },
        "defaultConfiguration": {"level": str(entry.severity)},
    }


def _name(meaning: str) -> str:
    """Return the first clause of a meaning in the form of names: AnUnknownKey."""
    words = re.sub(r"[^\w\s]", " ", meaning.partition(",")[0]).split()
    return "".join(word[0].upper() + word[1:] for word in words)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _results(problems: Iterable[Problem]) -> Iterator[dict[str, Any]]:
    indices = {code: index for index, code in enumerate(CODES)}
    known = Fingerprints()
    for problem in problems:
        yield {
            "ruleId": problem.code,
            "ruleIndex": indices[problem.code],
            "level": str(problem.severity),
            "message": {"text": inert(_message(problem))},
            "locations": [_location(problem.location)],
            "partialFingerprints": {FINGERPRINT: known.of(problem, as_uri(problem.location.path))},
        }


def as_uri(path: str) -> str:
    """Return a path as a URI reference with slashes only; a colon in its first segment would look like a scheme."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    uri = quote(Path(path).as_posix().encode("utf-8", "surrogateescape"), safe="/:")
    return f"./{uri}" if ":" in uri.partition("/")[0] else uri


def _region(location: Location) -> dict[str, int]:
    region = {"startLine": location.line, "startColumn": location.column}
    if (location.end_line, location.end_column) > (location.line, location.column):
        region |= {"endLine": location.end_line, "endColumn": location.end_column}
    return region
