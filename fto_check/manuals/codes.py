"""The manual of each code: what it means, why it matters, what to do; an example that fails and one that passes.

The manual of a warning is the docstring of its function in `advice`. The other manuals stand in `codes.yaml` beside
this module, which is read when the first of them is asked for.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fto_check.advice import WARNINGS
from fto_check.documents.yaml_reader import read_document
from fto_check.problems.problems import CODES, WARNING_CODES, Severity

MANUALS_FILE = Path(__file__).parent / "codes.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """The manual of a code."""

    code: str
    severity: Severity
    meaning: str
    text: str
    failing: str
    passing: str
    runs: bool
    """Whether the examples are YAML, a profile or a part of one (see `complete`), and not words."""


def manual(code: str) -> Manual:
    """Return the manual of a code; KeyError for no code."""
    meaning = CODES[code]
    return _of_docstring(code, meaning) if code in WARNINGS else _of_file(code, meaning)


def complete(example: str) -> str:
    """Return the whole text of a profile for an example in YAML, with an organization if the example leaves it out."""
    return f"{example}\n" if "organization:" in example else f"organization: {{name: A group}}\n{example}\n"


_docstring = re.compile(r".+?\n\n(?P<text>.+?)\n\s*Fails::\s(?P<failing>.+?)\n\s*Passes::\s(?P<passing>.+)", re.DOTALL)


def _of_docstring(code: str, meaning: str) -> Manual:
    """Return the manual in the docstring of a warning's function; its first line says what the row of CODES says."""
    found = _docstring.fullmatch((WARNINGS[code].find.__doc__ or "").rstrip())
    assert found is not None, code
    paragraphs = (" ".join(paragraph.split()) for paragraph in found["text"].split("\n\n"))
    failing, passing = (textwrap.dedent(example.strip("\n")).strip() for example in found.group("failing", "passing"))
    return Manual(
        code=code,
        severity=Severity.WARNING,
        meaning=meaning,
        text="\n\n".join(paragraphs),
        failing=failing,
        passing=passing,
        runs=True,
    )


def _of_file(code: str, meaning: str) -> Manual:
    written = _file()[code]
    runs = "failing" in written
    return Manual(
        code=code,
        severity=Severity.WARNING if code in WARNING_CODES else Severity.ERROR,
        meaning=meaning,
        text=written["text"],
        failing=(written["failing"] if runs else written["failing_in_words"]).rstrip("\n"),
        passing=(written["passing"] if runs else written["passing_in_words"]).rstrip("\n"),
        runs=runs,
    )


@cache
def _file() -> dict[str, Any]:
    return dict(read_document(MANUALS_FILE).data)
