"""The models on data from JSON and Python: numbers, dates and words of our own, where YAML gives text."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from fto_check import Profile
from fto_check.documents.dates import parse_span
from fto_check.law.status import Status
from fto_check.profile.models import Attribution, Reliability


def profile(**changes: Any) -> dict[str, Any]:
    """Return a profile as Python has it; `changes` are to its item, its source or its organization."""
    data: dict[str, Any] = {
        "organization": {"name": "A group", "aliases": [18], "founded": 2009, "dissolved": None},
        "sources": {
            "paper": {
                "title": "T", "publisher": "P", "kind": "press", "reliability": Reliability.B,
                "published": date(2024, 9, 20), "retrieved": date(2024, 11, 24), "note": None,
            }
        },
        "evidence": {
            "raid": {
                "claim": "It made a raid.", "credibility": 2, "sources": ["paper", {"source": "paper", "at": 4}],
                "supports": ("violence",), "when": parse_span("2009/2011"), "attribution": Attribution.CHARGED,
                "where": None, "ignore": None,
            }
        },
        "expect": [{"as_of": date(2024, 1, 1), "overall": Status.NOT_ESTABLISHED}],
    }  # fmt: skip
    for part in (data["organization"], data["sources"]["paper"], data["evidence"]["raid"]):
        part.update({key: value for key, value in changes.items() if key in part})
    return data


def test_a_profile_is_made_from_python() -> None:
    found = Profile.model_validate(profile())
    assert (found.organization.aliases, found.organization.founded) == (("18",), parse_span("2009"))
    source, item = found.sources["paper"], found.evidence["raid"]
    assert source.published is not None
    assert source.published.earliest == source.published.latest == date(2024, 9, 20)
    assert (source.retrieved, source.note) == (date(2024, 11, 24), None)
    assert (item.credibility, item.sources[1].at, item.when) == (2, "4", parse_span("2009/2011"))
    assert (item.where, dict(item.ignore)) == ((), {})
    assert found.expect[0].statuses == {"overall": Status.NOT_ESTABLISHED}


def test_a_profile_is_made_from_json() -> None:
    data = profile(published="2024-09", retrieved="2024-11-24", when="2009/2011")
    data["expect"] = [{"as_of": "2024-01-01", "overall": "not-established"}]
    assert Profile.model_validate(json.loads(json.dumps(data))).evidence["raid"].credibility == 2


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("credibility", 7, "FTO106"),
        ("credibility", True, "FTO101"),
        ("credibility", 2.5, "FTO106"),
        ("name", float("nan"), "FTO101"),
        ("name", date(2024, 1, 1), "FTO101"),
        ("published", datetime(2024, 1, 1, 12), "FTO101"),
        ("retrieved", datetime(2024, 1, 1, 12), "FTO101"),
        ("founded", 24, "FTO104"),
        ("name", None, "FTO101"),
    ],
)
def test_what_python_has_is_not_always_right(key: str, value: Any, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate(profile(**{key: value}))
    assert [error["ctx"]["fault"].code for error in caught.value.errors()] == [code]
