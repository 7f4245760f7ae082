"""Profiles written as a few lines of evidence each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from fto_check import assess, load_statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import Examination, examine
from fto_check.reasoning.findings import Assessment

STATUTE = load_statute()
DAY = "2024-01-01"
_LISTS = {"+": "supports", "-": "contradicts", "~": "disputes"}
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})
_FIELDS = {"#": "incident", "!": "attribution", "*": "actor"}


def profile_of(*lines: str, organization: Mapping[str, str] = NOTHING_MORE, **sources: dict[str, Any]) -> Profile:
    """Make a profile of items written as `grade[@origin] [when] [#incident] [!attribution] [*actor] +x -y ~z`.

    The items are e0, e1, …, each with a source of its own s0, s1, … and, where none is written, an origin o0, o1, ….
    The organization is called G; `organization` says more of it.
    """
    made: dict[str, dict[str, Any]] = {}
    evidence: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines):
        grade, *words = line.split()
        mark, _, origin = grade.partition("@")
        item: dict[str, Any] = {"claim": "C.", "credibility": mark[1], "sources": [f"s{number}"]}
        for word in words:
            if word[0] in _LISTS:
                item.setdefault(_LISTS[word[0]], []).append(word[1:])
            elif word[0] in _FIELDS:
                item[_FIELDS[word[0]]] = word[1:]
            else:
                item["when"] = word
        evidence[f"e{number}"] = item
        made[f"s{number}"] = {
            "title": "T", "publisher": "P", "kind": "press", "reliability": mark[0], "published": "2023-06-01",
            "origin": origin or f"o{number}", **sources.get(f"s{number}", {}),
        }  # fmt: skip
    return Profile.model_validate(
        {"organization": {"name": "G", **organization}, "sources": made, "evidence": evidence}
    )  # fmt: skip


def check(*lines: str, day: str = DAY, known_by: str | None = None, **more: Any) -> Assessment:
    """Assess items written as lines."""
    known = date.fromisoformat(known_by) if known_by is not None else None
    return assess(profile_of(*lines, **more), STATUTE, date.fromisoformat(day), known)


def examined(*lines: str, day: str = DAY) -> Examination:
    """Examine items written as lines."""
    return examine(profile_of(*lines), STATUTE, date.fromisoformat(day))


def status(node: str, *lines: str, **more: Any) -> str:
    """Return the status of a node under items written as lines."""
    return str(check(*lines, **more).status_of(node))
