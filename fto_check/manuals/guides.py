"""The guides that `explain` prints: how a status comes about, how to grade, how a repository is checked.

The text of each stands in `TOPIC.yaml` beside this module; what the program knows itself (statuses, the table, numbers,
ids) is filled in here, so that no text can differ from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from fto_check.documents.yaml_reader import read_document
from fto_check.law.authorities import load_authorities
from fto_check.law.nodes import Rule
from fto_check.law.status import TABLE, Status, Weight
from fto_check.law.statute import Statute, load_statute
from fto_check.reasoning.findings import Confidence
from fto_check.reasoning.rules import FRESH_YEARS


class GuideTopic(StrEnum):
    """What there is a guide to."""

    METHOD = "method"
    GRADES = "grades"
    SETTINGS = "settings"

    @property
    def summary(self) -> str:
        """What the guide is about, for a list of topics."""
        return {
            GuideTopic.METHOD: "how a status comes about",
            GuideTopic.GRADES: "how to grade a source and a claim",
            GuideTopic.SETTINGS: "how a repository of profiles is checked",
        }[self]


class Filling(StrEnum):
    """What a section shows that no text repeats, since the program knows it."""

    STATUSES = "statuses"
    TABLE = "table"
    CONFIDENCE = "confidence"


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GuideSection(_Text):
    """A part of a guide: a title, a text, and rows of a term and what it means."""

    title: str
    text: str = ""
    filled_from: Filling | None = None
    rows: dict[str, str] = {}


class Guide(_Text):
    """A text that is read from the top: a title, an opening, and sections."""

    title: str
    text: str
    sections: tuple[GuideSection, ...]
    see: str
    """Where to read on."""


@cache
def load_guide(topic: GuideTopic) -> Guide:
    """Return a guide, with what its text leaves to the program filled in."""
    written = Guide.model_validate(read_document(Path(__file__).parent / f"{topic}.yaml").data)
    facts = _facts(load_statute())
    return written.model_copy(update={"sections": tuple(_filled(section, facts) for section in written.sections)})


def _facts(statute: Statute) -> dict[str, str]:
    """Return the numbers, ids and cites that a text names in braces."""
    return {
        "years": str(FRESH_YEARS),
        "assumed": _ids(statute, Rule.ASSUMED),
        "one_strong_origin": _ids(statute, Rule.ONE_STRONG_ORIGIN),
        **{one.id: one.cite for one in load_authorities()},
    }


def _ids(statute: Statute, rule: Rule) -> str:
    return ", ".join(node.id for node in statute.with_rule(rule))


def _filled(section: GuideSection, facts: Mapping[str, str]) -> GuideSection:
    if section.filled_from is Filling.STATUSES:
        rows = {status.words: status.meaning for status in sorted(Status, reverse=True)}
    elif section.filled_from is Filling.CONFIDENCE:
        rows = {str(word): word.meaning for word in Confidence}
    else:
        rows = {term: text.format_map(facts) for term, text in section.rows.items()}
    return section.model_copy(update={"rows": rows})


def element_table() -> list[tuple[Weight, list[Status]]]:
    """Return a row for each weight of what speaks for an element: the statuses by the weight of what speaks against."""
    return [(own, [TABLE[own, against] for against in Weight]) for own in sorted(Weight, reverse=True)]
