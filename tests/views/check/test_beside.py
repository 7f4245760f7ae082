"""Searches, other items, origins of citations and other organizations: shown in every format, and never weighed."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fto_check import assess, load_statute
from fto_check.documents.yaml_reader import read_document
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from tests.conftest import ROOT, Run

PATH = "tests/data/beside-the-evidence.yaml"
AS_OF = ("--as-of", "2026-11-30", "--isolated")
STATUTE = load_statute()


def assessed(data: dict[str, Any]) -> dict[str, str]:
    assessment = assess(Profile.model_validate(data), STATUTE, date(2026, 11, 30))
    return {name: str(found.status) for name, found in assessment.findings.items()}


def given() -> dict[str, Any]:
    return copy.deepcopy(dict(read_document(ROOT / PATH).data))


@pytest.mark.parametrize("form", ["full", "markdown", "csv"])
def test_every_format_shows_them(run: Run, golden: Callable[[str, str], None], form: str) -> None:
    asked = ("--full",) if form == "full" else ("-f", form)
    golden(f"{'table' if form == 'full' else form}/beside-the-evidence.txt", run(*AS_OF, *asked, PATH).stdout.decode())


def test_why_shows_what_bears_an_item_out(run: Run) -> None:
    printed = " ".join(run("why", *AS_OF, PATH, "explosive_or_firearm", COLUMNS="300").stdout.decode().split())
    assert "[bomb] 2024-03-09 (borne out by fuse) (contradicted by denial)" in printed


def test_the_record_has_what_the_author_gave(run: Run) -> None:
    (profile,) = json.loads(run(*AS_OF, "-f", "json", PATH).stdout)["profiles"]
    assert profile["about"]["predecessors"] == ["Harbor Guard", "Dock Committee"]
    assert profile["about"]["successors"] == ["New Harbor Front"]
    assert profile["items"]["bomb"]["borne_out_by"] == ["fuse"]
    assert profile["items"]["looked"]["searched"][1] == {
        "where": "notices of the embassy", "on": "2026-11-29", "for": "ferry 2024",
    }  # fmt: skip
    assert profile["items"]["fuse"]["sources"][0]["origin"] == "a laboratory"
    assert profile["context"] == ["denial", "looked"]


def test_a_table_for_spreadsheets_has_the_origin_of_each_citation(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run(*AS_OF, "-f", "csv", PATH).stdout.decode()))
    origins = {row["item"]: row["origins"] for row in rows if row["item"]}
    assert origins == {
        "bomb": "commission; the harbor police", "fuse": "a laboratory; a former member",
        "denial": "the harbor police", "looked": "",
    }  # fmt: skip


def test_nothing_of_it_is_weighed() -> None:
    data = given()
    before = assessed(data)
    for item in data["evidence"].values():
        item.pop("borne_out_by", None)
        item.pop("contradicted_by", None)
    data["organization"].pop("predecessors")
    data["organization"].pop("successors")
    del data["evidence"]["looked"]
    assert assessed(data) == before


def test_a_search_counts_for_nothing_whatever_it_names() -> None:
    """A profile that was made without a file is not looked at for references."""
    data = given()
    data["evidence"]["looked"]["contradicts"] = ["terrorist_activity"]
    assert assessed(data) == assessed(given())


def test_two_voices_in_one_source_are_two_origins() -> None:
    def capability(citations: str) -> str:
        text = (
            "organization: {name: A group, countries: [IE]}\n"
            "sources:\n  paper: {title: A, publisher: P, kind: press, reliability: B, published: 2005}\n"
            "evidence:\n  arms: {claim: All arms are gone., contradicts: [capability], credibility: 2, "
            f"sources: {citations}}}\n"
        )
        profile = load_with_document("x.yaml", raw=text.encode()).profile
        return str(assess(profile, STATUTE, date(2006, 1, 1)).findings["capability"].status)

    assert capability("[paper]") == "not_established"
    assert (
        capability("[{source: paper, origin: commission-2005}, {source: paper, origin: clergymen-2005}]") == "not_met"
    )
    assert capability(
        "[{source: paper, origin: commission-2005}, {source: paper, at: p. 2, origin: commission-2005}]"
    ) == ("not_established")
