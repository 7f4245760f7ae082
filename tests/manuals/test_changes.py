"""The list of changes: it reaches the present version, and knows what the law's file has removed."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable

from fto_check.law.statute import load_statute
from fto_check.manuals.changes import Affected, load_changes
from fto_check.version import VERSION
from tests.conftest import Run


def test_the_whole_list(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("explain/changes-80.txt", run("explain", "changes", COLUMNS="80").stdout.decode())
    data = json.loads(run("explain", "changes", "-f", "json").stdout)
    assert [one["version"] for one in data["versions"]] == [release.version for release in load_changes()]
    assert data["removed"] == []


def test_the_newest_version_is_the_present_one_and_stands_first() -> None:
    versions = [tuple(map(int, release.version.split("."))) for release in load_changes()]
    assert load_changes()[0].version == VERSION
    assert versions == sorted(set(versions), reverse=True)


def test_the_modules_that_the_present_version_names_are_there() -> None:
    named = [change.text for change in load_changes()[0].changes if change.what is Affected.LIBRARY]
    found = re.findall(r"is (fto_check(?:\.\w+)+)", " ".join(named))
    assert len(found) >= 6
    for name in found:
        importlib.import_module(name)


def test_each_removed_id_is_in_the_list() -> None:
    said = " ".join(change.text for release in load_changes() for change in release.changes)
    assert [gone.id for gone in load_statute().removed if gone.id not in said] == []
