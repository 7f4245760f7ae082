"""What needs a hand, for code scanning: problems as results of SARIF 2.1.0, and never a status.

Every code is a rule of every log, in the order of `CODES`, so that a rule keeps its index from run to run. A path is
taken as the run has it: relative ones become relative references, which a consumer resolves against the root of the
repository (and so the run should start there); absolute ones become `file:` URIs, which hold on this machine only;
`<stdin>` is a name like another. No result names a line in its fingerprint, but its place in the structure of the file.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fto_check.manuals.codes import manual
from fto_check.problems.inert import inert, inert_markdown
from fto_check.problems.problems import CODES, Location, Problem
from fto_check.runs.report import Report
from fto_check.views import json_text
from fto_check.views.words import assumed_words, without_words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "ftoCheck/v1"


def render(report: Report, *, quiet: bool = False) -> str:
    """Return a log of one run; `quiet` leaves out nothing."""
    del quiet
    driver = {"name": "fto-check", "version": report.version, "rules": [_rule(code) for code in CODES]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report.problems)),
    }
    given, file = assumed_words(report.assumptions, report.statute), report.list_file
    properties = {
        "assumed": given,
        "without": without_words(report.without),
        "officialRecord": str(file) if file is not None else None,
    }
    if any(properties.values()):
        run["properties"] = {name: value for name, value in properties.items() if value is not None}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text.document(log)


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
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        uri = as_uri(problem.location.path)
        alike = (uri, problem.code, problem.location.keys)
        seen[alike] += 1
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        yield {
            "ruleId": problem.code,
            "ruleIndex": indices[problem.code],
            "level": str(problem.severity),
            "message": {"text": inert(message)},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": _region(problem.location)}}
            ],
            "partialFingerprints": {FINGERPRINT: _fingerprint(posixpath.normpath(uri), *alike[1:], seen[alike])},
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


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256("\0".join(str(part) for part in parts).encode("utf-8", "surrogateescape")).hexdigest()
